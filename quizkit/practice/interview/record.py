"""What is known of an interview: what it was set up with, and each question with its answer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from quizkit.model.review import Rating
from quizkit.practice.ticks import Found

WELL = 2 / 3
"""The share of the points from which on an answer went well: an interviewer goes deeper."""
PARTLY = 1 / 3
"""The share from which on it went partly; below it, another area is kinder and tells more."""


class Went(StrEnum):
    """How an answer went, as far as it decides what is asked next."""

    WELL = "well"
    PARTLY = "partly"
    NOT = "not"


class Move(StrEnum):
    """Why the interviewer asked a question."""

    OPENS = "opens"
    DEEPER = "deeper"
    """A follow-up: the answer before went well."""
    ASIDE = "aside"
    """A follow-up that is no harder: the answer before went partly."""
    MISSED = "missed"
    """Another area: the answer before went badly."""
    ENOUGH = "enough"
    """Another area: this one was asked about as deeply as the time allows."""
    EXHAUSTED = "exhausted"
    """Another area: nothing is left to follow up."""
    CLOSES = "closes"
    """Another area: there is time for one more question."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What was asked for; `id` is unique across machines, `at` when it began.

    `words` are topics, questions or globs; none mean everything. A spoken answer is given aloud,
    and its points are ticked at the end. The same `seed` over the same bank and the same answers
    gives the same questions.
    """

    id: str
    at: datetime
    minutes: float
    spoken: bool = False
    words: tuple[str, ...] = ()
    seed: str = ""

    @property
    def seconds(self) -> float:
        """How long it is to take."""
        return 60.0 * self.minutes


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. `felt` is how a spoken one went, by the learner's own word.

    `typed` are the words of a typed one, "" for "I do not know"; `found` is what they were held to
    name, nothing before that was looked at. `ticked` are the points as the learner corrected them.
    """

    seconds: float
    typed: str = ""
    felt: Went | None = None
    found: tuple[Found, ...] = ()
    ticked: tuple[bool, ...] | None = None

    @property
    def went(self) -> Went:
        """How it went: a spoken answer as it felt, a typed one by its points."""
        return self.felt or went(self.found)

    def said(self, points: int) -> tuple[bool, ...]:
        """Which of so many points count as said."""
        if self.ticked is not None:
            return self.ticked
        return tuple(f is Found.FOUND for f in self.found) or (False,) * points

    def rating(self, suggested: Rating | None) -> Rating:
        """The grade of its card: what the ticks suggest, or how it felt where none was touched."""
        if self.felt is not None and self.ticked is None:
            return _FELT[self.felt]
        return suggested or Rating.AGAIN


_FELT = {Went.WELL: Rating.GOOD, Went.PARTLY: Rating.HARD, Went.NOT: Rating.AGAIN}


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question that was asked, why, and what was answered (None: nothing, so far)."""

    question: str
    move: Move
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """An interview as it stands. `elapsed` are the seconds that it has taken, breaks left out.

    `ended` says that no question is to come; `closed` that its report is done with, and `kept`
    that its answers are in the schedule.
    """

    setup: Setup
    exchanges: tuple[Exchange, ...] = ()
    elapsed: float = 0.0
    ended: bool = False
    closed: bool = False
    kept: bool = False

    @property
    def answered(self) -> tuple[Exchange, ...]:
        """The questions that have an answer."""
        return tuple(e for e in self.exchanges if e.answer is not None)

    @property
    def asked(self) -> Exchange | None:
        """The question that waits for an answer."""
        last = self.exchanges[-1] if self.exchanges else None
        return last if last is not None and last.answer is None else None

    def with_answer(self, question: str, answer: Answer) -> "Record":
        """With another answer to one of the questions."""
        changed = (
            replace(e, answer=answer) if e.question == question else e for e in self.exchanges
        )
        return replace(self, exchanges=tuple(changed))


def went(found: Sequence[Found]) -> Went:
    """How an answer went by its points; one that was perhaps said counts half."""
    worth = sum({Found.FOUND: 1.0, Found.PERHAPS: 0.5}.get(f, 0.0) for f in found)
    share = worth / len(found) if found else 0.0
    return Went.WELL if share >= WELL else Went.PARTLY if share >= PARTLY else Went.NOT
