"""An axis that lies flat, in terminal cells."""

from rich.cells import cell_len

from quizkit.figure.canvas import DIM, Canvas
from quizkit.figure.scale import Scale, Tick, spaced


def foot(canvas: Canvas, scale: Scale, left: int, y: int, columns: int) -> None:
    """Draw an axis that lies flat, from its corner at column `left`."""
    canvas.put(left, y, "└" + "─" * columns, DIM)
    for tick in _legible(scale, columns):
        at = left + 1 + round(scale.place(tick.value) * (columns - 1))
        canvas.put(at, y, "┬", DIM)
        # The last label ends with the axis rather than be cut off.
        start = min(at - (cell_len(tick.label) - 1) // 2, left + 1 + columns - cell_len(tick.label))
        canvas.put(max(start, 0), y + 1, tick.label)


def _legible(scale: Scale, columns: int) -> list[Tick]:
    sizes = [(cell_len(tick.label) + 2) / columns for tick in scale.ticks]
    return spaced(scale.ticks, scale, sizes)
