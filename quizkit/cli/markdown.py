"""Markdown of a pack on a terminal."""

from typing import ClassVar

from rich import markdown
from rich.console import Console, ConsoleOptions, RenderResult

from quizkit.cli.prose import lines_of


class Paragraph(markdown.Paragraph):
    """A paragraph whose lines break between Chinese characters too."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield its lines."""
        yield from lines_of(self.text, options.max_width)


class Markdown(markdown.Markdown):
    """Markdown in which no link can be clicked."""

    elements: ClassVar = {**markdown.Markdown.elements, "paragraph_open": Paragraph}

    def __init__(self, markup: str, style: str = "none") -> None:
        super().__init__(markup, hyperlinks=False, style=style)
