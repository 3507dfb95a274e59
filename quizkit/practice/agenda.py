"""What a session has to ask today: the cards laid out from the bank and the log, and what is left.

Pure but for the store; `now` is the time that the session goes by.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from itertools import chain, islice
from typing import TYPE_CHECKING

from quizkit.model.review import CardId, Rating
from quizkit.practice.cram import Cram
from quizkit.practice.days import Days
from quizkit.practice.deck import Deck
from quizkit.practice.kinds import KINDS
from quizkit.practice.queue import Line, Queue
from quizkit.practice.selection import Selection
from quizkit.practice.turn import Limit, Limits, PlanToday, Rest
from quizkit.schedule import Day
from quizkit.settings import NEW_A_DAY
from quizkit.store import Store

if TYPE_CHECKING:
    from quizkit.bank import Bank
    from quizkit.practice.plan import Plan

LOOK_AHEAD = 20
"""Cards whose checks are got ready; the further ones may come on another day."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the learner wants asked, and when their day begins, in their `zone`.

    `order` are the new cards that a plan wants begun, the first first, and none but those unless
    topics are named; without it all, easiest first. `plan` is that plan.
    """

    selection: Selection
    limits: Limits
    order: Sequence[CardId] | None
    zone: tzinfo | None
    starts: time
    plan: "Plan | None" = None


class Agenda:
    """The cards of one day over a selection, and which of them is next."""

    def __init__(
        self, bank: "Bank", store: Store, wanted: Wanted, *, now: datetime, seed: bytes
    ) -> None:
        """Lay out the day of `now`; `seed` decides in which order cards are crammed.

        Raises:
            QuizkitError: a word that selects nothing, or the store cannot be read.
        """
        self._store = store
        self._wanted = wanted
        self._seed = seed
        self._heard = 0
        self._gone_through: set[CardId] = set()
        self._skipped: set[CardId] = set()
        self.take(bank, now)

    def take(self, bank: "Bank", now: datetime) -> None:
        """Lay out the cards of the day that `now` belongs to, those that were skipped as well.

        Raises:
            QuizkitError: what was selected is not in this bank; nothing has changed.
        """
        self._lay_out(bank, now)
        self._skipped.clear()

    def _lay_out(self, bank: "Bank", now: datetime) -> None:
        store, wanted = self._store, self._wanted
        heard = store.heard()  # before all else is read: what comes after it is heard next time
        questions = wanted.selection.questions(bank)  # raises before anything has changed
        self.bank, self._heard = bank, heard
        self.day = day = Day.of(now, wanted.zone, wanted.starts)
        self.deck = deck = Deck(
            bank,
            questions,
            wanted.selection.kinds,
            only=wanted.selection.only(store, now),
        )
        out = store.suspended() | store.buried(day.start)
        self.lapses = store.lapses()
        if wanted.limits.cram:
            out |= self._gone_through  # the bank may have been read again, or a day have begun
            cards = [card for card in deck.all() if card not in out]
            self._line: Line = Cram(sorted(cards, key=self._at_random))
            self._new_left = 0
            return
        ahead = timedelta(days=wanted.limits.ahead)
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

    def hear_of_others(self, now: datetime) -> None:
        """Lay out the day anew if another session, or an import, has written to the log since.

        What is crammed keeps its order: what was put aside elsewhere leaves it.
        """
        heard = self._store.heard()
        if heard == self._heard:
            return
        if not self._wanted.limits.cram:
            skipped = self._skipped
            self._lay_out(self.bank, now)
            for card in skipped:
                self._line.drop(card)
            return
        self._heard = heard
        for card in self._store.suspended() | self._store.buried(self.day.start):
            self._line.drop(card)

    # ---- what comes ---------------------------------------------------------------------------

    def next(self, now: datetime) -> CardId | None:
        """The card to ask now; it stays the next one until something is done with it."""
        return next(self._line.candidates(now, self._new_left), None)

    def left(self, now: datetime) -> int:
        """How many cards are still to be asked now."""
        return self._line.left(now, self._new_left)

    def rest(self, now: datetime, answered: int, limit: Limit | None) -> Rest:
        """Why nothing is asked, after so many answers."""
        cram, line = self._wanted.limits.cram, self._line
        waiting = 0 if cram else line.left(now, len(self.deck)) - line.left(now, 0)
        next_due, by_tomorrow = (None, 0) if cram else self._coming(now)
        return Rest(
            answered=answered,
            next_due=next_due,
            siblings=line.siblings(now, self._new_left),
            new_waiting=waiting if self._new_left <= 0 else 0,
            limit=limit,
            cram=cram,
            by_tomorrow=by_tomorrow,
            plan=self._plan_today(now),
        )

    def others(self, card: CardId) -> list[CardId]:
        """The same question in other forms, of each form one: a way out for a leech."""
        suspended = self._store.suspended()
        found: dict[str, CardId] = {}
        for other in self.deck.of(card.question):
            if other.kind != card.kind and other not in suspended:
                same_claim = other.claim == card.claim
                if other.kind not in found or same_claim:
                    found[other.kind] = other
        return list(found.values())

    def checks_ahead(self, now: datetime) -> list[str]:
        """The checks that the next cards will run, the first first, so as to get them ready."""
        cards = self._line.candidates(now, self._new_left)
        summaries = self.bank.summaries
        checks = (
            KINDS[card.kind].check(summaries[card.question], card)
            for card in islice(cards, LOOK_AHEAD)
        )
        return list(dict.fromkeys(check for check in checks if check))

    # ---- what was done --------------------------------------------------------------------------

    def answered(self, card: CardId, rating: Rating, *, was_new: bool) -> None:
        """Take note of an answer given here, which the log has."""
        self._line.answered(card, self._store.memory(card), rating)
        if rating is not Rating.AGAIN:
            self._gone_through.add(card)
        self._new_left -= was_new and not self._wanted.limits.cram

    def decided(self, card: CardId) -> None:
        """Take note that the schedule of a card was kept or reset."""
        self._line.refresh(card, self._store.memory(card))

    def reopen(self, card: CardId) -> None:
        """Take note that what was done with a card was taken back."""
        self._gone_through.discard(card)
        self._skipped.discard(card)
        self._new_left = self._count_new()
        asked = self._store.asked_since(self.day.start)
        self._line.reopen(card, self._store.memory(card), asked)

    def put_aside(self, card: CardId) -> None:
        """Take note of a card that is not to be asked, as the log says."""
        self._line.drop(card)

    def skip(self, card: CardId) -> None:
        """Ask a card no more until the day is over or the bank is read again; the log is silent."""
        self._skipped.add(card)
        self._line.drop(card)

    # -------------------------------------------------------------------------------------------

    def _fresh(self) -> Iterator[CardId]:
        """The cards to begin, in order; where topics were named, those too that no plan wants."""
        order = self._wanted.order
        if order is None:
            return self.deck.all()
        planned = (card for card in order if card in self.deck)
        if not self._wanted.selection.words:
            return planned
        wanted = frozenset(order)
        return chain(planned, (card for card in self.deck.all() if card not in wanted))

    def _count_new(self) -> int:
        """How many new cards may still be asked today."""
        limits = self._wanted.limits
        if limits.cram:
            return 0
        wanted = NEW_A_DAY if limits.new is None else limits.new
        return wanted - self._store.introduced(self.day.start)

    def _at_random(self, card: CardId) -> bytes:
        return hashlib.sha256(self._seed + str(card).encode()).digest()

    def _coming(self, now: datetime) -> tuple[datetime | None, int]:
        """When the next card of this selection comes up, and the questions due by tomorrow.

        A card of the long run comes up in the morning.
        """
        out, wanted = self._store.suspended(), self._wanted
        tomorrow = Day.of(self.day.end, wanted.zone, wanted.starts)
        moments: list[datetime] = []
        questions: set[str] = set()
        for card, memory in self._store.schedule().items():
            if card in out or card not in self.deck:
                continue
            if memory.due < tomorrow.end:
                questions.add(card.question)
            if not self._line.waits(memory, now):
                long_run = Day.of(memory.due, wanted.zone, wanted.starts).start
                moments.append(long_run if memory.step is None else memory.due)
        return min(moments, default=None), len(questions)

    def _plan_today(self, now: datetime) -> PlanToday | None:
        """What today's part of the plan comes to; None on a day of which it says nothing."""
        plan = self._wanted.plan
        if plan is None:
            return None
        today = Days(self._wanted.zone, self._wanted.starts).date_of(now)
        load = next((load for load in plan.loads if load.day == today), None)
        if load is None:
            return None
        since = max(self.day.start, plan.made)  # what was answered before is not in the plan
        return PlanToday(self._store.answers_since(since), load.answers, (plan.by - today).days)
