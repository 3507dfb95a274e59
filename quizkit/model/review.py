"""A card, and the events of its life: an answer, a mark, and the taking back of either."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from types import MappingProxyType


class Rating(IntEnum):
    """How well it went, as FSRS counts it."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass(frozen=True, slots=True)
class CardId:
    """One thing to be asked: a question in one form; the same in both languages.

    `claim` names the claim of the question for forms that ask about one (predict), else "".
    """

    kind: str
    question: str
    claim: str = ""

    def __str__(self) -> str:
        tail = f"#{self.claim}" if self.claim else ""
        return f"{self.kind}:{self.question}{tail}"

    @classmethod
    def parse(cls, text: str) -> "CardId":
        """Read what `str` wrote; raise ValueError for anything else."""
        kind, colon, rest = text.partition(":")
        question, _, claim = rest.partition("#")
        if not (kind and colon and question):
            raise ValueError(f"not a card id: {text!r}")
        return cls(kind, question, claim)


@dataclass(frozen=True, slots=True)
class Review:
    """One answer given to one card: appended, never changed.

    `id` is unique across machines; `at` is in UTC; `detail` is what the card's kind keeps (a guess
    and what was measured), as JSON holds it. `clock` is what the machine's clock showed when it
    stood behind the log, so that `at` had to be set later than it; else None. `counts` is False for
    an answer of cramming, which is kept and shown but leaves the schedule alone. `content` is a
    fingerprint of what the card asked, "" for none.
    """

    id: str
    card: CardId
    at: datetime
    rating: Rating
    seconds: float = 0.0
    detail: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    clock: datetime | None = None
    counts: bool = True
    content: str = ""


class Action(StrEnum):
    """What a learner decides about a card beside answering it."""

    SUSPEND = "suspend"
    RESUME = "resume"
    BURY = "bury"
    """Not today; the day is the learner's, so who asks says since when."""
    UNBURY = "unbury"
    FLAG = "flag"
    """Something is wrong with the card: the note says what, for its authors."""
    UNFLAG = "unflag"
    KEEP = "keep"
    """What the card asks has changed, and its schedule still holds."""
    RESET = "reset"
    """The card is to be learnt anew, as if it had never been answered."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One decision about one card: appended, never changed. `at` and `clock` as in a review.

    `content` is the new fingerprint for KEEP and RESET.
    """

    id: str
    card: CardId
    at: datetime
    action: Action
    note: str = ""
    content: str = ""
    clock: datetime | None = None


@dataclass(frozen=True, slots=True)
class Undo:
    """The taking back of a review or a mark, which stays in the log but no longer holds.

    `undoes` is its id; after a merge that event may be missing, until another log brings it.
    """

    id: str
    at: datetime
    undoes: str
    clock: datetime | None = None


Event = Review | Mark | Undo
