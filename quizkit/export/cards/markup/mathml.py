"""A formula as MathML, which browsers set by themselves.

latex2mathml reads the formula, and would let a pack write elements and handlers of its own into a
page (`\\text{<script>…}`, `\\href`): what it makes is written out anew here, of known elements with
known attributes only.
"""

from collections.abc import Iterator
from functools import lru_cache
from html import escape, unescape
from typing import TYPE_CHECKING

from quizkit.export.cards.markup.foreign import is_foreign

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LONGEST = 4_000
"""Of a formula; what is longer is no formula."""
ELEMENTS = frozenset(
    {
        *("math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "mfrac", "msqrt", "mroot"),
        *("msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts"),
        *("mtable", "mtr", "mtd", "mpadded", "mphantom", "mstyle", "mprescripts", "none"),
    }
)
ATTRIBUTES = frozenset(
    {
        *("accent", "accentunder", "columnalign", "displaystyle", "fence", "form", "linethickness"),
        *("lspace", "mathvariant", "maxsize", "minsize", "movablelimits", "rspace", "scriptlevel"),
        *("separator", "stretchy", "width", "height", "depth", "columnspacing", "rowspacing"),
    }
)
LINE_OF_ITS_OWN = ' display="block"'


@lru_cache(maxsize=4096)
def mathml(formula: str, alone: bool) -> str:
    """A formula as MathML, or as code where it cannot be read as LaTeX."""
    from latex2mathml.converter import convert_to_element

    shown = f"<code>{escape(formula)}</code>"
    if len(formula) > LONGEST or is_foreign(formula):
        return shown
    try:
        root = convert_to_element(formula, display="block" if alone else "inline")
    except Exception:  # noqa: BLE001  it raises whatever its parser runs into, IndexError too
        return shown
    try:
        inner = "".join(part for child in root for part in _written(child))
    except (_Unknown, RecursionError):
        return shown
    return f"<math{LINE_OF_ITS_OWN if alone else ''}>{inner}</math>"


class _Unknown(Exception):
    """An element that is not of MathML."""


def _written(element: "Element") -> Iterator[str]:
    name = element.tag
    if name not in ELEMENTS:
        raise _Unknown(name)
    if name == "mrow" and len(element) == 1:
        yield from _written(element[0])
        return
    attributes = "".join(
        f' {key}="{escape(unescape(value))}"' for key, value in element.items() if key in ATTRIBUTES
    )
    yield f"<{name}{attributes}>{escape(unescape(element.text or ''), quote=False)}"
    for child in element:
        yield from _written(child)
    yield f"</{name}>"
