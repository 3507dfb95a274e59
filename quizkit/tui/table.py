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


def row(cells: Sequence[Content], columns: Sequence[Column]) -> Content:
    """The cells, each cut or padded to its column."""
    parts: list[Content] = []
    for cell, column in zip(cells, columns, strict=True):
        shown = cell.truncate(column.width, ellipsis=True)
        pad = Content(" " * (column.width - shown.cell_length))
        parts.append(Content.assemble(pad, shown) if column.right else Content.assemble(shown, pad))
    return Content(" " * GAP).join(parts)
