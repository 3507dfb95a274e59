"""Text on a terminal in lines and columns.

rich breaks lines at spaces alone, of which Chinese has next to none, and its tables take many times
as long.
"""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text as Styled

from quizkit.figure.words import breaks

GAP = 2
"""Columns between columns."""


class Item:
    """A paragraph whose lines all begin after its bullet."""

    def __init__(self, bullet: str, text: Styled) -> None:
        self._bullet, self._text = bullet, text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield its lines, as wide as there is room."""
        taken = cell_len(self._bullet)
        widths = (taken, options.max_width - taken - 1)
        yield from in_columns((Styled(self._bullet), self._text), widths, gap=1)


def lines_of(text: Styled, width: int) -> list[Styled]:
    """The lines of a text in `width` columns."""
    found: list[Styled] = []
    for paragraph in text.split("\n", allow_blank=True):
        if paragraph.cell_len <= width:
            found.append(paragraph)
            continue
        for line in paragraph.divide(list(breaks(paragraph.plain, width))):
            line.rstrip()
            found.append(line)
    return found


def in_columns(cells: Sequence[Styled], widths: Sequence[int], gap: int = GAP) -> Iterator[Styled]:
    """Cells beside one another, each in lines of its own width."""
    columns = [lines_of(cell, width) for cell, width in zip(cells, widths, strict=True)]
    for parts in zip_longest(*columns, fillvalue=Styled()):
        line = Styled()
        start = 0
        for part, width in zip(parts, widths, strict=True):
            if part:
                line.pad_right(start - line.cell_len)
                _ = line.append_text(part)
            start += width + gap
        yield line
