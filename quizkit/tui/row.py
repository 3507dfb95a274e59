"""A line with a mark in front, whose further lines begin below its text and not below the mark."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

NOTHING = Content("")


class Row(Horizontal):
    """A mark and a text beside it."""

    def __init__(
        self, mark: Content = NOTHING, text: Content = NOTHING, *, classes: str = ""
    ) -> None:
        super().__init__(classes=classes)
        self._first = mark, text

    def compose(self) -> ComposeResult:
        """The mark is as wide as it has to be."""
        mark, text = self._first
        yield Static(mark, classes="mark", markup=False)
        yield Static(text, classes="text", markup=False)

    def show(self, mark: Content, text: Content) -> None:
        """Write both anew."""
        self.query_one(".mark", Static).update(mark)
        self.query_one(".text", Static).update(text)
