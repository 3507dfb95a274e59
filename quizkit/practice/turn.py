"""What a session hands out: a card to be asked, or the reason why there is none."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from quizkit.model.memory import Memory
from quizkit.model.question import Question
from quizkit.model.review import CardId
from quizkit.practice.kinds import Front, Kind

LEECH = 5
"""Lapses from which on a card is a leech: it was learned and forgotten so often that asking it the
same way again is a waste (Anki's threshold is 8; ours is lower, for there is another form to
offer)."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much to ask.

    At most `answers` in this session and for `minutes` (None: no end), `new` new cards a day, over
    all sessions (None: as many as usual). `ahead` are days to work ahead. With `cram` every card of
    the selection is asked once, due or not, and no schedule changes.
    """

    answers: int | None = None
    new: int | None = None
    minutes: float | None = None
    ahead: int = 0
    cram: bool = False


AS_USUAL = Limits()


@dataclass(frozen=True, slots=True)
class Turn:
    """A card to be asked now.

    `content` is the fingerprint of what it asks of a claim; `changed` says that it was another one
    when the card was last answered. `lapses` is how often it was forgotten after it was learned.
    """

    card: CardId
    kind: Kind
    question: Question
    front: Front
    memory: Memory | None
    content: str = ""
    changed: bool = False
    lapses: int = 0

    @property
    def is_new(self) -> bool:
        """Whether the card was never answered."""
        return self.memory is None

    @property
    def is_leech(self) -> bool:
        """Whether it has been forgotten so often that another form should be tried."""
        return self.lapses >= LEECH


class Limit(StrEnum):
    """Which limit of the learner's ended the session."""

    ANSWERS = "answers"
    MINUTES = "minutes"


@dataclass(frozen=True, slots=True)
class PlanToday:
    """How today stands to the plan: answers given of those planned, days until `by`."""

    answers: int
    planned: int
    days_left: int


@dataclass(frozen=True, slots=True)
class Rest:
    """Nothing to be asked now: when something is due next, and what waits for another reason.

    `by_tomorrow` counts the questions that will be due when tomorrow ends, unless they are answered
    before.
    """

    answered: int
    next_due: datetime | None
    siblings: int
    new_waiting: int
    limit: Limit | None = None
    cram: bool = False
    by_tomorrow: int = 0
    plan: PlanToday | None = None


def fingerprint(content: str) -> str:
    """What identifies a text that a card asks about; "" for none."""
    return hashlib.sha256(content.encode()).hexdigest()[:16] if content else ""
