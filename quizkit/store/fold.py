"""From the events of a card to its schedule: the one rule, for one answer and for the whole log."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Protocol

from quizkit.model.memory import Memory, Phase
from quizkit.model.review import Rating
from quizkit.store.rows import from_ms

RESET = 0
"""Stands where an event's rating stands: what was learnt before no longer holds."""
_RATINGS = {int(rating): rating for rating in Rating}

Step = tuple[str, int, str, int]
"""A card, milliseconds since 1970, the event's id, its rating or RESET."""


class Algorithm(Protocol):
    """How a review changes what is believed about a card; see `quizkit.schedule`."""

    @property
    def name(self) -> str:
        """What the result depends on: the algorithm, its version and its weights."""
        ...

    def after(self, memory: Memory | None, rating: Rating, at: datetime) -> Memory:
        """The memory after a review (None before the first)."""
        ...


@dataclass(frozen=True, slots=True)
class Scheduled:
    """Where a card stands: the last review taken into account, and what it led to.

    `first` is the time, in milliseconds since 1970, of the first review that the memory rests on;
    `lapses` counts how often the card was forgotten in the long run.
    """

    review: str
    first: int
    lapses: int
    memory: Memory


def folded(
    before: Scheduled | None, review: str, at: int, rating: int, algorithm: Algorithm
) -> Scheduled:
    """Where a card stands after one more review, later than all that came before."""
    if before is None:
        memory = algorithm.after(None, _RATINGS[rating], from_ms(at))
        return Scheduled(review, at, 0, memory)
    lapsed = rating == Rating.AGAIN and before.memory.phase is Phase.REVIEW
    memory = algorithm.after(before.memory, _RATINGS[rating], from_ms(at))
    return Scheduled(review, before.first, before.lapses + lapsed, memory)


def fold(steps: Iterable[Step], algorithm: Algorithm) -> Iterator[tuple[str, Scheduled]]:
    """Where each card stands after its steps, which come in the order (card, time, id)."""
    for card, steps_of_card in groupby(steps, itemgetter(0)):
        stands: Scheduled | None = None
        for _, at, key, rating in steps_of_card:
            stands = None if rating == RESET else folded(stands, key, at, rating, algorithm)
        if stands is not None:
            yield card, stands
