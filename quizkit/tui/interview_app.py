"""The app of `quizkit interview`."""

from quizkit.model.text import Text
from quizkit.practice.interview import Room
from quizkit.tui.interview_screen import InterviewScreen
from quizkit.tui.terminal_app import TerminalApp


class InterviewApp(TerminalApp[None]):
    """One interview with its report, until the learner leaves."""

    # A default screen's own style sheet is not looked for.
    CSS_PATH = ["practice.tcss", "interview.tcss"]  # noqa: RUF012  the form that Textual asks for

    def __init__(self, room: Room, notice: Text | None = None) -> None:
        super().__init__()
        self._room = room
        self._notice = notice

    def get_default_screen(self) -> InterviewScreen:
        """The interview."""
        return InterviewScreen(self._room, self._notice)
