"""Text to be read on a page of its own above the session; any key closes it."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Static

from quizkit.model.text import Lang
from quizkit.practice.words import one
from quizkit.tui.row import Row
from quizkit.tui.words import CLOSE

Line = Content | tuple[Content, Content]
"""A line, or a mark and the text beside it."""
BULLET = Content("• ")

SCROLL = frozenset(("up", "down", "pageup", "pagedown", "home", "end", "space"))


class Sheet(ModalScreen[None]):
    """A sheet that scrolls where it is long."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "page_down", show=False)]

    def __init__(self, lang: Lang) -> None:
        super().__init__()
        self._lang = lang

    def lines(self) -> Sequence[Line]:
        """What stands on it."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """The lines, and how to get away."""
        close = Content.styled(one(CLOSE, self._lang), "dim")
        with VerticalScroll(classes="sheet"):
            for line in self.lines():
                yield Row(*line) if isinstance(line, tuple) else Static(line, markup=False)
            yield Static(close, classes="close", markup=False)

    def on_key(self, event: Key) -> None:
        """Scroll, or close."""
        if event.key not in SCROLL:
            _ = event.stop()
            _ = self.dismiss()

    def on_click(self) -> None:
        """A click closes it too."""
        _ = self.dismiss()

    def action_page_down(self) -> None:
        """Read on."""
        self.query_one(VerticalScroll).scroll_page_down(animate=False)
