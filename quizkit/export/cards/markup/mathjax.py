r"""A formula for MathJax, as Anki has it: `\(…\)` in a line, `\[…\]` on a line of its own."""

from html import escape

from quizkit.export.cards.markup.foreign import is_foreign


def mathjax(formula: str, alone: bool) -> str:
    """A formula between MathJax's marks, or as code where it has no business being set."""
    told = escape(formula, quote=False)
    if is_foreign(formula) or any(mark in formula for mark in (r"\(", r"\)", r"\[", r"\]")):
        return f"<code>{told}</code>"
    # Two braces in a row would end a cloze deletion when the card is turned into one.
    told = told.replace("}}", "} }").replace("{{", "{ {")
    return rf"\[{told}\]" if alone else rf"\({told}\)"
