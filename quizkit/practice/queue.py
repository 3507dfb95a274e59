"""Which card comes next: what is due first, then what is new; of each question one card a day."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import chain, islice
from typing import Protocol

from quizkit.model.memory import Memory
from quizkit.model.review import CardId, Rating
from quizkit.schedule import Day


class Line(Protocol):
    """The cards that wait in a session: by their schedule, or all of them at once."""

    def candidates(self, now: datetime, new: int) -> Iterator[CardId]:
        """The cards that may be asked now, in order, at most `new` new ones."""
        ...

    def left(self, now: datetime, new: int) -> int:
        """How many there are still to ask now."""
        ...

    def siblings(self, now: datetime, new: int) -> int:
        """How many cards rest because their question was asked today in another form.

        Those that are due, and those of the `new` new ones that would be asked.
        """
        ...

    def waits(self, memory: Memory | None, now: datetime) -> bool:
        """Whether a card with this memory is still to be asked."""
        ...

    def answered(self, card: CardId, memory: Memory | None, rating: Rating) -> None:
        """Take note of an answer: the card comes back, or leaves."""
        ...

    def refresh(self, card: CardId, memory: Memory | None) -> None:
        """Take note of what the store says now, without an answer given here."""
        ...

    def note(self, asked: Iterable[CardId]) -> None:
        """Take note of the cards that were asked today, here or in another session."""
        ...

    def reopen(self, card: CardId, memory: Memory | None, asked: Iterable[CardId]) -> None:
        """An answer was undone: the card waits again; `asked` are those asked today."""
        ...

    def drop(self, card: CardId) -> None:
        """Never ask this card again in this session."""
        ...


class Queue:
    """The cards of one day: those due before `horizon`, and the new ones.

    `due` is in the order of due dates. Once a card of a question was asked today, its other cards
    rest until tomorrow: one answer tells of what is known of the question, and gives the others
    away. `horizon` lies behind the end of the day where the learner works ahead.
    """

    def __init__(
        self,
        day: Day,
        due: Mapping[CardId, Memory],
        new: Iterator[CardId],
        asked: Iterable[CardId],
        ahead: timedelta = timedelta(0),
    ) -> None:
        self.day = day
        self._horizon = day.end + ahead
        self._steps: dict[CardId, Memory] = {}
        self._long: dict[CardId, Memory] = {}
        self._waiting: dict[str, set[CardId]] = {}
        """The cards of `_long` by their questions: what is counted is what an answer changes."""
        self._live: set[str] = set()
        """The questions of which a card of `_long` may be asked now."""
        self._source = new
        self._new: list[CardId] = []
        self._gone: set[CardId] = set()
        """Cards of `_new` that are new no more, or were put away; and those put away before."""
        self._asked: dict[str, set[CardId]] = {}
        self.note(asked)
        for card, memory in due.items():
            self.refresh(card, memory)

    def candidates(self, now: datetime, new: int) -> Iterator[CardId]:
        yield from self._due(now)
        yield from islice(self._fresh(), max(new, 0))

    def left(self, now: datetime, new: int) -> int:
        steps = {card.question for card in self._steps_due(now) if not self._rests(card)}
        steps -= self._live
        fresh = (
            card
            for card in self._fresh()
            if card.question not in self._live and card.question not in steps
        )
        return len(self._live) + len(steps) + sum(1 for _ in islice(fresh, max(new, 0)))

    def siblings(self, now: datetime, new: int) -> int:
        waiting = [*self._steps_due(now), *self._long]
        fresh = sum(self._rests(card) for card in self._new if card not in self._gone)
        return sum(self._rests(card) for card in waiting) + min(fresh, max(new, 0))

    def waits(self, memory: Memory | None, now: datetime) -> bool:
        if memory is None:
            return True
        if memory.step is not None:
            return memory.due <= now
        return memory.due < self.day.end or (
            memory.due < self._horizon and memory.last < self.day.start
        )

    def answered(self, card: CardId, memory: Memory | None, rating: Rating) -> None:
        self.note([card])
        self.refresh(card, memory)

    def refresh(self, card: CardId, memory: Memory | None) -> None:
        if memory is None:
            return
        self._forget(card)
        if memory.step is not None and memory.due < self.day.end:
            self._steps[card] = memory
        elif memory.step is None and self.waits(memory, self.day.start):
            self._wait(card, memory)

    def note(self, asked: Iterable[CardId]) -> None:
        for card in asked:
            self._asked.setdefault(card.question, set()).add(card)
            self._weigh(card.question)

    def reopen(self, card: CardId, memory: Memory | None, asked: Iterable[CardId]) -> None:
        self._forget(card)
        before = list(self._asked)
        self._asked.clear()
        self.note(asked)
        for question in before:
            self._weigh(question)
        if memory is None:
            if card in self._new:
                self._new.remove(card)
            self._new.insert(0, card)
            self._gone.discard(card)
        elif memory.step is not None:
            self._steps[card] = memory
        else:
            self._wait(card, memory)

    def drop(self, card: CardId) -> None:
        self._forget(card)

    # -------------------------------------------------------------------------------------------

    def _due(self, now: datetime) -> Iterator[CardId]:
        """Short steps first, since they are short; then by due date."""
        for card in chain(self._steps_due(now), self._long):
            if not self._rests(card):
                yield card

    def _steps_due(self, now: datetime) -> list[CardId]:
        ready = [(m.due, str(c), c) for c, m in self._steps.items() if m.due <= now]
        return [card for _, _, card in sorted(ready)]

    def _fresh(self) -> Iterator[CardId]:
        """New cards that may be asked, of each question one."""
        seen: set[str] = set()
        position = 0
        while position < len(self._new) or self._fetch():
            card = self._new[position]
            position += 1
            if card not in self._gone and card.question not in seen and not self._rests(card):
                seen.add(card.question)
                yield card

    def _fetch(self) -> bool:
        """Take one more new card from where they come from."""
        for card in self._source:
            if card not in self._gone:
                self._new.append(card)
                return True
        return False

    def _rests(self, card: CardId) -> bool:
        """Whether the question was asked today in another form only."""
        asked = self._asked.get(card.question)
        return asked is not None and card not in asked

    def _wait(self, card: CardId, memory: Memory) -> None:
        self._long[card] = memory
        self._waiting.setdefault(card.question, set()).add(card)
        self._weigh(card.question)

    def _forget(self, card: CardId) -> None:
        self._gone.add(card)
        _ = self._steps.pop(card, None)
        if self._long.pop(card, None):
            self._waiting[card.question].discard(card)
            self._weigh(card.question)

    def _weigh(self, question: str) -> None:
        """Count a question among those that can be asked, or no longer."""
        if any(not self._rests(card) for card in self._waiting.get(question, ())):
            self._live.add(question)
        else:
            self._live.discard(question)
