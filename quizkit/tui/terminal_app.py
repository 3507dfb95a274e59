"""What every app has in common: the terminal's own colours, and how it fits into a low window."""

from typing import TypeVar

from textual.app import App
from textual.events import Resize
from textual.reactive import Reactive

from quizkit.tui.wrapping import wrap_chinese

Returned = TypeVar("Returned")
LOW = 16
"""Lines below which a page does without air, so that a question and its field stand on it both."""


class TerminalApp(App[Returned]):
    """An app of quizkit; below `LOW` lines it has the class `-low`, for the style sheets."""

    TITLE = "quizkit"
    ENABLE_COMMAND_PALETTE = False
    # The terminal's own colours, so that what is light or dark there is so here too. Set here, not
    # when the app is made: that would have every style computed twice before the first card.
    theme: Reactive[str] = Reactive("ansi-dark")

    def __init__(self, css_path: list[str] | None = None) -> None:
        """`css_path` as Textual takes it: instead of the class's own style sheets."""
        wrap_chinese()
        super().__init__(css_path=list(css_path) if css_path else None)

    def on_resize(self, event: Resize) -> None:
        """Give air, or take it."""
        _ = self.set_class(event.size.height < LOW, "-low")
