"""What the schedule believes about one card: derived from its reviews, never the truth itself."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum


class Phase(IntEnum):
    """Where a card stands: in its first steps, in the long run, or in the steps after a lapse."""

    LEARNING = 1
    REVIEW = 2
    RELEARNING = 3


@dataclass(frozen=True, slots=True)
class Memory:
    """A card after its last review.

    `stability` is the number of days after which recall has fallen to 90 %; `difficulty` lies
    between 1 and 10. `step` counts the short steps of learning and is None in the long run, where
    intervals are whole days. `due` and `last` (the time of the last review) are in UTC.
    """

    stability: float
    difficulty: float
    phase: Phase
    step: int | None
    due: datetime
    last: datetime
