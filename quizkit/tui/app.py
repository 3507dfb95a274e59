"""The practice app: one screen for the session, one for help."""

from textual.app import App
from textual.reactive import Reactive

from quizkit.errors import QuizkitError
from quizkit.tui.desk import Desk
from quizkit.tui.session_screen import SessionScreen
from quizkit.tui.wrapping import wrap_chinese


class PracticeApp(App[QuizkitError]):
    """Practise until the learner quits; returns the error that ended it, if one did."""

    CSS_PATH = "practice.tcss"
    TITLE = "quizkit"
    ENABLE_COMMAND_PALETTE = False
    # The terminal's own colours, so that what is light or dark there is so here too. Set here, not
    # when the app is made: that would have every style computed twice before the first card.
    theme: Reactive[str] = Reactive("ansi-dark")

    def __init__(self, desk: Desk) -> None:
        wrap_chinese()
        super().__init__()
        self.desk = desk

    def get_default_screen(self) -> SessionScreen:
        """The session itself, so that it is painted first."""
        return SessionScreen(self.desk)

    async def action_quit(self) -> None:
        """End at once. Every answer is on the disk already; a check that runs is stopped."""
        self.desk.checks.cancel()
        self.exit()
