"""A practice session: which card comes next, what it shows, and the answer kept before the next.

Pure but for the store: `clock` and `random` are arguments, and what runs a check is handed in.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING

from quizkit.errors import QuizkitError
from quizkit.model.review import Action, CardId, Mark, Rating, Review
from quizkit.model.text import Lang, Text
from quizkit.practice.agenda import Agenda, Wanted
from quizkit.practice.checks import Checks
from quizkit.practice.kinds import Back, Flipped, Given, Response
from quizkit.practice.kinds.kind import NO_DETAIL
from quizkit.practice.matching import Matcher
from quizkit.practice.selection import EVERYTHING, Selection
from quizkit.practice.turn import AS_USUAL, Limit, Limits, Rest, Turn
from quizkit.practice.turns import Turns
from quizkit.practice.words import clock_behind, left_out, untrusted
from quizkit.schedule import Fsrs
from quizkit.settings import DAY_STARTS
from quizkit.store import Store

if TYPE_CHECKING:
    from quizkit.bank import Bank
    from quizkit.practice.plan import Plan

WORTH_SAYING = timedelta(minutes=1)
"""A clock behind by less is the ordinary drift between machines."""
Random = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class _Step:
    """Something that can be undone: the id of its event, and the card that it was about."""

    event: str
    card: CardId
    is_answer: bool


class Session:
    """One session over a selection of cards."""

    def __init__(
        self,
        bank: "Bank",
        store: Store,
        schedule: Fsrs,
        matcher: Matcher,
        *,
        clock: datetime,
        seed: bytes,
        zone: tzinfo | None = None,
        starts: time = DAY_STARTS,
        selection: Selection = EVERYTHING,
        limits: Limits = AS_USUAL,
        order: Sequence[CardId] | None = None,
        plan: "Plan | None" = None,
    ) -> None:
        """Begin at `clock`, in the learner's `zone` (None: this machine's).

        `seed` decides how options are shuffled; `order` and `plan` are as in `Wanted`.

        Raises:
            QuizkitError: a word that selects nothing, or the store cannot be read.
        """
        self.store = store
        self.limits = limits
        self.answered = 0
        self.notices: list[Text] = []
        """What the learner has to be told, once each, in the order in which it came up."""
        self._schedule = schedule
        self._matcher = matcher
        self._turns = Turns(store, seed, asks_of_changes=not limits.cram)
        self._steps: list[_Step] = []
        self._ahead_of_all: CardId | None = None
        self._clock_told = False
        self._began = self._look_at(clock)
        wanted = Wanted(selection, limits, order, zone, starts, plan)
        self._agenda = Agenda(bank, store, wanted, now=self._began, seed=seed)
        self.notices += [untrusted(name) for name in self._agenda.deck.untrusted()]
        if bank.faults:
            self.notices.append(left_out(len({fault.place.path for fault in bank.faults})))

    @property
    def bank(self) -> "Bank":
        """The bank as it was last read."""
        return self._agenda.bank

    # ---- asking -----------------------------------------------------------------------------

    def draw(self, clock: datetime) -> Turn | Rest:
        """The card to ask now, or what there is to wait for."""
        now, agenda = self._look_at(clock), self._agenda
        if now >= agenda.day.end:
            agenda.take(agenda.bank, now)
        if limit := self._reached(now):
            return agenda.rest(now, self.answered, limit)
        agenda.hear_of_others(now)
        if self._ahead_of_all is not None:
            card, self._ahead_of_all = self._ahead_of_all, None
            if turn := self._turn(card):
                return turn
        while card := agenda.next(now):
            if turn := self._turn(card):
                return turn
        return agenda.rest(now, self.answered, None)

    def previews(self, turn: Turn, clock: datetime) -> dict[Rating, timedelta]:
        """The interval that each grade leads to; none where answers change no schedule."""
        if self.limits.cram:
            return {}
        now = self.store.now(clock)
        preview = self._schedule.preview(turn.memory, now)
        return {rating: memory.due - now for rating, memory in preview.items()}

    def given(self, turn: Turn, response: Response, lang: Lang) -> Given:
        """A turn with what the learner gave."""
        return Given(turn.question, turn.card, turn.front, response, lang)

    def back(self, turn: Turn, response: Response, lang: Lang, checks: Checks) -> Back:
        """What the card shows once it was answered; may take as long as a check does.

        Touches neither the store nor the queue, so it may run in another thread.

        Raises:
            QuizkitError: the check breaks, or a typed answer cannot be compared.
            Cancelled: the learner stopped the check.
        """
        return turn.kind.back(self.given(turn, response, lang), checks, self._matcher)

    def flip(self, turn: Turn, response: Response, lang: Lang, arm: str, checks: Checks) -> Flipped:
        """What another arm of the check shows; as `back`."""
        return turn.kind.flip(self.given(turn, response, lang), arm, checks)

    def without_measurement(self, turn: Turn, response: Response, error: QuizkitError) -> Back:
        """What a card shows whose check broke: the whole answer, so that it can be graded."""
        return Back(turn.question.answer, detail={"response": response, "error": str(error)})

    # ---- what the learner does ----------------------------------------------------------------

    def answer(
        self,
        turn: Turn,
        rating: Rating,
        *,
        clock: datetime,
        random: Random,
        seconds: float = 0.0,
        detail: Mapping[str, object] = NO_DETAIL,
    ) -> Review:
        """Keep an answer; it is on the disk when this returns, and only then is a card drawn.

        Raises:
            StoreError: the answer was not kept, and may be given again.
        """
        review = self.store.append(
            turn.card,
            rating,
            clock=clock,
            random=random,
            seconds=seconds,
            detail=detail,
            counts=not self.limits.cram,
            content=turn.content,
        )
        self._steps.append(_Step(review.id, turn.card, True))
        self._agenda.answered(turn.card, rating, was_new=turn.is_new)
        self.answered += 1
        return review

    def suspend(self, turn: Turn, *, clock: datetime, random: Random) -> None:
        """Never ask this card again, until it is resumed."""
        self._leave(turn, self.store.mark(turn.card, Action.SUSPEND, clock=clock, random=random))

    def bury(self, turn: Turn, *, clock: datetime, random: Random) -> None:
        """Do not ask this card again today."""
        self._leave(turn, self.store.mark(turn.card, Action.BURY, clock=clock, random=random))

    def flag(self, turn: Turn, note: str, *, clock: datetime, random: Random) -> None:
        """Tell the authors that something is wrong with this card; it is asked all the same."""
        mark = self.store.mark(turn.card, Action.FLAG, clock=clock, random=random, note=note)
        self._steps.append(_Step(mark.id, turn.card, False))

    def swap(self, turn: Turn, card: CardId, *, clock: datetime, random: Random) -> None:
        """Suspend a card that will not stick, and ask the same in another form at once."""
        self.suspend(turn, clock=clock, random=random)
        self._ahead_of_all = card

    def decide(self, turn: Turn, *, keep: bool, clock: datetime, random: Random) -> None:
        """Keep or reset the schedule of a card whose claim has changed; then it is asked."""
        action = Action.KEEP if keep else Action.RESET
        mark = self.store.mark(turn.card, action, clock=clock, random=random, content=turn.content)
        self._steps.append(_Step(mark.id, turn.card, False))
        self._agenda.decided(turn.card)
        self._ahead_of_all = turn.card

    def undo(self, *, clock: datetime, random: Random) -> CardId | None:
        """Take back the last thing done in this session, and ask its card again.

        Nothing is deleted: that it was taken back is an event too. None when nothing is left.
        """
        if not self._steps:
            return None
        step = self._steps[-1]
        _ = self.store.undo(step.event, clock=clock, random=random)
        _ = self._steps.pop()
        if step.is_answer:
            self.answered -= 1
        self._agenda.reopen(step.card)
        self._ahead_of_all = step.card
        return step.card

    @property
    def can_undo(self) -> bool:
        """Whether something was done in this session."""
        return bool(self._steps)

    def skip(self, turn: Turn) -> None:
        """Ask this card no more in this session; its schedule stays as it is."""
        self._agenda.skip(turn.card)

    def again(self, turn: Turn) -> None:
        """Draw this card next: after a change of the file, or of the language."""
        self._ahead_of_all = turn.card

    def reload(self, bank: "Bank", clock: datetime) -> None:
        """Go on with the bank as it is now; what the learner did in this session stays.

        Raises:
            QuizkitError: what was selected is not there any more; nothing has changed.
        """
        self._agenda.take(bank, self._look_at(clock))

    # ---- what is known --------------------------------------------------------------------------

    def left(self, clock: datetime) -> int:
        """How many cards are still to be asked now."""
        left = self._agenda.left(self.store.now(clock))
        if self.limits.answers is None:
            return left
        return min(left, self.limits.answers - self.answered)

    def others(self, turn: Turn) -> list[CardId]:
        """The same question in other forms, of each form one: a way out for a leech."""
        return self._agenda.others(turn.card)

    def checks_ahead(self, clock: datetime) -> list[str]:
        """The checks that the next cards will run, the first first, so as to get them ready."""
        return self._agenda.checks_ahead(self.store.now(clock))

    # -------------------------------------------------------------------------------------------

    def _look_at(self, clock: datetime) -> datetime:
        """The time to go by; the first time that the clock is behind the log, say so."""
        now = self.store.now(clock)
        if now - clock >= WORTH_SAYING and not self._clock_told:
            self._clock_told = True
            self.notices.append(clock_behind(now - clock))
        return now

    def _leave(self, turn: Turn, mark: Mark) -> None:
        self._steps.append(_Step(mark.id, turn.card, False))
        self._agenda.put_aside(turn.card)

    def _turn(self, card: CardId) -> Turn | None:
        """The turn of a card, unless it cannot be asked."""
        agenda = self._agenda
        try:
            return self._turns.turn(agenda.bank, card, agenda.lapses.get(card, 0))
        except QuizkitError as error:
            agenda.skip(card)
            self.notices.append(Text(f"Left out: {error}", f"已跳过：{error.chinese}"))
            return None

    def _reached(self, now: datetime) -> Limit | None:
        limits = self.limits
        if limits.answers is not None and self.answered >= limits.answers:
            return Limit.ANSWERS
        if limits.minutes is not None and now - self._began >= timedelta(minutes=limits.minutes):
            return Limit.MINUTES
        return None
