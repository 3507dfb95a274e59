"""Bars in terminal cells."""

from rich.cells import cell_len

from quizkit.figure.canvas import DIM, Canvas
from quizkit.figure.data import Bars
from quizkit.figure.look import look
from quizkit.figure.scale import spaced

EIGHTHS = " ▁▂▃▄▅▆▇█"
HOLLOW = "░"
"""What stands on a solid bar: told apart without colour too."""


def bars(canvas: Canvas, panel: Bars, x: int, y: int, width: int, rows: int) -> int:
    """Draw upright bars `rows` lines high, the series on top of one another.

    Return how many lines that took.
    """
    labels = max((cell_len(tick.label) for tick in panel.value.ticks), default=0)
    left = x + labels + 2
    wide = max(1, (x + width - left) // max(len(panel.labels), 1))
    columns = min(wide * len(panel.labels), x + width - left)
    for row in range(y, y + rows):
        canvas.put(left - 1, row, "│", DIM)
    for tick in spaced(panel.value.ticks, panel.value, [1 / rows] * len(panel.value.ticks)):
        row = y + rows - 1 - min(int(panel.value.place(tick.value) * rows), rows - 1)
        canvas.put(left - 2 - cell_len(tick.label), row, tick.label)
        canvas.put(left - 1, row, "┤", DIM)
    for i in range(len(panel.labels)):
        _bar(canvas, panel, i, (left + wide * i, y), (max(1, wide - (wide > 1)), rows))
    canvas.put(left - 1, y + rows, "└" + "─" * columns, DIM)
    _labels(canvas, panel, (left, y + rows + 1), wide, x + width)
    return rows + 2


def _bar(
    canvas: Canvas, panel: Bars, i: int, corner: tuple[int, int], size: tuple[int, int]
) -> None:
    """One bar; whatever is not zero shows. Half a cell of a hollow part is a whole one."""
    (left, top), (wide, rows) = corner, size
    height, filled = panel.value.place(panel.total(i)) * rows, 0
    for series in panel.series:
        value = next((m.value for m in series.marks if m.x == i), 0.0)
        share = value / panel.total(i) * height if value else 0.0
        eighths = max(round(8 * share), 1) if value > 0 else 0
        solid = look(series).filled
        cells = -(-eighths // 8) if solid else max(round(share), 1) if value > 0 else 0
        for j in range(cells):
            part = EIGHTHS[min(8, eighths - 8 * j)] if solid else HOLLOW
            if filled + j < rows:
                row = top + rows - 1 - filled - j
                canvas.put(left, row, part * wide, look(series).ansi)
        filled += cells


def _labels(canvas: Canvas, panel: Bars, corner: tuple[int, int], wide: int, right: int) -> None:
    """The names of the bars, as many as keep apart; the first stays."""
    x, y = corner
    free = x
    for i, label in enumerate(panel.labels):
        start = min(x + wide * i, right - cell_len(label))
        if start >= free:
            canvas.put(start, y, label)
            free = start + cell_len(label) + 2
