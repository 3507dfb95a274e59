"""The app of `quizkit group session`."""

from quizkit.errors import QuizkitError
from quizkit.tui.group_desk import RoomDesk
from quizkit.tui.group_room import RoomScreen
from quizkit.tui.terminal_app import TerminalApp


class RoomApp(TerminalApp[QuizkitError]):
    """The session, until the room quits."""

    CSS_PATH = ["practice.tcss", "room.tcss"]  # noqa: RUF012  the form that Textual asks for

    def __init__(self, desk: RoomDesk) -> None:
        super().__init__()
        self._desk = desk

    def get_default_screen(self) -> RoomScreen:
        """The room."""
        return RoomScreen(self._desk)
