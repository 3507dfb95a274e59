"""One line of Markdown as styled text, for questions; a notice, with its commands set off.

The Markdown widget takes 35 ms to import, too long for the first card; it is loaded while the
learner thinks, for the answer.
"""

import re

from textual.content import Content, Span

from quizkit.model.formula import unicode_math

_PIECES = re.compile(
    r"""
      (?P<code>`+)(?P<inside>.+?)(?P=code)
    | \\(?P<escaped>[!-/:-@\[-`{-~])
    | (?P<strong>\*\*|__)(?=\S)(?P<bold>.+?)(?<=\S)(?P=strong)
    | (?<![^\W_])(?P<em>[*_])(?=\S)(?P<italic>.+?)(?<=\S)(?P=em)(?![^\W_])
    """,
    re.VERBOSE,
)


def notice(text: str) -> Content:
    """What the interface or an error says: commands in backticks stand out, all else is as it is.

    It may hold paths and names, so that nothing else in it is read as Markdown.
    """
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return Content(text)
    return Content.assemble(*((part, "bold" if i % 2 else "") for i, part in enumerate(parts)))


def inline(markdown: str) -> Content:
    """Formulas as Unicode, emphasis as style; what looks like Textual's own markup stays text."""
    text = ""
    spans: list[Span] = []
    rest = unicode_math(markdown).strip()
    position = 0
    for piece in _PIECES.finditer(rest):
        text += rest[position : piece.start()]
        shown = next(piece[g] for g in ("inside", "escaped", "bold", "italic") if piece[g])
        style = "italic" if piece["em"] else "bold" if piece["strong"] else ""
        if style:
            spans.append(Span(len(text), len(text) + len(shown), style))
        text += shown
        position = piece.end()
    return Content(text + rest[position:], spans)
