"""Markdown as HTML.

Raw HTML in a text is shown as it is written, and a link may only lead to where markdown-it lets it:
never to a script. A picture of the deck is shown, any other image becomes a link.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from quizkit.model.flow import joined

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

MEDIA = "media/"
SetFormula = Callable[[str, bool], str]
"""A formula, without its dollars, as HTML; the second argument says whether it stands alone."""

Show = Callable[[str, str], str]
"""A picture of the deck by its name, with what it shows in words, as HTML; "" for none."""


def no_picture(_name: str, _alt: str) -> str:
    """For texts that show none."""
    return ""


SUSPECTS = re.compile(r"[\x00-\x1f\\`*<&$_\]]")
"""What may be a mark: a text without any of it is soon known for bare."""
MARKS = re.compile(r"[\x00-\x1f\\`*<&$]|\](?=[(:])|(?<![^\W_])_|_(?![^\W_])")
"""What Markdown may take for its own in a line: a bracket alone is none, nor is d_k."""
BEGINNINGS = re.compile(r"[\d\s+=#>~-]")


def is_bare(markdown: str) -> bool:
    """Whether a text has no marks: it is then one paragraph as it stands, and most of them are."""
    if SUSPECTS.search(markdown) and MARKS.search(markdown):
        return False
    return not BEGINNINGS.match(markdown) and not markdown[-1:].isspace()


def block(markdown: str, set_formula: SetFormula, show: Show = no_picture) -> str:
    """A text of paragraphs, lists, tables and code."""
    if is_bare(markdown):
        return f"<p>{_quoted(markdown)}</p>\n" if markdown else ""
    return str(reader().render(joined(markdown), {"set_formula": set_formula, "show": show}))


@lru_cache(maxsize=4096)
def inline(markdown: str, set_formula: SetFormula, show: Show = no_picture) -> str:
    """A text of one line."""
    if is_bare(markdown):
        return _quoted(markdown)
    env = {"set_formula": set_formula, "show": show}
    return str(reader().renderInline(joined(markdown).strip(), env))


def _quoted(bare: str) -> str:
    return bare.replace(">", "&gt;").replace('"', "&quot;")


@lru_cache(maxsize=4096)
def escaped(text: str) -> str:
    """A text that is no Markdown."""
    return escape(text, quote=True)


@cache
def reader() -> "MarkdownIt":
    """What reads Markdown, and knows the formulas that `model.formula` knows."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    md = MarkdownIt("commonmark", {"html": False}).enable("table")
    _ = md.use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True)
    for name, alone in (("math_inline", False), ("math_inline_double", True), ("math_block", True)):
        md.add_render_rule(name, _formula(alone))
    md.add_render_rule("link_open", _link_open)
    md.add_render_rule("image", _image)
    return md


Rule = Callable[[Any, Any, int, Any, Mapping[str, Any]], str]


def _formula(alone: bool) -> Rule:
    def rule(_: Any, tokens: Any, place: int, _options: Any, env: Mapping[str, Any]) -> str:
        set_formula: SetFormula = env["set_formula"]
        return set_formula(tokens[place].content.strip(), alone)

    return rule


def _link_open(renderer: Any, tokens: Any, place: int, options: Any, env: Any) -> str:
    """A link that tells its target nothing of the page it is on."""
    tokens[place].attrSet("rel", "noopener noreferrer")
    tokens[place].attrSet("target", "_blank")
    return str(renderer.renderToken(tokens, place, options, env))


def _image(_: Any, tokens: Any, place: int, _options: Any, env: Mapping[str, Any]) -> str:
    """A picture of the deck; of any other image its address, to be followed or not."""
    address, alt = str(tokens[place].attrGet("src")), str(tokens[place].content)
    show: Show = env["show"]
    if address.startswith(MEDIA) and (shown := show(unquote(address[len(MEDIA) :]), alt)):
        return shown
    link = f'<a href="{escaped(address)}" rel="noopener noreferrer" target="_blank">'
    return f"!{link}{escaped(alt)}</a>"
