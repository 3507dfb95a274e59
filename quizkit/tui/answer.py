"""What is shown after the learner has answered: a figure, and Markdown."""

from typing import TYPE_CHECKING

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text as RichText
from textual.widgets import Markdown, Static

from quizkit.model.flow import joined
from quizkit.model.formula import unicode_math
from quizkit.model.text import Lang, Text

if TYPE_CHECKING:
    from quizkit.figure import Figure

HEIGHT = 14
"""Lines that a figure may take; the text below it should begin on the same page."""


class Drawn:
    """A figure, drawn as wide as there is room."""

    def __init__(self, figure: "Figure") -> None:
        self._figure = figure

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw it in colours; Textual takes them out again under NO_COLOR."""
        from quizkit.figure import draw

        yield RichText.from_ansi(draw(self._figure, options.max_width, HEIGHT, colour=True))


class FigureView(Static):
    """The figure of a measurement."""

    def show(self, figure: "Figure | None") -> None:
        """Show a figure, or nothing."""
        self.display = figure is not None
        self.update(Drawn(figure) if figure else "")


class AnswerText(Markdown):
    """Markdown of a pack: formulas as Unicode; a click on a link opens nothing."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  Textual's own word
        super().__init__(id=id, open_links=False)

    async def show(self, text: Text | None, lang: Lang) -> None:
        """Replace the text, or take it away."""
        self.display = text is not None
        await self.update(unicode_math(joined(text.read(lang))) if text else "")
