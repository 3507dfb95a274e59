"""Colours and marks, the same in every way of drawing.

The colours are seen on white and on black (contrast at least 3 : 1 on both) and stay apart for
colour-blind readers (CIE76 distance above 16 for protan, deutan and tritan sight); marks differ in
shape too, for whoever sees no colour at all.
"""

from dataclasses import dataclass

from quizkit.figure.data import Role, Series

INK = "#797979"
"""Text and axes: contrast 4.3 : 1 on white and on GitHub's dark page alike."""
POSITIVE = "#2f80d8"
NEGATIVE = "#ce5d0d"
"""Of a heat map: the larger the value, the more opaque."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a series looks.

    `shape` and `colour` are for SVG, `glyph` and `ansi` (a colour of the terminal's own sixteen, so
    that they suit its background) for the terminal. `dash` is that of the line between the marks.
    """

    shape: str
    colour: str
    glyph: str
    ansi: int
    dash: str = ""

    @property
    def filled(self) -> bool:
        """Whether the mark is solid; the controls' are hollow, and show what they lie on."""
        return not self.dash


CLAIM = Look("circle", "#2f80d8", "●", 36)
GUESS = Look("cross", "#e81c41", "✕", 31)
RECORD = Look("dot", INK, "·", 90)
CONTROLS = (
    Look("square", "#ce5d0d", "□", 33, "5 3"),
    Look("triangle", "#0ca65e", "△", 32, "2 3"),
    Look("diamond", "#df56b1", "◇", 35, "8 3 2 3"),
    Look("down", "#e81c41", "▽", 34, "1 2"),
    Look("circle", "#ce5d0d", "○", 33, "8 3"),
    Look("star", "#0ca65e", "☆", 32, "4 2 1 2"),
    Look("pentagon", "#df56b1", "⬠", 35, "3 2"),
    Look("hexagon", "#e81c41", "⬡", 34, "6 2 2 2"),
)


def look(series: Series) -> Look:
    """Return the look of a series; from the ninth control on they repeat."""
    match series.role:
        case Role.CLAIM:
            return CLAIM
        case Role.CONTROL:
            return CONTROLS[series.index % len(CONTROLS)]
        case Role.RECORD:
            return RECORD
        case Role.GUESS:
            return GUESS
