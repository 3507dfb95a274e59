"""From a question to its answer: what was entered is taken, and its check measures."""

import asyncio
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType

from quizkit.errors import QuizkitError
from quizkit.model.text import Text
from quizkit.practice import Arrange, Back, Cancelled, Choose, Number, Response, Reveal, Turn
from quizkit.practice.words import error_told
from quizkit.tui.entries import NotYet
from quizkit.tui.leaving import behind, unless_left
from quizkit.tui.state_screen import StateScreen, seconds
from quizkit.tui.states import Answered, Asked, Measuring


class AnswerScreen(StateScreen):
    """Asked, measuring, answered, and another arm of the check measured for the answer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "flip", show=False),
        Binding("escape", "stop", show=False),
    ]

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

    async def take(self) -> None:
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
            await self._show_answer(state, response, seconds() - state.since, back)
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
        self._state = Measuring(turn, since, response, seconds(), expected, answered)
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
            await self._show_answer(state, state.response, took, back, failure=error_told(error))
        else:
            await self._show_answer(state, state.response, took, back)

    async def _flip(self, state: Measuring, answered: Answered) -> None:
        """Wait for another arm, and show it above the answer."""
        desk, arm = self._desk, answered.back.flips[answered.flip]
        notices: list[Text] = []
        try:
            flipped = await asyncio.to_thread(
                desk.session.flip, state.turn, state.response, desk.lang, arm, desk.checks
            )
        except Cancelled:
            answered = replace(answered, flip=answered.flip - 1)
            flipped = answered.flipped
        except QuizkitError as error:
            flipped, notices = answered.flipped, [error_told(error)]
        self._state = replace(answered, flipped=flipped)
        await self._show()
        self.tell(*notices)
        self._page.query_one("#back").scroll_visible(animate=False, top=True)

    async def _show_answer(
        self,
        state: Asked | Measuring,
        response: Response,
        took: float,
        back: Back,
        failure: Text | None = None,
    ) -> None:
        session, turn = self._desk.session, state.turn
        with self._or_end():
            spans = session.previews(turn, self._desk.clock())
            others = tuple(session.others(turn)) if turn.is_leech else ()
            self._state = Answered(
                turn, state.since, took, response, back, spans, failure, others=others
            )
        await self._show()

    def _while_measuring(self) -> None:
        if isinstance(self._state, Measuring):
            with self._or_end(), unless_left(self):
                self._page.show_status(self._view())
