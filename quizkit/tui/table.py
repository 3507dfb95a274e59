"""Lines of cells that stand below each other, also where Chinese is twice as wide."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

GAP = 2


@dataclass(frozen=True, slots=True)
class Column:
    """How wide a column is, in cells of the terminal."""

    width: int
    right: bool = False


def fitting(columns: Sequence[Column], width: int) -> Sequence[Column]:
    """The first of the columns, as many as have room in `width` cells; always one."""
    count = len(columns)
    while count > 1 and sum(c.width + GAP for c in columns[:count]) - GAP > width:
        count -= 1
    return columns[:count]


def row(cells: Sequence[Content], columns: Sequence[Column]) -> Content:
    """The cells, each cut or padded to its column; those without a column are left out."""
    parts: list[Content] = []
    for cell, column in zip(cells, columns, strict=False):
        shown = cell.truncate(column.width, ellipsis=True)
        pad = Content(" " * (column.width - shown.cell_length))
        parts.append(Content.assemble(pad, shown) if column.right else Content.assemble(shown, pad))
    return Content(" " * GAP).join(parts)
