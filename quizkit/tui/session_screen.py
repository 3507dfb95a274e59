"""The session: ask, take an answer or measure, grade, and on to the next card."""

import asyncio
import importlib
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from quizkit.errors import QuizkitError
from quizkit.model.review import Rating
from quizkit.model.text import Text
from quizkit.practice import Arrange, Back, Cancelled, Choose, Number, Response, Rest, Reveal, Turn
from quizkit.practice.checks import Checks
from quizkit.tui.card_screen import CardScreen
from quizkit.tui.desk import Desk
from quizkit.tui.entries import Entry, NotYet
from quizkit.tui.grades import Grades
from quizkit.tui.leaving import behind, unless_left
from quizkit.tui.page import Page, View
from quizkit.tui.states import Answered, Asked, Changed, Measuring, Resting

if TYPE_CHECKING:
    from quizkit.tui.points import Points

TICK = 0.1
"""Seconds between two looks at the clock while a check runs."""
LOOK = 15.0
"""Seconds between two looks at what is due while nothing is."""
LATER = ("fsrs", "quizkit.tui.answer", "quizkit.tui.points", "quizkit.figure")
"""What the first answer needs and the first card does not."""
DIGITS = "123456"


class SessionScreen(CardScreen):
    """One page, written anew in every state."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "go_on", show=False),
        Binding("enter", "accept", show=False),
        *(Binding(digit, f"digit({digit})", show=False) for digit in DIGITS),
        *(Binding(letter, f"tick({i})", show=False) for i, letter in enumerate("abcdef")),
        Binding("backspace", "back", show=False),
        Binding("v", "flip", show=False),
        Binding("k", "skip", show=False),
        Binding("n", "decide(False)", show=False),
        Binding("escape", "stop", show=False),
        Binding("l", "language", show=False),
        Binding("question_mark", "help", show=False),
        Binding("h", "home", show=False),
        Binding("q", "quit", show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, Resting(Rest(0, None, 0, 0), desk.clock()))
        self._told = 0

    def compose(self) -> ComposeResult:
        """One page."""
        yield Page()

    async def on_mount(self) -> None:
        """Ask the first card; once it is painted, load what the next steps need."""
        _ = self.set_interval(TICK, self._while_measuring)
        _ = self.set_interval(LOOK, self._while_resting)
        await self.draw()
        _ = self.call_after_refresh(self._get_ready)

    # ---- the learner's actions ----------------------------------------------------------------

    async def action_go_on(self) -> None:
        """Show the answer, take what was entered, look again for something due, or read on."""
        match self._state:
            case Asked():
                await self._take()
            case Resting():
                await self.draw()
            case _:
                self._page.card.scroll_page_down(animate=False)

    async def action_accept(self) -> None:
        """As `go_on`; where a grade is suggested, give that."""
        state = self._state
        if isinstance(state, Answered):
            if grade := state.back.grade:
                await self._grade(grade)
        else:
            await self.action_go_on()

    async def action_digit(self, digit: int) -> None:
        """Pick an option, or give a grade."""
        if isinstance(self._state, Answered) and digit in list(Rating):
            await self._grade(Rating(digit))
        elif self._page.entry:
            self._page.entry.digit(digit)

    def action_tick(self, place: int) -> None:
        """Change the tick of a point."""
        state = self._state
        if isinstance(state, Answered) and state.back.ticks:
            ticks = state.back.ticks
            if place < len(ticks.points):
                back = replace(state.back, ticks=ticks.toggled(place))
                self._state = replace(state, back=back)
                self._page.show_points(self._state, self._desk.lang)

    def action_back(self) -> None:
        """Take back the last step of what is being entered."""
        if self._page.entry:
            self._page.entry.back()

    async def action_flip(self) -> None:
        """Run the next control and see the claim break; after the last, the claim again."""
        state = self._state
        if not isinstance(state, Answered) or not state.back.flips or state.failure:
            return
        flip = state.flip + 1
        if flip == len(state.back.flips):
            self._state = replace(state, flip=-1, flipped=None)
            await self._show()
            return
        answered = replace(state, flip=flip)
        await self._run(state.turn, state.since, state.response, answered)

    async def action_skip(self) -> None:
        """Leave a card whose check broke; keep the schedule of one whose claim has changed."""
        if isinstance(self._state, Answered) and self._state.failure:
            self._desk.session.skip(self._state.turn)
            await self.draw()
        else:
            await self.action_decide(True)

    async def action_stop(self) -> None:
        """Stop the check that runs, or empty the field."""
        match self._state:
            case Measuring():
                self._desk.checks.cancel()
            case Asked():
                self._page.clear()
                await self._show()
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

    async def action_home(self) -> None:
        """Go to the home screen."""
        self._desk.checks.cancel()
        _ = await self.app.run_action("home")

    async def action_quit(self) -> None:
        """End the app."""
        _ = await self.app.run_action("quit")

    async def on_grades_given(self, message: Grades.Given) -> None:
        """A grade was clicked."""
        await self._grade(message.rating)

    def on_points_ticked(self, message: "Points.Ticked") -> None:
        """A point was clicked."""
        self.action_tick(message.place)

    async def on_entry_entered(self, message: Entry.Entered) -> None:
        """An option was picked, or a field was handed in."""
        _ = message.stop()
        if isinstance(self._state, Asked):
            await self._take()

    # ---- from state to state --------------------------------------------------------------------

    async def draw(self, notice: Text | None = None) -> None:
        """Ask the next card, or rest."""
        desk, now = self._desk, self._desk.clock()
        with self._or_end():
            drawn = desk.session.draw(now)
            if isinstance(drawn, Rest):
                self._state = Resting(drawn, now)
            elif drawn.changed:
                self._state = Changed(drawn)
            else:
                self._state = Asked(drawn, _seconds())
        self._page.clear()
        await self._show()
        self._page.card.scroll_home(animate=False)
        fresh, self._told = desk.session.notices[self._told :], len(desk.session.notices)
        told = [*fresh, notice] if notice else fresh
        self.tell("\n".join(text.read(desk.lang) for text in told))

    def tell(self, notice: str) -> None:
        """Tell the learner something; nothing takes it away."""
        self._page.show_notice(notice)

    async def _take(self) -> None:
        """Take what was entered, and show the answer; a check runs first where one is asked of."""
        state = self._state
        if not isinstance(state, Asked):
            return
        response: Response = None
        if self._page.entry:
            try:
                response = self._page.entry.response()
            except NotYet as error:
                self._page.show_complaint(error.told, self._desk.lang)
                return
        ask = state.turn.front.ask
        if isinstance(ask, Reveal) or (isinstance(ask, Choose) and not ask.check):
            back = self._desk.session.back(state.turn, response, self._desk.lang, self._desk.checks)
            await self._show_answer(state, response, _seconds() - state.since, back)
        else:
            await self._run(state.turn, state.since, response, None)

    async def _run(
        self, turn: Turn, since: float, response: Response, answered: Answered | None
    ) -> None:
        """Have a check run: for the answer, or with `answered` for another arm of it."""
        ask = turn.front.ask
        check = ask.check if isinstance(ask, Number | Choose | Arrange) else ""
        expected = self._desk.checks.seconds(check) if check else None
        if isinstance(ask, Number):
            expected = None  # one observation takes a fraction of the whole
        self._state = Measuring(turn, since, response, _seconds(), expected, answered)
        await self._show()
        work = self._flip(self._state, answered) if answered else self._measure(self._state)
        _ = self.run_worker(behind(self, work), exit_on_error=True)

    async def _measure(self, state: Measuring) -> None:
        """Wait for the check in a thread, and show what came of it."""
        desk, took = self._desk, state.started - state.since
        try:
            back = await asyncio.to_thread(
                desk.session.back, state.turn, state.response, desk.lang, desk.checks
            )
        except Cancelled:
            self._state = Asked(state.turn, state.since)
            await self._show()
        except QuizkitError as error:
            back = desk.session.without_measurement(state.turn, state.response, error)
            await self._show_answer(state, state.response, took, back, failure=str(error))
        else:
            await self._show_answer(state, state.response, took, back)

    async def _flip(self, state: Measuring, answered: Answered) -> None:
        """Wait for another arm, and show it above the answer."""
        desk, arm = self._desk, answered.back.flips[answered.flip]
        notice = ""
        try:
            flipped = await asyncio.to_thread(
                desk.session.flip, state.turn, state.response, desk.lang, arm, desk.checks
            )
        except Cancelled:
            answered = replace(answered, flip=answered.flip - 1)
            flipped = answered.flipped
        except QuizkitError as error:
            flipped, notice = answered.flipped, str(error)
        self._state = replace(answered, flipped=flipped)
        await self._show()
        self.tell(notice)
        self._page.query_one("#back").scroll_visible(animate=False, top=True)

    async def _show_answer(
        self,
        state: Asked | Measuring,
        response: Response,
        took: float,
        back: Back,
        failure: str = "",
    ) -> None:
        session, turn = self._desk.session, state.turn
        with self._or_end():
            spans = session.previews(turn, self._desk.clock())
            others = tuple(session.others(turn)) if turn.is_leech else ()
            self._state = Answered(
                turn, state.since, took, response, back, spans, failure, others=others
            )
        await self._show()

    async def _grade(self, rating: Rating) -> None:
        """Keep the answer, then ask the next card."""
        state = self._state
        if not isinstance(state, Answered):
            return
        try:
            _ = self._desk.session.answer(
                state.turn,
                rating,
                clock=self._desk.clock(),
                random=self._desk.random,
                seconds=_seconds() - state.since,
                detail=state.back.kept,
            )
        except QuizkitError as error:
            self.tell(str(error))
            return
        await self.draw()

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
            can_undo=desk.session.can_undo,
        )

    def _while_measuring(self) -> None:
        if isinstance(self._state, Measuring):
            with self._or_end(), unless_left(self):
                self._page.show_status(self._view())

    async def _while_resting(self) -> None:
        """Ask what has become due meanwhile; else tell anew how long it takes."""
        if isinstance(self._state, Resting) and self.is_current:
            await self.draw()

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
