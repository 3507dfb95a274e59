"""A card, and the event of answering it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
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
    stood behind the log, so that `at` had to be set later than it; else None.
    """

    id: str
    card: CardId
    at: datetime
    rating: Rating
    seconds: float = 0.0
    detail: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    clock: datetime | None = None
