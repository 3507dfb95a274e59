"""The head of the page: where the card is from, how far the session is."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static


class Progress(Widget):
    """A thin line, filled as far as the session is."""

    def __init__(self) -> None:
        super().__init__()
        self._done, self._left = 0, 0

    def show(self, done: int, left: int) -> None:
        """Fill the line in the proportion of done to left."""
        self._done, self._left = done, left
        _ = self.refresh()

    def render(self) -> Content:
        """Draw with heavy and light strokes, so that it reads without colour too."""
        width = self.size.width
        total = self._done + self._left
        filled = round(width * self._done / total) if total else 0
        return Content.assemble(("━" * filled, "ansi_cyan"), ("─" * (width - filled), "dim"))


class Top(Widget):
    """The topic on the left, the count on the right, the progress below."""

    def compose(self) -> ComposeResult:
        """Two lines."""
        with Horizontal():
            yield Static(id="topic", markup=False)
            yield Static(id="count", markup=False)
        yield Progress()

    def show(self, topic: str, count: str, done: int, left: int) -> None:
        """Write the two texts and draw the line."""
        self.query_one("#topic", Static).update(topic)
        self.query_one("#count", Static).update(count)
        self.query_one(Progress).show(done, left)
