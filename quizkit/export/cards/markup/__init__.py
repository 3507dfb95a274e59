"""The Markdown of a pack as HTML and as plain text; whatever it holds, nothing of it is markup."""

from quizkit.export.cards.markup.html import SetFormula, Show, block, escaped, inline, no_picture
from quizkit.export.cards.markup.mathjax import mathjax
from quizkit.export.cards.markup.mathml import mathml
from quizkit.export.cards.markup.plain import plain

__all__ = [
    "SetFormula",
    "Show",
    "block",
    "escaped",
    "inline",
    "mathjax",
    "mathml",
    "no_picture",
    "plain",
]
