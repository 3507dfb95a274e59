"""An app of one screen, for a command that shows something and ends."""

from textual.app import App
from textual.reactive import Reactive

from quizkit.tui.sheet_screen import SheetScreen


class SheetApp(App[None]):
    """Shows the screen until the learner closes it."""

    # A default screen's own style sheet is not looked for.
    CSS_PATH = ["practice.tcss", "sheet.tcss"]  # noqa: RUF012  the form that Textual asks for
    TITLE = "quizkit"
    ENABLE_COMMAND_PALETTE = False
    theme: Reactive[str] = Reactive("ansi-dark")
    """The terminal's own colours, as in the practice app."""

    def __init__(self, screen: SheetScreen) -> None:
        super().__init__()
        self._first = screen

    def get_default_screen(self) -> SheetScreen:
        """The screen that was asked for."""
        return self._first
