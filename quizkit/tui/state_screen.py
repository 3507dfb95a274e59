"""A screen of one page that is written anew in every state of a session."""

import time
from collections.abc import Generator
from contextlib import contextmanager

from textual.screen import Screen

from quizkit.errors import QuizkitError
from quizkit.model.text import Text
from quizkit.tui.desk import Desk
from quizkit.tui.page import Page, View
from quizkit.tui.states import State


class StateScreen(Screen[None]):
    """The state, and the page that shows it."""

    def __init__(self, desk: Desk, state: State) -> None:
        super().__init__()
        self._desk = desk
        self._state = state

    def tell(self, *notices: Text) -> None:
        """Tell the learner something, and leave the rest of the page as it is; nothing: no more."""
        self._page.show_notices(notices, self._desk.lang)

    @property
    def _page(self) -> Page:
        return self.query_one(Page)

    async def _show(self) -> None:
        with self._or_end():
            await self._page.show(self._view())

    def _view(self) -> View:
        desk = self._desk
        return View(
            state=self._state,
            lang=desk.lang,
            next_lang=desk.next_lang(),
            answered=desk.session.answered,
            left=desk.session.left(desk.clock()),
            now=seconds(),
            can_undo=desk.session.can_undo,
        )

    @contextmanager
    def _or_end(self) -> Generator[None]:
        """End the app when the log can no longer be read; the command line tells why."""
        try:
            yield
        except QuizkitError as error:
            self.app.exit(error)


def seconds() -> float:
    """Now, on a watch that no setting of the clock moves."""
    return time.monotonic()
