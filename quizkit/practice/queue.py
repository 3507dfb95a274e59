"""Which card comes next: what is due first, then what is new; siblings never in a row."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from quizkit.model.memory import Memory
from quizkit.model.review import CardId
from quizkit.practice.kinds import Kind
from quizkit.schedule import Day

if TYPE_CHECKING:
    from quizkit.bank import Summary


def cards_of(summaries: Iterable["Summary"], kinds: Sequence[Kind]) -> list[CardId]:
    """Every card, in the order in which new ones are introduced.

    Easier questions first. First one card of each question, then the next of each: so siblings lie
    far apart. Which kind comes first changes from question to question, so that a first session
    shows all kinds.
    """
    rounds: dict[int, list[CardId]] = {}
    for number, summary in enumerate(sorted(summaries, key=lambda s: (s.difficulty, s.id))):
        cards = [card for kind in kinds for card in kind.cards(summary)]
        first = number % len(cards) if cards else 0
        for turn, card in enumerate(cards[first:] + cards[:first]):
            rounds.setdefault(turn, []).append(card)
    return [card for turn in sorted(rounds) for card in rounds[turn]]


@dataclass(slots=True)
class Queue:
    """The cards of one session: those that may come up today, and the new ones.

    `last` is the card answered last today, in this session or in another.
    """

    day: Day
    today: dict[CardId, Memory]
    new: list[CardId]
    last: CardId | None = None
    skipped: set[CardId] = field(default_factory=set[CardId])

    def due(self, now: datetime) -> list[CardId]:
        """What is due now: short steps first, since they are short; then by due date."""
        ready = [(c, m) for c, m in self.today.items() if self.day.is_due(m, now)]
        ready.sort(key=lambda pair: (pair[1].step is None, pair[1].due, str(pair[0])))
        return [card for card, _ in ready if card not in self.skipped]

    def candidates(self, now: datetime, new: int) -> Iterator[CardId]:
        """The cards that may be asked now, in order, at most `new` new ones; never a sibling."""
        fresh = [card for card in self.new if card not in self.skipped]
        for card in self.due(now) + fresh[: max(new, 0)]:
            if not self.is_sibling(card):
                yield card

    def siblings(self, now: datetime, new: int) -> int:
        """How many cards wait only because their question has just been asked in another form."""
        fresh = [card for card in self.new if card not in self.skipped][: max(new, 0)]
        return sum(map(self.is_sibling, self.due(now) + fresh))

    def is_sibling(self, card: CardId) -> bool:
        """Whether the same question has just been asked in another form."""
        last = self.last
        return last is not None and card != last and card.question == last.question

    def left(self, now: datetime, new: int) -> int:
        """How many cards there are still to ask now."""
        return len(self.due(now)) + min(max(new, 0), len(self.new))

    def refresh(self, card: CardId, memory: Memory | None) -> None:
        """Take note of what the store now says: the card comes back today, or leaves the queue."""
        if memory is None:
            return
        _ = self.today.pop(card, None)
        if card in self.new:
            self.new.remove(card)
        if memory.due < self.day.end:
            self.today[card] = memory

    def drop(self, card: CardId) -> None:
        """Never ask this card again in this session."""
        self.skipped.add(card)
        _ = self.today.pop(card, None)
        if card in self.new:
            self.new.remove(card)
