"""A curve in terminal cells."""

from dataclasses import dataclass
from itertools import pairwise

from rich.cells import cell_len

from quizkit.figure.axis import foot
from quizkit.figure.canvas import BAND, DIM, MIDDLE, Canvas
from quizkit.figure.data import Band, Curve, Role, Series
from quizkit.figure.look import look
from quizkit.figure.scale import spaced


@dataclass(frozen=True, slots=True)
class Area:
    """Where a curve is drawn: its first column and line, and how many of each."""

    panel: Curve
    left: int
    top: int
    columns: int
    rows: int

    def across(self, x: float) -> int:
        """The braille column of a sweep point, 2 to a cell."""
        return 2 * self.left + round(self.panel.x.place(x) * (2 * self.columns - 1))

    def up(self, value: float) -> int:
        """The braille line of a value, 4 to a cell."""
        return self.level(self.panel.value.place(value))

    def level(self, place: float) -> int:
        """The braille line of a place on the value axis."""
        return 4 * self.top + round((1 - place) * (4 * self.rows - 1))


def curve(canvas: Canvas, panel: Curve, x: int, y: int, width: int, rows: int) -> int:
    """Draw a curve `rows` lines high, with its axes left of it and beneath.

    Return how many lines that took.
    """
    labels = max((cell_len(tick.label) for tick in panel.value.ticks), default=0)
    left = x + labels + 1
    area = Area(panel, left + 1, y, x + width - left - 1, rows)
    for row in range(y, y + rows):
        canvas.put(left, row, "│", DIM)
    for tick in spaced(panel.value.ticks, panel.value, [1 / rows] * len(panel.value.ticks)):
        row = area.up(tick.value) // 4
        canvas.put(left - 1 - cell_len(tick.label), row, tick.label)
        canvas.put(left, row, "┤", DIM)
    _bands(canvas, area)
    claim_first = sorted(panel.series, key=lambda s: s.role is not Role.CLAIM)
    for series in reversed(claim_first):
        _line(canvas, area, series)
    for series in claim_first:
        _marks(canvas, area, series)
    foot(canvas, panel.x, left, y + rows, area.columns)
    middle = area.left + (area.columns - cell_len(panel.x_label)) // 2
    canvas.put(middle, y + rows + 2, panel.x_label)
    return rows + 3


def _line(canvas: Canvas, area: Area, series: Series) -> None:
    seen = look(series)
    if series.role in (Role.CLAIM, Role.CONTROL):
        for a, b in pairwise(series.marks):
            start, end = (area.across(a.x), area.up(a.value)), (area.across(b.x), area.up(b.value))
            canvas.line(start, end, seen.ansi, dotted=not seen.filled)


def _marks(canvas: Canvas, area: Area, series: Series) -> None:
    """Draw marks and intervals; a mark whose place is taken stands to the right of it."""
    seen = look(series)
    for m in series.marks:
        column, row = area.across(m.x) // 2, area.up(m.value) // 4
        while not canvas.empty(column, row) and column < canvas.width:
            column += 1
        canvas.put(column, row, seen.glyph, seen.ansi)
        low, high = area.up(m.low), area.up(m.high)
        if low - high >= 4:
            for r in range(high // 4, low // 4 + 1):
                if canvas.empty(column, r):
                    canvas.put(column, r, "│", seen.ansi)


def _bands(canvas: Canvas, area: Area) -> None:
    """Draw where the values must lie, column by column between the sweep points."""
    bands, scale = area.panel.bands, area.panel.value
    steady = len({(b.low, b.high, b.equals, b.refuted) for b in bands}) == 1
    for column in range(area.columns if bands else 0):
        a, b, share = _between(area.panel, column / max(area.columns - 1, 1), steady=steady)

        def line(one: float, other: float, share: float = share) -> int:
            return area.level((1 - share) * scale.place(one) + share * scale.place(other))

        top, bottom = line(a.high, b.high), line(a.low, b.low)
        if bottom - top >= 4:
            for row in range(top // 4, bottom // 4 + 1):
                canvas.put(area.left + column, row, BAND, DIM)
        if a.equals is not None and b.equals is not None:
            canvas.put(area.left + column, line(a.equals, b.equals) // 4, MIDDLE, DIM)
        for one, other in zip(a.refuted, b.refuted, strict=False):
            canvas.put(area.left + column, line(one, other) // 4, "·", DIM)


def _between(panel: Curve, place: float, *, steady: bool) -> tuple[Band, Band, float]:
    """The bands left and right of a place on the axis, and how far it is from one to the other."""
    first, last = panel.bands[0], panel.bands[-1]
    if steady or place <= panel.x.place(first.x):
        return first, first, 0.0
    for a, b in pairwise(panel.bands):
        start, end = panel.x.place(a.x), panel.x.place(b.x)
        if place <= end:
            return a, b, (place - start) / (end - start)
    return last, last, 0.0
