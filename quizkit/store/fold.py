"""From the events of a card to its schedule: the one rule, for one answer and for the whole log."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Protocol

from quizkit.model.memory import Memory
from quizkit.model.review import Rating
from quizkit.store.rows import from_ms

RESET = 0
"""Stands where an event's rating stands: what was learnt before no longer holds."""
_RATINGS = {int(rating): rating for rating in Rating}

Step = tuple[str, int, str, int]
"""A card, milliseconds since 1970, the event's id, its rating or RESET."""


class Algorithm(Protocol):
    """How reviews change what is believed about a card; see `quizkit.schedule`."""

    @property
    def name(self) -> str:
        """What the result depends on: the algorithm, its version and its weights."""
        ...

    def after_all(
        self, memory: Memory | None, reviews: Sequence[tuple[Rating, datetime]]
    ) -> tuple[Memory, int]:
        """The memory after reviews in UTC (None before the first), and the lapses among them."""
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


def fold_card(
    before: Scheduled | None, steps: Iterable[Step], algorithm: Algorithm
) -> Scheduled | None:
    """Where a card stands after steps that come later than all before, in the order of time."""
    counted: list[Step] = []
    for step in steps:
        if step[3] == RESET:
            before, counted = None, []
        else:
            counted.append(step)
    if not counted:
        return before
    reviews = [(_RATINGS[rating], from_ms(at)) for _, at, _, rating in counted]
    memory, lapses = algorithm.after_all(before and before.memory, reviews)
    if before is None:
        return Scheduled(counted[-1][2], counted[0][1], lapses, memory)
    return Scheduled(counted[-1][2], before.first, before.lapses + lapses, memory)


def fold(steps: Iterable[Step], algorithm: Algorithm) -> Iterator[tuple[str, Scheduled]]:
    """Where each card stands after its steps, which come in the order (card, time, id)."""
    for card, steps_of_card in groupby(steps, itemgetter(0)):
        stands = fold_card(None, steps_of_card, algorithm)
        if stands is not None:
            yield card, stands
