"""An app of one screen, for a command that shows something and ends."""

from quizkit.tui.sheet_screen import SheetScreen
from quizkit.tui.terminal_app import TerminalApp


class SheetApp(TerminalApp[None]):
    """Shows the screen until the learner closes it."""

    # A default screen's own style sheet is not looked for.
    CSS_PATH = ["practice.tcss", "sheet.tcss"]  # noqa: RUF012  the form that Textual asks for

    def __init__(self, screen: SheetScreen) -> None:
        super().__init__()
        self._first = screen

    def get_default_screen(self) -> SheetScreen:
        """The screen that was asked for."""
        return self._first
