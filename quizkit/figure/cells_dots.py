"""Rows of dots in terminal cells."""

from collections.abc import Callable, Sequence

from rich.cells import cell_len

from quizkit.figure.axis import foot
from quizkit.figure.canvas import BAND, DIM, EDGE, RULE, Canvas
from quizkit.figure.data import Band, Dots
from quizkit.figure.look import look
from quizkit.figure.words import wrap

LABELS = 0.42
"""Of a panel's width, at most this much goes to the names of its rows."""
Place = Callable[[float], int]
"""From a value to a column."""
Span = tuple[int, int, int, str, int]
"""Columns of the low end, the value and the high end; the glyph and its colour."""


def dots(canvas: Canvas, panel: Dots, x: int, y: int, width: int) -> int:
    """Draw rows of dots: their names on the left, the value axis beneath.

    Return how many lines that took.
    """
    names = [wrap(row, max(6, int(width * LABELS))) for row in panel.rows]
    left = x + max(cell_len(line) for lines in names for line in lines) + 1
    columns = x + width - left - 1
    top = y

    def across(value: float) -> int:
        return left + 1 + round(panel.value.place(value) * (columns - 1))

    for i, lines in enumerate(names):
        lanes = _lanes(panel, i, across)
        height = max(len(lanes), len(lines))
        for j in range(height):
            canvas.put(left, y + j, "│", DIM)
        for j, line in enumerate(lines):
            canvas.put(left - 1 - cell_len(line), y + j, line)
        for band in panel.bands:
            if band.x == i:
                _band(canvas, band, across, y, height)
        for j, lane in enumerate(lanes):
            _marks(canvas, lane, y + j)
        y += height
    foot(canvas, panel.value, left, y, columns)
    return y + 2 - top


def _marks(canvas: Canvas, lane: Sequence[Span], y: int) -> None:
    for low, at, high, glyph, code in lane:
        if high - low >= 2:
            canvas.put(low, y, "├" + "─" * (high - low - 1) + "┤", code)
        canvas.put(at, y, glyph, code)


def _band(canvas: Canvas, band: Band, across: Place, y: int, height: int) -> None:
    low, high = across(band.low), across(band.high)
    for j in range(height):
        if high > low:
            canvas.put(low, y + j, BAND * (high - low + 1), DIM)
        for value in band.refuted:
            canvas.put(across(value), y + j, EDGE, DIM)
        if band.equals is not None:
            canvas.put(across(band.equals), y + j, RULE, DIM)


def _lanes(panel: Dots, row: int, across: Place) -> list[list[Span]]:
    """Lay the marks of one row on as few lines as keep them apart."""
    lanes: list[list[Span]] = []
    for series in panel.series:
        for m in series.marks:
            if m.x != row:
                continue
            span = (across(m.low), across(m.value), across(m.high), look(series).glyph)
            free = (lane for lane in lanes if all(_clear(span, other) for other in lane))
            lane = next(free, None)
            if lane is None:
                lane = []
                lanes.append(lane)
            lane.append((*span, look(series).ansi))
    return lanes or [[]]


def _clear(a: tuple[int, int, int, str], b: Span) -> bool:
    return a[2] < b[0] - 1 or b[2] < a[0] - 1
