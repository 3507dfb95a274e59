"""Bars on paper."""

from rich.cells import cell_len

from quizkit.figure.data import Bars
from quizkit.figure.look import look
from quizkit.figure.paint import GRID, LINE
from quizkit.figure.paper import EM, SIZE, Paper
from quizkit.figure.scale import spaced

FILLED, HOLLOW = 0.9, 0.45
"""Opacity of the bars: that of a series whose mark is hollow is less."""


def bars(paper: Paper, panel: Bars, x: float, y: float, width: float, height: float) -> float:
    """Draw upright bars, the series on top of one another; return how high that is."""

    def up(value: float) -> float:
        return y + height * (1 - panel.value.place(value))

    sizes = [LINE / height] * len(panel.value.ticks)
    for tick in spaced(panel.value.ticks, panel.value, sizes):
        paper.line((x, up(tick.value)), (x + width, up(tick.value)), width=GRID)
        paper.text(x - 6, up(tick.value) + SIZE * 0.36, tick.label, "end")
    step = width / max(len(panel.labels), 1)
    free = x
    for i, label in enumerate(panel.labels):
        below = 0.0
        for series in panel.series:
            seen = look(series)
            value = next((m.value for m in series.marks if m.x == i), 0.0)
            if value > 0:
                top, bottom = up(below + value), up(below)
                opacity = FILLED if seen.filled else HOLLOW
                paper.box(x + step * (i + 0.1), top, step * 0.8, bottom - top, seen.colour, opacity)
            below += value
        at, wide = x + step * (i + 0.5), cell_len(label) * SIZE * EM
        if at - wide / 2 >= free - wide * (i == 0) and at + wide / 2 <= x + width + wide / 2:
            paper.text(at, y + height + 5 + SIZE, label, "middle")
            free = at + wide / 2 + 8
    paper.line((x, y + height), (x + width, y + height))
    return height + 5 + SIZE + LINE
