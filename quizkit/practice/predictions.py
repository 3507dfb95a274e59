"""How the learner's guesses compare with what was measured."""

import math
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median
from typing import cast

from quizkit.model.review import Rating

SUGGESTED = "suggested"
"""Where a review keeps the grade that the error suggested."""
EDGES = (0.25, 0.5, 0.95, 1.05, 2.0, 4.0)
"""Of guess over measurement: within 5 % is as near as two spoken digits come."""


@dataclass(frozen=True, slots=True)
class Predictions:
    """All guesses that were held against a measurement.

    `good`, `near` and `off` count them by the grade that their error suggested (where an older
    review did not keep that, by the grade that the learner gave). `ratios` counts guess over
    measurement between the `EDGES`, of those guesses that have a ratio: both numbers, neither zero,
    of the same sign. `typical` is the factor by which half of these are off or less, `bias` the
    median ratio: above 1 the learner guesses too high in magnitude. None where there are none.
    `suggested` are the reviews that kept which grade the error suggested, `overruled` those of them
    that the learner graded otherwise.
    """

    good: int
    near: int
    off: int
    ratios: tuple[int, ...]
    typical: float | None
    bias: float | None
    suggested: int = 0
    overruled: int = 0

    @property
    def made(self) -> int:
        """How many there are."""
        return self.good + self.near + self.off


Guess = tuple[Rating, Mapping[str, object]]
"""The grade that the learner gave, and what the card kept."""


def predictions_of(guesses: Iterable[Guess]) -> Predictions:
    """Hold guesses against measurements; where the check broke there is nothing to hold them to.

    A guess may be an order or a direction: it has a grade, and no ratio.
    """
    grades = {Rating.GOOD: 0, Rating.HARD: 0, Rating.AGAIN: 0}
    ratios: list[float] = []
    kept = overruled = 0
    for given, detail in guesses:
        if "value" not in detail and "right" not in detail:
            continue
        suggested = _suggested(detail)
        kept += suggested is not None
        overruled += suggested not in (None, given)
        grades[min(suggested or given, Rating.GOOD)] += 1
        guess, value = _number(detail.get("guess")), _number(detail.get("value"))
        if guess and value and (guess > 0) == (value > 0) and 0 < guess / value < math.inf:
            ratios.append(guess / value)
    logs = [math.log(ratio) for ratio in ratios]
    return Predictions(
        good=grades[Rating.GOOD],
        near=grades[Rating.HARD],
        off=grades[Rating.AGAIN],
        ratios=_histogram(ratios),
        typical=math.exp(median(map(abs, logs))) if logs else None,
        bias=math.exp(median(logs)) if logs else None,
        suggested=kept,
        overruled=overruled,
    )


def _suggested(detail: Mapping[str, object]) -> Rating | None:
    kept = detail.get(SUGGESTED)
    known = isinstance(kept, int) and kept in set(Rating)
    return Rating(cast(int, kept)) if known else None


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) <= sys.float_info.max else None


def _histogram(ratios: Iterable[float]) -> tuple[int, ...]:
    counts = [0] * (len(EDGES) + 1)
    for ratio in ratios:
        counts[sum(ratio > edge for edge in EDGES)] += 1
    return tuple(counts)
