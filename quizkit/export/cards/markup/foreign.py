"""Macros that reach out of a formula: to links, styles, scripts and definitions."""

import re

FOREIGN = re.compile(
    r"\\(?:href|url|style|class|cssId|id|data|tooltip|texttip|html\w*|require|unicode|"
    r"include\w*|input|(?:re)?new\w+|provide\w+|(?:g|e|x)?def|(?:future)?let|Declare\w+|special|"
    r"write\d*|openout|catcode|csname|loop)(?![a-zA-Z])"
)
"""MathJax and latex2mathml know some of them; none is of mathematics."""


def is_foreign(formula: str) -> bool:
    """Whether a formula is to be shown as it is written, and never set."""
    return FOREIGN.search(formula) is not None
