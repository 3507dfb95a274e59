"""Each kind of panel on paper; every function returns how high what it drew is."""

import math
from collections.abc import Callable, Sequence
from itertools import groupby

from rich.cells import cell_len

from quizkit.figure.data import Band, Curve, Dots, HeatMap, Mark, Role
from quizkit.figure.look import INK, NEGATIVE, POSITIVE, look
from quizkit.figure.paper import EM, RADIUS, SIZE, XY, Paper
from quizkit.figure.scale import Scale, Tick, spaced
from quizkit.figure.words import wrap

TARGET = 0.22
"""Opacity of the target's band."""
GRID = 0.25
LEVELS = 40
"""Of opacity, in a heat map: finer than an eye tells apart."""
ROW = 22.0
LABELS = 0.46
"""Of a panel's width, at most this much goes to the names of its rows."""
LINE = SIZE * 1.25

Place = Callable[[float], float]
"""From a value to a coordinate."""


def curve(
    paper: Paper, panel: Curve, x: float, y: float, width: float, height: float, *, labels: bool
) -> float:
    """Draw a curve into the plot area at (x, y), its value axis labelled on the left or not."""

    def across(value: float) -> float:
        return x + width * panel.x.place(value)

    def up(value: float) -> float:
        return y + height * (1 - panel.value.place(value))

    sizes = [LINE / height] * len(panel.value.ticks)
    for tick in spaced(panel.value.ticks, panel.value, sizes):
        paper.line((x, up(tick.value)), (x + width, up(tick.value)), width=GRID)
        if labels:
            paper.text(x - 6, up(tick.value) + SIZE * 0.36, tick.label, "end")
    _bands(paper, panel, across, up, (x, x + width))
    paper.line((x, y + height), (x + width, y + height))
    for tick in _legible(panel.x.ticks, panel.x, width):
        at = across(tick.value)
        paper.line((at, y + height), (at, y + height + 4))
        paper.text(at, y + height + 5 + SIZE, tick.label, "middle")
    paper.text(x + width / 2, y + height + 6 + SIZE + LINE, panel.x_label, "middle")
    for series in sorted(panel.series, key=lambda s: s.role is Role.CLAIM):
        seen = look(series)
        if series.role in (Role.CLAIM, Role.CONTROL):
            points = [(across(m.x), up(m.value)) for m in series.marks]
            paper.path(points, seen.colour, 2.0 if seen.filled else 1.4, seen.dash)
        for m in series.marks:
            _upright(paper, across(m.x), up(m.low), up(m.high), seen.colour)
            paper.mark(across(m.x), up(m.value), seen)
    return height + 6 + SIZE + 2 * LINE


def dots(paper: Paper, panel: Dots, x: float, y: float, width: float) -> float:
    """Draw rows of dots: their names on the left, the value axis beneath."""
    columns = int(width * LABELS / (SIZE * EM))
    names = [wrap(row, columns) for row in panel.rows]
    left = max(cell_len(line) for lines in names for line in lines) * SIZE * EM + 12
    arms = 1 if panel.arms else len(panel.series)
    row = max(ROW, 8 + 9.0 * arms, 6 + LINE * max(len(lines) for lines in names))
    x0, plot, height = x + left, width - left - 10, row * len(names)

    def across(value: float) -> float:
        return x0 + plot * panel.value.place(value)

    for tick in _legible(panel.value.ticks, panel.value, plot):
        at = across(tick.value)
        paper.line((at, y), (at, y + height), width=GRID)
        paper.text(at, y + height + 4 + SIZE, tick.label, "middle")
    for band in panel.bands:
        _band_of_row(paper, band, across, y + row * band.x, row)
    for i, lines in enumerate(names):
        middle = y + row * (i + 0.5)
        paper.line((x0, middle), (x0 + plot, middle), width=GRID, dash="1 3")
        for j, line in enumerate(lines):
            baseline = middle + SIZE * 0.36 + LINE * (j - (len(lines) - 1) / 2)
            paper.text(x0 - 8, baseline, line, "end")
    paper.line((x0, y + height), (x0 + plot, y + height))
    for series, lane in zip(panel.series, _lanes(panel, row), strict=True):
        seen = look(series)
        for m in series.marks:
            middle = y + row * (m.x + 0.5) + lane
            _level(paper, m, across, middle, seen.colour)
            paper.mark(across(m.value), middle, seen)
    return height + 4 + SIZE + LINE * 0.6


def _lanes(panel: Dots, row: float) -> list[float]:
    """How far below the middle of its row each series stands, so that none hides another."""
    if panel.arms:
        return [RADIUS * 2 * (series.role is Role.RECORD) for series in panel.series]
    n = len(panel.series)
    return [(i - (n - 1) / 2) * min(9.0, row / n) for i in range(n)]


def heat_map(paper: Paper, panel: HeatMap, x: float, y: float, side: float) -> float:
    """Draw a matrix into a square of `side` units, each entry as opaque as it is large."""
    n, m = len(panel.rows), max(len(row) for row in panel.rows)
    cell = side / max(n, m)
    place = f"translate({x:.2f} {y:.2f}) scale({cell:.4f})"
    for level, cells in sorted(_levels(panel).items()):
        _ = paper.add(
            "path",
            d="".join(cells),
            transform=place,
            fill=POSITIVE if level > 0 else NEGATIVE,
            fill_opacity=abs(level) / LEVELS,
            shape_rendering="crispEdges",
        )
    _ = paper.add(
        "rect", x=x, y=y, width=m * cell, height=n * cell, fill="none", stroke=INK, stroke_width=0.8
    )
    return n * cell


def _levels(panel: HeatMap) -> dict[int, list[str]]:
    """The entries of each opacity, equal neighbours in a row as one box: small files."""
    size = max(panel.high, -panel.low) or 1.0
    levels: dict[int, list[str]] = {}
    for i, row in enumerate(panel.rows):
        j = 0
        for value, run in groupby(row):
            length = len(list(run))
            # Whatever is not zero shows.
            level = math.copysign(math.ceil(abs(value) / size * LEVELS - 1e-9), value)
            if level:
                levels.setdefault(int(level), []).append(f"M{j} {i}h{length}v1h-{length}z")
            j += length
    return levels


def colour_bar(paper: Paper, panel: HeatMap, x: float, y: float) -> float:
    """Say which colour is which value."""
    size = max(panel.high, -panel.low) or 1.0
    steps, width = 24, 96.0
    for i in range(steps):
        value = panel.low + (panel.high - panel.low) * (i + 0.5) / steps
        colour = POSITIVE if value > 0 else NEGATIVE
        paper.box(x + 40 + width * i / steps, y, width / steps, 8, colour, abs(value) / size)
    _ = paper.add(
        "rect", x=x + 40, y=y, width=width, height=8, fill="none", stroke=INK, stroke_width=0.8
    )
    paper.text(x + 34, y + 8, f"{panel.low:.3g}", "end")
    paper.text(x + 46 + width, y + 8, f"{panel.high:.3g}")
    return 8 + LINE


def _bands(paper: Paper, panel: Curve, across: Place, up: Place, ends: XY) -> None:
    """Draw where the values must lie; a target that stays the same runs from edge to edge."""
    if not panel.bands:
        return
    steady = len({(b.low, b.high, b.equals) for b in panel.bands}) == 1
    xs = [across(b.x) for b in panel.bands]
    bands = list(panel.bands)
    if steady:
        xs, bands = [ends[0], ends[1]], [bands[0], bands[0]]
    top = [(x, up(b.high)) for x, b in zip(xs, bands, strict=True)]
    bottom = [(x, up(b.low)) for x, b in zip(xs, bands, strict=True)]
    paper.area([*top, *reversed(bottom)], INK, TARGET)
    middle = [(x, up(b.equals)) for x, b in zip(xs, bands, strict=True) if b.equals is not None]
    if len(middle) > 1:
        paper.path(middle, INK, 1.2, "6 3")
    for line in zip(*(b.refuted for b in bands), strict=False):
        paper.path([(x, up(v)) for x, v in zip(xs, line, strict=True)], INK, 1.0, "1 3")


def _band_of_row(paper: Paper, band: Band, across: Place, y: float, height: float) -> None:
    left, right = across(band.low), across(band.high)
    paper.box(left, y, right - left, height, INK, TARGET)
    if band.equals is not None:
        paper.line(
            (across(band.equals), y), (across(band.equals), y + height), width=1.2, dash="6 3"
        )
    for value in band.refuted:
        paper.line((across(value), y), (across(value), y + height), dash="1 3")


def _upright(paper: Paper, x: float, low: float, high: float, colour: str) -> None:
    """Draw an interval, where it is longer than its mark."""
    if low - high > 2 * RADIUS:
        paper.line((x, low), (x, high), colour, 1.4)
        for y in (low, high):
            paper.line((x - 3, y), (x + 3, y), colour, 1.4)


def _level(paper: Paper, mark: Mark, across: Place, y: float, colour: str) -> None:
    low, high = across(mark.low), across(mark.high)
    if high - low > 2 * RADIUS:
        paper.line((low, y), (high, y), colour, 1.4)
        for x in (low, high):
            paper.line((x, y - 3), (x, y + 3), colour, 1.4)


def _legible(ticks: Sequence[Tick], scale: Scale, width: float) -> list[Tick]:
    sizes = [(cell_len(tick.label) + 1) * SIZE * EM / width for tick in ticks]
    return spaced(ticks, scale, sizes)
