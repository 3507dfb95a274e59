"""Prose on a terminal. rich breaks lines at spaces alone, and Chinese has next to none."""

from collections.abc import Iterator
from itertools import accumulate
from typing import ClassVar

from rich import markdown
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.text import Text as Styled

from quizkit.figure.words import pieces


class Paragraph(markdown.Paragraph):
    """A paragraph of Markdown, set as prose."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield its lines."""
        yield Prose(self.text)


class Markdown(markdown.Markdown):
    """Markdown of a pack: its paragraphs are prose, and no link is one that can be clicked."""

    elements: ClassVar = {**markdown.Markdown.elements, "paragraph_open": Paragraph}

    def __init__(self, markup: str, style: str = "none") -> None:
        super().__init__(markup, hyperlinks=False, style=style)


class Prose:
    """A paragraph whose lines break between Chinese characters too."""

    def __init__(self, text: Styled) -> None:
        self.text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield its lines."""
        for paragraph in self.text.split("\n", allow_blank=True):
            for line in paragraph.divide(list(breaks(paragraph.plain, options.max_width))):
                line.rstrip()
                yield line

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Say how wide it must be, and may be."""
        longest = max(map(cell_len, pieces(self.text.plain)))
        whole = max(map(cell_len, self.text.plain.split("\n")))
        return Measurement(min(longest, options.max_width), min(whole, options.max_width))


def breaks(text: str, width: int) -> Iterator[int]:
    """Where the lines of a text begin, except the first. What is wider than a line rich folds."""
    found = pieces(text)
    used = 0
    for start, piece in zip(accumulate(map(len, found), initial=0), found, strict=False):
        if used and used + cell_len(piece.rstrip()) > width:
            yield start
            used = 0
        used += cell_len(piece)
