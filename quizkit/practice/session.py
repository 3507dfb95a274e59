"""A practice session: which card comes next, what it shows, and the answer kept before the next.

Pure but for the store: `clock` and `random` are arguments, and what runs a check is handed in.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING

from quizkit.errors import QuizkitError
from quizkit.model.memory import Memory
from quizkit.model.question import Question
from quizkit.model.review import CardId, Rating, Review
from quizkit.model.text import Text
from quizkit.practice.kinds import KINDS, Back, Front, Kind, Measure, Response
from quizkit.practice.queue import Queue, cards_of
from quizkit.practice.words import clock_behind, left_out
from quizkit.schedule import Day, Fsrs
from quizkit.store import Store

if TYPE_CHECKING:
    from quizkit.bank import Bank

NEW_A_DAY = 10
LOOK_AHEAD = 20
"""Cards whose checks are got ready; the further ones may come on another day."""
WORTH_SAYING = timedelta(minutes=1)
"""A clock behind by less is the ordinary drift between machines."""
_NO_DETAIL: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Limits:
    """How much to ask: at most `answers` in this session (None: all), `new` new cards a day."""

    answers: int | None = None
    new: int = NEW_A_DAY


@dataclass(frozen=True, slots=True)
class Turn:
    """A card to be asked now."""

    card: CardId
    kind: Kind
    question: Question
    front: Front
    memory: Memory | None

    @property
    def is_new(self) -> bool:
        """Whether the card was never answered."""
        return self.memory is None


@dataclass(frozen=True, slots=True)
class Rest:
    """Nothing to be asked now: when something is due next, and what waits for another reason."""

    answered: int
    next_due: datetime | None
    siblings: int
    new_waiting: int
    limited: bool


class Session:
    """One session over the questions that `words` select, in the given kinds."""

    def __init__(
        self,
        bank: "Bank",
        store: Store,
        schedule: Fsrs,
        *,
        clock: datetime,
        zone: tzinfo | None = None,
        words: Sequence[str] = (),
        kinds: Sequence[Kind] = tuple(KINDS.values()),
        limits: Limits = Limits(),
    ) -> None:
        """Begin at `clock`, in the learner's `zone` (None: this machine's).

        Raises:
            QuizkitError: a word that selects nothing, or the store cannot be read.
        """
        self._bank = bank
        self._store = store
        self._schedule = schedule
        self._zone = zone
        self._kinds = kinds
        self._limits = limits
        self._questions = _selected(bank, words)
        self.answered = 0
        self.notices: list[Text] = []
        """What the learner has to be told, once each, in the order in which it came up."""
        now = store.now(clock)
        if bank.faults:
            self.notices.append(left_out(len({fault.place.path for fault in bank.faults})))
        self._clock_told = False
        _ = self._look_at(clock)
        self._queue = self._queue_of(Day.of(now, zone))

    def draw(self, clock: datetime) -> Turn | Rest:
        """The card to ask now, or what there is to wait for."""
        now = self._look_at(clock)
        if now >= self._queue.day.end:
            self._queue = self._queue_of(Day.of(now, self._zone))
        if self._limits.answers is not None and self.answered >= self._limits.answers:
            return self._rest(now, limited=True)
        last = self._store.last()
        self._queue.last = last.card if last and last.at >= self._queue.day.start else None
        while card := next(self._queue.candidates(now, self._new_left), None):
            if turn := self._turn(card, now):
                return turn
        return self._rest(now, limited=False)

    def previews(self, turn: Turn, clock: datetime) -> dict[Rating, timedelta]:
        """The interval that each grade leads to."""
        now = self._store.now(clock)
        preview = self._schedule.preview(turn.memory, now)
        return {rating: memory.due - now for rating, memory in preview.items()}

    def back(self, turn: Turn, response: Response, measure: Measure) -> Back:
        """What the card shows once it was answered; may take as long as `measure` does.

        Touches neither the store nor the queue, so it may run in another thread.

        Raises:
            QuizkitError: the check breaks.
            Cancelled: the learner stopped the check.
        """
        return turn.kind.back(turn.question, turn.card, response, measure)

    def without_measurement(self, turn: Turn, response: Response, error: QuizkitError) -> Back:
        """What a card shows whose check broke: the whole answer, so that it can be graded."""
        return Back(turn.question.answer, detail={"guess": response, "error": str(error)})

    def answer(
        self,
        turn: Turn,
        rating: Rating,
        *,
        clock: datetime,
        random: Callable[[int], bytes],
        seconds: float = 0.0,
        detail: Mapping[str, object] = _NO_DETAIL,
    ) -> Review:
        """Keep an answer; it is on the disk when this returns, and only then is a card drawn.

        Raises:
            StoreError: the answer was not kept, and may be given again.
        """
        review = self._store.append(
            turn.card, rating, clock=clock, random=random, seconds=seconds, detail=detail
        )
        memory = self._store.memory(turn.card)
        if memory is not None:
            self._queue.refresh(turn.card, memory)
        self.answered += 1
        self._new_left -= turn.is_new
        return review

    def skip(self, turn: Turn) -> None:
        """Ask this card no more in this session; its schedule stays as it is."""
        self._queue.drop(turn.card)

    def left(self, clock: datetime) -> int:
        """How many cards are still to be asked now."""
        left = self._queue.left(self._store.now(clock), self._new_left)
        if self._limits.answers is None:
            return left
        return min(left, self._limits.answers - self.answered)

    def checks_ahead(self, clock: datetime) -> list[str]:
        """The checks that the next cards will run, the first first, so as to get them ready."""
        cards = self._queue.candidates(self._store.now(clock), self._new_left)
        summaries = self._bank.summaries
        checks = (
            KINDS[card.kind].check(summaries[card.question], card)
            for card in islice(cards, LOOK_AHEAD)
        )
        return list(dict.fromkeys(check for check in checks if check))

    # -------------------------------------------------------------------------------------------

    def _look_at(self, clock: datetime) -> datetime:
        """The time to go by; the first time that the clock is behind the log, say so."""
        now = self._store.now(clock)
        if now - clock >= WORTH_SAYING and not self._clock_told:
            self._clock_told = True
            self.notices.append(clock_behind(now - clock))
        return now

    def _queue_of(self, day: Day) -> Queue:
        summaries = (self._bank.summaries[i] for i in self._questions)
        cards = cards_of(summaries, self._kinds)
        mine, known = set(cards), self._store.answered()
        self._new_left = self._limits.new - self._store.introduced(day.start)
        return Queue(
            day=day,
            today={c: m for c, m in self._store.schedule(before=day.end).items() if c in mine},
            new=[card for card in cards if str(card) not in known],
        )

    def _turn(self, card: CardId, now: datetime) -> Turn | None:
        """The turn of a card, unless it was answered elsewhere meanwhile or cannot be asked."""
        memory = self._store.memory(card)
        self._queue.refresh(card, memory)
        if memory is not None and not self._queue.day.is_due(memory, now):
            return None
        kind = KINDS[card.kind]
        try:
            question = self._bank.question(card.question)
            front = kind.front(question, card)
        except QuizkitError as error:
            self._queue.drop(card)
            self.notices.append(Text(f"Left out: {error}", f"已跳过：{error}"))
            return None
        return Turn(card, kind, question, front, memory)

    def _rest(self, now: datetime, *, limited: bool) -> Rest:
        waiting = len(self._queue.new) - max(self._new_left, 0)
        return Rest(
            answered=self.answered,
            next_due=self._next_due(now),
            siblings=self._queue.siblings(now, self._new_left),
            new_waiting=max(waiting, 0),
            limited=limited,
        )

    def _next_due(self, now: datetime) -> datetime | None:
        """When the next card of this selection comes up: one of the long run, in the morning."""
        mine = set(self._questions)
        kinds = {kind.name for kind in self._kinds}
        moments = [
            memory.due if memory.step is not None else Day.of(memory.due, self._zone).start
            for card, memory in self._store.schedule().items()
            if card.question in mine and card.kind in kinds
            if not self._queue.day.is_due(memory, now)
        ]
        return min(moments, default=None)


def _selected(bank: "Bank", words: Sequence[str]) -> list[str]:
    if not words:
        return list(bank.summaries)
    from quizkit.bank import select

    return list(dict.fromkeys(ref.question for ref in select(bank, words)))
