"""What a learner can do with a card beside answering it."""

from collections.abc import Callable
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from quizkit.errors import QuizkitError
from quizkit.model.text import Text
from quizkit.practice import Turn
from quizkit.practice.messages import BURIED, FLAGGED, NOTHING_TO_UNDO, SUSPENDED, UNDONE
from quizkit.practice.words import error_told
from quizkit.tui.state_screen import StateScreen
from quizkit.tui.states import Answered, Changed, Measuring, Resting


class CardScreen(StateScreen):
    """Undo, put off, suspend, flag, another form, edit, sources, terms.

    `draw` is the session's own, which stands above this; Textual's metaclass enforces no abstract
    method, so here it raises.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "undo", show=False),
        Binding("z", "bury", show=False),
        Binding("x", "suspend", show=False),
        Binding("m", "flag", show=False),
        Binding("w", "swap", show=False),
        Binding("o", "edit", show=False),
        Binding("r", "sources", show=False),
        Binding("g", "terms", show=False),
    ]

    async def draw(self, notice: Text | None = None) -> None:
        """Ask the next card, or rest; `notice` tells what has just been done."""
        raise NotImplementedError

    @property
    def turn(self) -> Turn | None:
        """The card on the page that something can be done with."""
        if isinstance(self._state, Resting | Measuring):
            return None
        return self._state.turn

    async def action_undo(self) -> None:
        """Take back the last answer or mark, and ask its card again."""
        desk = self._desk
        if isinstance(self._state, Measuring):
            return
        if not desk.session.can_undo:
            self.tell(NOTHING_TO_UNDO)
            return
        await self._do(
            lambda: desk.session.undo(clock=desk.clock(), random=desk.random), then=UNDONE
        )

    async def action_bury(self) -> None:
        """Put the card off until tomorrow."""
        if turn := self.turn:
            await self._do(lambda: self._desk.session.bury(turn, **self._now()), then=BURIED)

    async def action_suspend(self) -> None:
        """Ask the card no more."""
        if turn := self.turn:
            await self._do(lambda: self._desk.session.suspend(turn, **self._now()), then=SUSPENDED)

    async def action_swap(self) -> None:
        """Ask a leech in another form."""
        state = self._state
        if isinstance(state, Answered) and state.others:
            turn, other = state.turn, state.others[0]
            await self._do(lambda: self._desk.session.swap(turn, other, **self._now()))

    async def action_decide(self, keep: bool) -> None:
        """Keep or reset the schedule of a card whose claim has changed."""
        state = self._state
        if isinstance(state, Changed):
            decide = self._desk.session.decide
            await self._do(lambda: decide(state.turn, keep=keep, **self._now()))

    def action_flag(self) -> None:
        """Ask what is wrong, and note it for the authors."""
        from quizkit.tui.note_screen import NoteScreen

        turn = self.turn
        if turn is None:
            return

        def flag(note: str | None) -> None:
            if note is None:
                return
            try:
                self._desk.session.flag(turn, note, **self._now())
            except QuizkitError as error:
                self.tell(error_told(error))
            else:
                self.tell(FLAGGED)

        _ = self.app.push_screen(NoteScreen(self._desk.lang), flag)

    async def action_edit(self) -> None:
        """Open the question's file in the editor, and come back to the card as it is then."""
        turn = self.turn
        if turn is None:
            return
        desk = self._desk
        error: QuizkitError | None = None
        with self.app.suspend():  # which an error must not leave, or the terminal is never resumed
            try:
                desk.session.reload(desk.edit(turn.card.question), desk.clock())
            except QuizkitError as raised:
                error = raised
        if error:
            self.tell(error_told(error))
            return
        desk.session.again(turn)
        await self.draw()

    def action_sources(self) -> None:
        """Show what the question cites, and what is asked next."""
        from quizkit.tui.sources_screen import SourcesScreen

        if turn := self.turn:
            screen = SourcesScreen(self._desk.session.bank, turn.question, self._desk.lang)
            _ = self.app.push_screen(screen)

    def action_terms(self) -> None:
        """Explain the glossary's terms in what is on the page."""
        from quizkit.tui.terms_screen import TermsScreen

        if turn := self.turn:
            answered = isinstance(self._state, Answered)
            screen = TermsScreen(
                self._desk.session.bank, turn.question, self._desk.lang, answered=answered
            )
            _ = self.app.push_screen(screen)

    # -------------------------------------------------------------------------------------------

    def _now(self) -> dict[str, Any]:
        return {"clock": self._desk.clock(), "random": self._desk.random}

    async def _do(self, what: Callable[[], object], then: Text | None = None) -> None:
        """Do something that the log keeps, then ask the next card; or tell why it was not kept."""
        try:
            _ = what()
        except QuizkitError as error:
            self.tell(error_told(error))
        else:
            await self.draw(then)
