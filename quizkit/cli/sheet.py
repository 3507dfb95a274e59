"""A sheet as text on a terminal or in a pipe, or as a page in a file."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import typer
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text as Styled

from quizkit.cli.prose import lines_of
from quizkit.figure.page import Section, Sheet, Table

WIDEST = 100
HEIGHT = 16
"""Lines that a figure may take."""


def print_sheet(sheet: Sheet, console: Console, *, figures: bool) -> None:
    """Write a sheet; without figures where they would be read out cell by cell."""
    width = min(shutil.get_terminal_size().columns, WIDEST)
    colour = console.is_terminal and not console.no_color
    for line in _lines(sheet, width, colour=colour, figures=figures):
        console.print(line, soft_wrap=True)


def write_page(path: Path, sheet: Sheet, *, force: bool, told: bool) -> None:
    """Write a sheet as a web page, and say so if `told`.

    Raises:
        QuizkitError: the file exists and `force` does not say to replace it, or it cannot be
            written.
    """
    from quizkit.export.html import sheet_html
    from quizkit.export.target import write_whole

    write_whole(path, sheet_html(sheet).encode(), force=force)
    if told:
        typer.echo(f"wrote {path}")


def table_lines(table: Table) -> Iterator[str]:
    """Words to the left, numbers to the right."""
    rows = [table.head, *table.rows]
    widths = [max(cell_len(row[i]) for row in rows) for i in range(len(table.head))]
    for row in rows:
        first = row[0] + " " * (widths[0] - cell_len(row[0]))
        others = (
            " " * (width - cell_len(cell)) + cell
            for cell, width in zip(row[1:], widths[1:], strict=True)
        )
        yield "  ".join((first, *others)).rstrip()


def _lines(sheet: Sheet, width: int, *, colour: bool, figures: bool) -> Iterator[Styled]:
    yield Styled(_safe(sheet.title), style="bold")
    for section in sheet.sections:
        yield Styled()
        yield from _section(section, width, colour=colour, figures=figures)


def _section(section: Section, width: int, *, colour: bool, figures: bool) -> Iterator[Styled]:
    yield Styled(_safe(section.title), style="bold cyan")
    for line in section.lines:
        yield from lines_of(Styled(_safe(line)), width)
    if section.table is not None:
        for number, line in enumerate(table_lines(section.table)):
            yield Styled(_safe(line), style="" if number else "bright_black")
    if section.figure is not None and figures:
        from quizkit.figure import draw

        yield from map(
            Styled.from_ansi, draw(section.figure, width, HEIGHT, colour=colour).splitlines()
        )


def _safe(text: str) -> str:
    """What could speak to a terminal is taken out."""
    return "".join(c for c in text if c.isprintable())
