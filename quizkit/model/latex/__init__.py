"""One LaTeX formula as Unicode text.

pylatexenc reads the formula and names the symbols; how scripts, fractions and roots are written on
one line, and where a space stands, is decided here. Its own `latex2text` writes x^2d for x²ᵈ and
x-μ/σ for (x − μ)/σ.
"""

from quizkit.model.latex.reading import rows_of
from quizkit.model.latex.setting import spaced

LONGEST = 4_000
"""Of a formula; what is longer is no formula, and stays as it is."""


def to_unicode(formula: str) -> list[str]:
    """Rewrite a formula, without its dollars, as one line of text for each of its rows.

    What cannot be read as LaTeX stays as it is.
    """
    from pylatexenc.latexwalker import LatexWalker, LatexWalkerError

    plain = [" ".join(formula.split())]
    if len(formula) > LONGEST:
        return plain
    walker = LatexWalker(formula)
    try:
        nodes, _, _ = walker.get_latex_nodes(
            parsing_state=walker.make_parsing_state(in_math_mode=True)
        )
        return [spaced(row) for row in rows_of(nodes)] or plain
    except (LatexWalkerError, RecursionError):
        return plain
