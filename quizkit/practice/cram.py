"""Cramming: every card of the selection once, due or not; what was failed comes back."""

from collections import deque
from collections.abc import Iterable, Iterator
from datetime import datetime

from quizkit.model.memory import Memory
from quizkit.model.review import CardId, Rating

BACK_AFTER = 5
"""How many other cards lie between a failure and the next try."""


class Cram:
    """All cards in the order given. Answers change no schedule, so siblings need not rest.

    Two cards of one question still do not follow each other while there is another.
    """

    def __init__(self, cards: Iterable[CardId]) -> None:
        self._cards = deque(cards)
        self._last: CardId | None = None

    def candidates(self, now: datetime, new: int) -> Iterator[CardId]:
        later: list[CardId] = []
        for card in self._cards:
            if self._last is not None and card.question == self._last.question:
                later.append(card)
            else:
                yield card
        yield from later

    def left(self, now: datetime, new: int) -> int:
        return len(self._cards)

    def siblings(self, now: datetime, new: int) -> int:
        return 0

    def waits(self, memory: Memory | None, now: datetime) -> bool:
        return True

    def answered(self, card: CardId, memory: Memory | None, rating: Rating) -> None:
        self.drop(card)
        self._last = card
        if rating is Rating.AGAIN:
            self._cards.insert(min(BACK_AFTER, len(self._cards)), card)

    def refresh(self, card: CardId, memory: Memory | None) -> None:
        """A schedule is of no account here."""

    def note(self, asked: Iterable[CardId]) -> None:
        """Siblings need not rest."""

    def reopen(self, card: CardId, memory: Memory | None, asked: Iterable[CardId]) -> None:
        self.drop(card)
        self._last = None
        self._cards.appendleft(card)

    def drop(self, card: CardId) -> None:
        if card in self._cards:
            self._cards.remove(card)
