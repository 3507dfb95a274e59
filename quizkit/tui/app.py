"""The app: the session it was opened with, and the home screen beside it."""

from textual.screen import Screen

from quizkit.errors import QuizkitError
from quizkit.tui.desk import Desk
from quizkit.tui.house import House
from quizkit.tui.session_screen import SessionScreen
from quizkit.tui.terminal_app import TerminalApp


class PracticeApp(TerminalApp[QuizkitError]):
    """Practise until the learner quits; returns the error that ended it, if one did.

    Opened with a desk it begins with that session, without one at home.
    """

    CSS_PATH = "practice.tcss"

    def __init__(self, house: House, desk: Desk | None = None) -> None:
        # Textual reads a screen's own styles when it is pushed, not when it is the first of an app.
        super().__init__(css_path=None if desk else ["practice.tcss", "home.tcss"])
        self._house = house
        self._desk = desk

    def get_default_screen(self) -> Screen[None]:
        """What is painted first."""
        if self._desk is not None:
            return SessionScreen(self._desk)
        from quizkit.tui.home_screen import HomeScreen

        return HomeScreen(self._house)

    async def action_home(self) -> None:
        """Leave the session for the home screen: the one under it, or a new one above it.

        The first screen of an app cannot be switched for another in Textual, which breaks on it.
        """
        if len(self.screen_stack) > 1:
            _ = self.pop_screen()
            return
        from quizkit.tui.home_screen import HomeScreen

        if self._desk is not None:
            self._house.lang = self._desk.lang
        await self.push_screen(HomeScreen(self._house))

    async def action_quit(self) -> None:
        """End at once. Every answer is on the disk already; a check that runs is stopped."""
        self._house.cancel()
        self.exit()
