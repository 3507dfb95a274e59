"""A practice session: which card comes next, what it shows, and the answer kept before the next.

Pure but for the store: `clock` and `random` are arguments, and what runs a check is handed in.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from itertools import chain, islice
from typing import TYPE_CHECKING

from quizkit.errors import QuizkitError
from quizkit.model.pictures import located
from quizkit.model.review import Action, CardId, Mark, Rating, Review
from quizkit.model.text import Lang, Text
from quizkit.practice.checks import Checks
from quizkit.practice.cram import Cram
from quizkit.practice.deck import Deck
from quizkit.practice.kinds import KINDS, Back, Flipped, Given, Response
from quizkit.practice.kinds.kind import NO_DETAIL
from quizkit.practice.matching import Matcher
from quizkit.practice.queue import Line, Queue
from quizkit.practice.selection import EVERYTHING, Selection
from quizkit.practice.turn import AS_USUAL, Limit, Limits, Rest, Turn, fingerprint
from quizkit.practice.words import clock_behind, left_out, untrusted
from quizkit.schedule import Day, Fsrs
from quizkit.settings import DAY_STARTS, NEW_A_DAY
from quizkit.store import Store

if TYPE_CHECKING:
    from quizkit.bank import Bank

LOOK_AHEAD = 20
"""Cards whose checks are got ready; the further ones may come on another day."""
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
    ) -> None:
        """Begin at `clock`, in the learner's `zone` (None: this machine's).

        `seed` decides how options are shuffled. `order` are the new cards that a plan wants begun,
        the first first, and none but those unless topics are named; without it all, easiest first.

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
        self._zone, self._starts = zone, starts
        self._selection = selection
        self._seed = seed
        self._order = order
        self._steps: list[_Step] = []
        self._gone_through: set[CardId] = set()
        self._ahead_of_all: CardId | None = None
        self._clock_told = False
        self._last = ""
        self._turns = 0
        self._began = self._look_at(clock)
        self._take(bank, self._began)
        self.notices += [untrusted(name) for name in self._deck.untrusted()]
        if bank.faults:
            self.notices.append(left_out(len({fault.place.path for fault in bank.faults})))

    @property
    def bank(self) -> "Bank":
        """The bank as it was last read."""
        return self._bank

    # ---- asking -----------------------------------------------------------------------------

    def draw(self, clock: datetime) -> Turn | Rest:
        """The card to ask now, or what there is to wait for."""
        now = self._look_at(clock)
        if now >= self._day.end:
            self._take(self._bank, now)
        if limit := self._reached(now):
            return self._rest(now, limit)
        self._hear_of_others()
        if self._ahead_of_all is not None:
            card, self._ahead_of_all = self._ahead_of_all, None
            if turn := self._turn(card):
                return turn
        while card := next(self._line.candidates(now, self._new_left), None):
            memory = self.store.memory(card)
            if self.limits.cram or self._line.waits(memory, now):
                if turn := self._turn(card):
                    return turn
            else:
                # It was answered elsewhere meanwhile.
                self._line.drop(card)
                self._line.refresh(card, memory)
        return self._rest(now, None)

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
        self._hear_of_others()  # before this answer is the last one
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
        self._last = review.id
        self._steps.append(_Step(review.id, turn.card, True))
        self._line.answered(turn.card, self.store.memory(turn.card), rating)
        if rating is not Rating.AGAIN:
            self._gone_through.add(turn.card)
        self.answered += 1
        self._new_left -= turn.is_new and not self.limits.cram
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
        self._line.refresh(turn.card, self.store.memory(turn.card))
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
            self._gone_through.discard(step.card)
        self._new_left = self._count_new()
        memory = self.store.memory(step.card)
        self._line.reopen(step.card, memory, self.store.asked_since(self._day.start))
        self._ahead_of_all = step.card
        return step.card

    @property
    def can_undo(self) -> bool:
        """Whether something was done in this session."""
        return bool(self._steps)

    def skip(self, turn: Turn) -> None:
        """Ask this card no more in this session; its schedule stays as it is."""
        self._line.drop(turn.card)

    def again(self, turn: Turn) -> None:
        """Draw this card next: after a change of the file, or of the language."""
        self._ahead_of_all = turn.card

    def reload(self, bank: "Bank", clock: datetime) -> None:
        """Go on with the bank as it is now; what the learner did in this session stays.

        Raises:
            QuizkitError: what was selected is not there any more; nothing has changed.
        """
        self._take(bank, self._look_at(clock))

    # ---- what is known --------------------------------------------------------------------------

    def left(self, clock: datetime) -> int:
        """How many cards are still to be asked now."""
        left = self._line.left(self.store.now(clock), self._new_left)
        if self.limits.answers is None:
            return left
        return min(left, self.limits.answers - self.answered)

    def others(self, turn: Turn) -> list[CardId]:
        """The same question in other forms, of each form one: a way out for a leech."""
        suspended = self.store.suspended()
        found: dict[str, CardId] = {}
        for card in self._deck.of(turn.card.question):
            if card.kind != turn.card.kind and card not in suspended:
                same_claim = card.claim == turn.card.claim
                if card.kind not in found or same_claim:
                    found[card.kind] = card
        return list(found.values())

    def checks_ahead(self, clock: datetime) -> list[str]:
        """The checks that the next cards will run, the first first, so as to get them ready."""
        cards = self._line.candidates(self.store.now(clock), self._new_left)
        summaries = self._bank.summaries
        checks = (
            KINDS[card.kind].check(summaries[card.question], card)
            for card in islice(cards, LOOK_AHEAD)
        )
        return list(dict.fromkeys(check for check in checks if check))

    # -------------------------------------------------------------------------------------------

    def _look_at(self, clock: datetime) -> datetime:
        """The time to go by; the first time that the clock is behind the log, say so."""
        now = self.store.now(clock)
        if now - clock >= WORTH_SAYING and not self._clock_told:
            self._clock_told = True
            self.notices.append(clock_behind(now - clock))
        return now

    def _hear_of_others(self) -> None:
        """Note what another session has asked today: its siblings rest here, its new ones count."""
        last = self.store.last()
        if last is not None and last.id != self._last:
            self._last = last.id
            self._line.note(self.store.asked_since(self._day.start))
            self._new_left = self._count_new()

    def _take(self, bank: "Bank", now: datetime) -> None:
        """Lay out the cards of the day that `now` belongs to."""
        questions = self._selection.questions(bank)  # raises before anything has changed
        store, limits = self.store, self.limits
        self._bank = bank
        self._day = day = Day.of(now, self._zone, self._starts)
        self._deck = deck = Deck(
            bank,
            questions,
            self._selection.kinds,
            only=self._selection.only(store, now),
        )
        out = store.suspended() | store.buried(day.start)
        self._lapses = store.lapses()
        if limits.cram:
            out |= self._gone_through  # the bank may have been read again, or a day have begun
            cards = [card for card in deck.all() if card not in out]
            self._line: Line = Cram(sorted(cards, key=self._at_random))
            self._new_left = 0
            return
        ahead = timedelta(days=limits.ahead)
        due = store.schedule(before=day.end + ahead)
        known = store.answered()
        self._line = Queue(
            day,
            {c: m for c, m in due.items() if c not in out and c in deck},
            (c for c in self._fresh() if str(c) not in known and c not in out),
            store.asked_since(day.start),
            ahead,
        )
        self._new_left = self._count_new()

    def _fresh(self) -> Iterator[CardId]:
        """The cards to begin, in order; where topics were named, those too that no plan wants."""
        if self._order is None:
            return self._deck.all()
        planned = (card for card in self._order if card in self._deck)
        if not self._selection.words:
            return planned
        wanted = frozenset(self._order)
        return chain(planned, (card for card in self._deck.all() if card not in wanted))

    def _count_new(self) -> int:
        """How many new cards may still be asked today."""
        if self.limits.cram:
            return 0
        wanted = NEW_A_DAY if self.limits.new is None else self.limits.new
        return wanted - self.store.introduced(self._day.start)

    def _at_random(self, card: CardId) -> bytes:
        return hashlib.sha256(self._seed + str(card).encode()).digest()

    def _leave(self, turn: Turn, mark: Mark) -> None:
        self._steps.append(_Step(mark.id, turn.card, False))
        self._line.drop(turn.card)

    def _turn(self, card: CardId) -> Turn | None:
        """The turn of a card, unless it cannot be asked."""
        self._turns += 1
        kind = KINDS[card.kind]
        try:
            question = self._bank.question(card.question)
            question = located(question, self._bank.pack_of(card.question).root)
            front = kind.front(question, card, self._shuffle(card))
            content = fingerprint(kind.content(question, card))
        except QuizkitError as error:
            self._line.drop(card)
            self.notices.append(Text(f"Left out: {error}", f"已跳过：{error}"))
            return None
        memory = self.store.memory(card)
        last = self.store.content(card) if memory else ""
        changed = bool(last and content and last != content)
        lapses = self._lapses.get(card, 0)
        return Turn(card, kind, question, front, memory, content, changed, lapses)

    def _shuffle(self, card: CardId) -> Callable[[int], tuple[int, ...]]:
        """An order that differs from turn to turn, and stays the same within one."""
        key = self._seed + f"{card} {self._turns}".encode()

        def shuffle(n: int) -> tuple[int, ...]:
            drawn = {i: hashlib.sha256(key + bytes([i])).digest() for i in range(n)}
            return tuple(sorted(range(n), key=drawn.__getitem__))

        return shuffle

    def _reached(self, now: datetime) -> Limit | None:
        limits = self.limits
        if limits.answers is not None and self.answered >= limits.answers:
            return Limit.ANSWERS
        if limits.minutes is not None and now - self._began >= timedelta(minutes=limits.minutes):
            return Limit.MINUTES
        return None

    def _rest(self, now: datetime, limit: Limit | None) -> Rest:
        cram = self.limits.cram
        waiting = 0 if cram else self._line.left(now, len(self._deck)) - self._line.left(now, 0)
        return Rest(
            answered=self.answered,
            next_due=None if cram else self._next_due(now),
            siblings=self._line.siblings(now, self._new_left),
            new_waiting=waiting if self._new_left <= 0 else 0,
            limit=limit,
            cram=cram,
        )

    def _next_due(self, now: datetime) -> datetime | None:
        """When the next card of this selection comes up: one of the long run, in the morning."""
        out = self.store.suspended()
        moments = [
            memory.due
            if memory.step is not None
            else Day.of(memory.due, self._zone, self._starts).start
            for card, memory in self.store.schedule().items()
            if card not in out and card in self._deck and not self._line.waits(memory, now)
        ]
        return min(moments, default=None)
