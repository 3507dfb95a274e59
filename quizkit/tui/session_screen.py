"""The session: ask, take an answer or measure, grade, and on to the next card."""

import importlib
import threading
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from quizkit.errors import QuizkitError
from quizkit.model.review import Rating
from quizkit.model.text import Text
from quizkit.practice import Rest
from quizkit.practice.checks import Checks
from quizkit.practice.words import error_told
from quizkit.tui.answer_screen import AnswerScreen
from quizkit.tui.card_screen import CardScreen
from quizkit.tui.desk import Desk
from quizkit.tui.entries import Entry
from quizkit.tui.grades import Grades
from quizkit.tui.page import Page
from quizkit.tui.state_screen import seconds
from quizkit.tui.states import Answered, Asked, Changed, Resting

if TYPE_CHECKING:
    from quizkit.tui.points import Points

TICK = 0.1
"""Seconds between two looks at the clock while a check runs."""
LOOK = 15.0
"""Seconds between two looks at what is due while nothing is."""
LATER = ("fsrs", "quizkit.tui.answer", "quizkit.tui.points", "quizkit.figure")
"""What the first answer needs and the first card does not."""
DIGITS = "123456"


class SessionScreen(AnswerScreen, CardScreen):
    """From card to card, until nothing is to be asked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "go_on", show=False),
        Binding("enter", "accept", show=False),
        *(Binding(digit, f"digit({digit})", show=False) for digit in DIGITS),
        *(Binding(letter, f"tick({i})", show=False) for i, letter in enumerate("abcdef")),
        Binding("backspace", "back", show=False),
        Binding("k", "skip", show=False),
        Binding("n", "decide(False)", show=False),
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
                await self.take()
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

    async def action_skip(self) -> None:
        """Leave a card whose check broke; keep the schedule of one whose claim has changed."""
        if isinstance(self._state, Answered) and self._state.failure:
            self._desk.session.skip(self._state.turn)
            await self.draw()
        else:
            await self.action_decide(True)

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
            await self.take()

    # ---- from state to state --------------------------------------------------------------------

    async def draw(self, notice: Text | None = None) -> None:
        """Ask the next card, or rest."""
        desk, now = self._desk, self._desk.clock()
        with self._or_end():
            drawn = desk.session.draw(now)
            if isinstance(drawn, Rest):
                # A clock that is behind the log does not say when the next card comes.
                self._state = Resting(drawn, desk.session.store.now(now).astimezone(now.tzinfo))
            elif drawn.changed:
                self._state = Changed(drawn)
            else:
                self._state = Asked(drawn, seconds())
        self._page.clear()
        await self._show()
        self._page.card.scroll_home(animate=False)
        fresh, self._told = desk.session.notices[self._told :], len(desk.session.notices)
        self.tell(*fresh, *([notice] if notice else []))

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
                seconds=seconds() - state.since,
                detail=state.back.kept,
            )
        except QuizkitError as error:
            self.tell(error_told(error))
            return
        await self.draw()

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
