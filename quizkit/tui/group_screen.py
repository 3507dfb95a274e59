"""Where a group stands, on a screen."""

from quizkit.figure.page import Sheet
from quizkit.group.status import Status
from quizkit.group.status_sheet import status_sheet
from quizkit.model.text import Lang
from quizkit.tui.sheet_screen import SheetScreen


class GroupScreen(SheetScreen):
    """Opened by `quizkit group status`."""

    def __init__(self, status: Status, lang: Lang) -> None:
        super().__init__(lang)
        self._status = status

    def sheet(self, lang: Lang) -> Sheet:
        """Members, topics, what nobody knows, the next session."""
        return status_sheet(self._status, lang)
