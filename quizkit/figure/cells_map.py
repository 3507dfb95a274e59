"""A heat map in terminal cells."""

import math
from collections.abc import Sequence

from quizkit.figure.canvas import DIM, Canvas
from quizkit.figure.data import HeatMap

SHADES = " ░▒▓█"
NEGATIVE_SHADES = " ⠂⠒⠶⠿"
POSITIVE_CODE, NEGATIVE_CODE = 36, 33
MAP = 24
"""A heat map has at most this many cells a side; a larger matrix is drawn in blocks."""


def heat_map(canvas: Canvas, panel: HeatMap, x: int, y: int, width: int) -> int:
    """Draw a matrix two columns an entry, or one where that is too wide."""
    block = blocks(panel, width)
    rows = _pooled(panel.rows, block)
    wide = 2 if 2 * len(rows[0]) + 2 <= width else 1
    size = max(panel.high, -panel.low) or 1.0
    inner = wide * len(rows[0])
    canvas.put(x, y, "┌" + "─" * inner + "┐", DIM)
    for i, row in enumerate(rows, start=1):
        canvas.put(x, y + i, "│", DIM)
        for j, value in enumerate(row):
            shades, code = (
                (NEGATIVE_SHADES, NEGATIVE_CODE) if value < 0 else (SHADES, POSITIVE_CODE)
            )
            # Whatever is not zero shows.
            shade = shades[math.ceil(abs(value) / size * (len(shades) - 1) - 1e-9)]
            canvas.put(x + 1 + wide * j, y + i, shade * wide, code)
        canvas.put(x + 1 + inner, y + i, "│", DIM)
    canvas.put(x, y + 1 + len(rows), "└" + "─" * inner + "┘", DIM)
    return len(rows) + 2


def blocks(panel: HeatMap, width: int) -> int:
    """How many entries a side one cell of the map stands for."""
    return math.ceil(max(len(panel.rows), len(panel.rows[0])) / min(MAP, width - 2))


def _pooled(rows: Sequence[Sequence[float]], block: int) -> list[list[float]]:
    """The entry furthest from zero of each block: a leak of one entry must not vanish."""
    return [
        [
            max((v for row in rows[i : i + block] for v in row[j : j + block]), key=abs)
            for j in range(0, len(rows[0]), block)
        ]
        for i in range(0, len(rows), block)
    ]
