"""The session: ask, reveal or measure, grade, and on to the next card."""

import asyncio
import importlib
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Input

from quizkit.errors import QuizkitError
from quizkit.model.review import Rating
from quizkit.practice import Back, Cancelled, Number, Rest
from quizkit.practice.checks import Checks
from quizkit.practice.number import NotANumber, read_number
from quizkit.tui.desk import Desk
from quizkit.tui.grades import Grades
from quizkit.tui.page import Page, View
from quizkit.tui.states import Answered, Asked, Measuring, Resting, State

TICK = 0.1
"""Seconds between two looks at the clock while a check runs."""
LOOK = 15.0
"""Seconds between two looks at what is due while nothing is."""
LATER = ("fsrs", "quizkit.tui.answer", "quizkit.figure")
"""What the first answer needs and the first card does not."""


class SessionScreen(Screen[None]):
    """One page, written anew in every state."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "go_on", show=False),
        *(Binding(str(int(r)), f"grade({int(r)})", show=False) for r in Rating),
        Binding("s", "skip", show=False),
        Binding("escape", "stop", show=False),
        Binding("l", "language", show=False),
        Binding("question_mark", "help", show=False),
        Binding("q", "quit", show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._state: State = Resting(Rest(0, None, 0, 0, limited=False), desk.clock())
        self._told = 0

    def compose(self) -> ComposeResult:
        """One page."""
        yield Page()

    async def on_mount(self) -> None:
        """Ask the first card; once it is painted, load what the next steps need."""
        _ = self.set_interval(TICK, self._while_measuring)
        _ = self.set_interval(LOOK, self._while_resting)
        await self._draw()
        _ = self.call_after_refresh(self._get_ready)

    # ---- the learner's actions ----------------------------------------------------------------

    async def action_go_on(self) -> None:
        """Show the answer, take the number, look again for something due, or read on."""
        match self._state:
            case Asked(turn=turn) if isinstance(turn.front.ask, Number):
                await self._take_number()
            case Asked():
                await self._reveal(self._state)
            case Resting():
                await self._draw()
            case _:
                self._page.card.scroll_page_down(animate=False)

    async def action_grade(self, grade: int) -> None:
        """Keep the answer, then ask the next card."""
        state = self._state
        if not isinstance(state, Answered):
            return
        try:
            _ = self._desk.session.answer(
                state.turn,
                Rating(grade),
                clock=self._desk.clock(),
                random=self._desk.random,
                seconds=time.monotonic() - state.since,
                detail=state.back.detail,
            )
        except QuizkitError as error:
            self._page.show_notice(str(error))
            return
        await self._draw()

    async def action_skip(self) -> None:
        """Leave a card whose check broke; its schedule stays as it is."""
        if isinstance(self._state, Answered) and self._state.failure:
            self._desk.session.skip(self._state.turn)
            await self._draw()

    def action_stop(self) -> None:
        """Stop the check that runs, or clear what was typed."""
        match self._state:
            case Measuring():
                self._desk.checks.cancel()
            case Asked():
                self._page.clear_number()
            case _:
                pass

    async def action_language(self) -> None:
        """Say everything in the next language."""
        self._desk.lang = self._desk.next_lang()
        await self._show()

    def action_help(self) -> None:
        """Show the keys."""
        from quizkit.tui.help_screen import HelpScreen

        _ = self.app.push_screen(HelpScreen(self._desk.lang))

    async def action_quit(self) -> None:
        """End the app."""
        await self.app.action_quit()

    async def on_grades_given(self, message: Grades.Given) -> None:
        """A grade was clicked."""
        await self.action_grade(int(message.rating))

    async def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter was pressed in the field for a number."""
        _ = message.stop()
        await self._take_number()

    # ---- from state to state --------------------------------------------------------------------

    async def _draw(self) -> None:
        """Ask the next card, or rest."""
        desk, now = self._desk, self._desk.clock()
        with self._or_end():
            drawn = desk.session.draw(now)
            self._state = (
                Resting(drawn, now) if isinstance(drawn, Rest) else Asked(drawn, _seconds())
            )
        self._page.clear_number()
        await self._show()
        self._page.card.scroll_home(animate=False)
        fresh, self._told = desk.session.notices[self._told :], len(desk.session.notices)
        self._page.show_notice("\n".join(notice.read(desk.lang) for notice in fresh))

    async def _take_number(self) -> None:
        """Commit the number and have the check run."""
        state = self._state
        if not isinstance(state, Asked):
            return
        try:
            guess = read_number(self._page.typed)
        except NotANumber as error:
            self._page.show_complaint(error.told, self._desk.lang)
            return
        self._state = Measuring(state.turn, state.since, guess, _seconds())
        await self._show()
        _ = self.run_worker(self._measure(self._state), exit_on_error=True)

    async def _measure(self, state: Measuring) -> None:
        """Wait for the check in a thread, and show what came of it."""
        session, measure = self._desk.session, self._desk.checks.measure
        try:
            back = await asyncio.to_thread(session.back, state.turn, state.guess, measure)
        except Cancelled:
            self._state = Asked(state.turn, state.since)
            await self._show()
        except QuizkitError as error:
            back = session.without_measurement(state.turn, state.guess, error)
            await self._show_answer(state, back, failure=str(error))
        else:
            await self._show_answer(state, back)

    async def _reveal(self, state: Asked) -> None:
        back = self._desk.session.back(state.turn, None, self._desk.checks.measure)
        await self._show_answer(state, back)

    async def _show_answer(self, state: Asked | Measuring, back: Back, failure: str = "") -> None:
        with self._or_end():
            spans = self._desk.session.previews(state.turn, self._desk.clock())
            self._state = Answered(state.turn, state.since, back, spans, failure)
        await self._show()

    @contextmanager
    def _or_end(self) -> Generator[None]:
        """End the app when the log can no longer be read; the command line tells why."""
        try:
            yield
        except QuizkitError as error:
            self.app.exit(error)

    # ---- writing the page -----------------------------------------------------------------------

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
            now=_seconds(),
        )

    def _while_measuring(self) -> None:
        if isinstance(self._state, Measuring):
            with self._or_end():
                self._page.show_status(self._view())

    async def _while_resting(self) -> None:
        """Ask what has become due meanwhile; else tell anew how long it takes."""
        if isinstance(self._state, Resting):
            await self._draw()

    def _get_ready(self) -> None:
        """While the learner thinks: import what comes next, and have torch imported elsewhere."""
        self._desk.when_painted()
        with self._or_end():
            ahead = self._desk.session.checks_ahead(self._desk.clock())
            threading.Thread(target=_prepare, args=(self._desk.checks, ahead), daemon=True).start()


def _prepare(checks: Checks, ahead: list[str]) -> None:
    if ahead:
        checks.get_ready(ahead)
    for module in LATER:
        _ = importlib.import_module(module)


def _seconds() -> float:
    return time.monotonic()
