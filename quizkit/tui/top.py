"""The head of the page: where the card is from, how far the session is."""

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget


class Top(Widget):
    """The topic on the left, the count on the right, below them a line filled by the progress.

    One widget, not five: each costs half a millisecond before the first card.
    """

    def __init__(self) -> None:
        super().__init__()
        self._topic, self._count = "", ""
        self._done, self._left = 0, 0

    def show(self, topic: str, count: str, done: int, left: int) -> None:
        """Write the two texts, and fill the line in the proportion of done to left."""
        self._topic, self._count = topic, count
        self._done, self._left = done, left
        _ = self.refresh()

    def render(self) -> Content:
        """Two lines; heavy and light strokes, so that the progress reads without colour too.

        In a narrow window the count stays whole: it is the one that changes.
        """
        width = self.size.width
        room = width - cell_len(self._count) - 2
        topic = Content(self._topic).truncate(max(room, 0), ellipsis=True)
        gap = max(1, width - topic.cell_length - cell_len(self._count))
        total = self._done + self._left
        filled = round(width * self._done / total) if total else 0
        return Content.assemble(
            topic.stylize("bold"),
            " " * gap,
            (self._count, "dim"),
            "\n",
            ("━" * filled, "ansi_cyan"),
            ("─" * (width - filled), "dim"),
        )
