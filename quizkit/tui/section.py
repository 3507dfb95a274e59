"""A section of a sheet, drawn as wide as there is room."""

from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text as RichText

from quizkit.figure import draw
from quizkit.figure.page import Section, Table
from quizkit.figure.words import fit, wrap

HEIGHT = 18
"""Lines that a figure may take, so that it is seen whole on a terminal of 24."""
LEAST = 12
"""Columns that the first column of a table keeps."""


class Drawn:
    """Heading, lines, table, figure; colours that Textual takes out again under NO_COLOR."""

    def __init__(self, section: Section) -> None:
        self._section = section

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw it."""
        section, width = self._section, options.max_width
        yield RichText(section.title, style="bold cyan")
        for line in section.lines:
            yield from map(RichText, wrap(line, width))
        if section.table is not None:
            yield from _table(section.table, width)
        if section.figure is not None:
            yield RichText.from_ansi(draw(section.figure, width, HEIGHT, colour=True))


def _table(table: Table, width: int) -> Iterator[RichText]:
    """Words to the left, cut where there is no room for them; numbers to the right."""
    rows = [table.head, *table.rows]
    numbers = [max(cell_len(row[i]) for row in rows) for i in range(1, len(table.head))]
    taken = sum(numbers) + 2 * len(numbers)
    first = min(max(cell_len(row[0]) for row in rows), max(width - taken, LEAST))
    for i, row in enumerate(rows):
        cells = zip(row[1:], numbers, strict=True)
        line = fit(row[0], first) + "".join("  " + _right(cell, wide) for cell, wide in cells)
        yield RichText(line, style="" if i else "bright_black", no_wrap=True, overflow="crop")


def _right(text: str, cells: int) -> str:
    return " " * (cells - cell_len(text)) + text
