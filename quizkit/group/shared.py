"""All that a member shares: the union of lines, the same in any order and any number of times."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple, TypeVar

from quizkit.group.lines import (
    TYPED,
    Counted,
    Finished,
    Known,
    Line,
    Membership,
    OfDay,
    OfTopic,
)
from quizkit.model.review import CardId, Review, Undo
from quizkit.store.rows import to_ms

K = TypeVar("K")
V = TypeVar("V", Counted, Known, "Answer")


class Answer(NamedTuple):
    """A review as a member shares it; `at` in milliseconds since 1970."""

    card: str
    at: int
    rating: int
    seconds: float
    counts: bool
    typed: str


@dataclass(slots=True)
class Shared:
    """What one file says, each thing once.

    Where two lines say different things of the same, the one with the larger number holds, or for
    answers of one id the larger one: it matters not which, but that it is the same everywhere.
    """

    membership: Membership | None = None
    days: dict[tuple[date, str], Counted] = field(default_factory=dict[tuple[date, str], Counted])
    topics: dict[str, Known] = field(default_factory=dict[str, Known])
    finished: set[date] = field(default_factory=set[date])
    answers: dict[str, Answer] = field(default_factory=dict[str, Answer])
    undone: set[str] = field(default_factory=set[str])

    def take(self, line: Line) -> None:
        """Add what a line says."""
        match line:
            case Membership():
                self.membership = max(self.membership or line, line)
            case OfDay():
                _keep(self.days, (line.day, line.topic), line.counted)
            case OfTopic():
                _keep(self.topics, line.topic, line.known)
            case Finished():
                self.finished.add(line.day)
            case Review():
                _keep(self.answers, line.id, _answer(line))
            case Undo():
                self.undone.add(line.undoes)

    def merge(self, other: "Shared") -> None:
        """Add all that another one says."""
        if other.membership:
            self.take(other.membership)
        for key, counted in other.days.items():
            _keep(self.days, key, counted)
        for topic, known in other.topics.items():
            _keep(self.topics, topic, known)
        self.finished |= other.finished
        for key, answer in other.answers.items():
            _keep(self.answers, key, answer)
        self.undone |= other.undone

    @property
    def last_n(self) -> int:
        """The largest number of a line, 0 where there is none."""
        numbers = [c.n for c in self.days.values()] + [k.n for k in self.topics.values()]
        return max([*numbers, self.membership.n if self.membership else 0])

    def standing(self) -> dict[str, Answer]:
        """The answers by their ids that were not taken back."""
        return {key: a for key, a in self.answers.items() if key not in self.undone}


def later_than(line: Line, limit: datetime) -> bool:
    """Whether a line speaks of a time that has not come."""
    match line:
        case Review() | Undo():
            return line.at > limit
        case OfDay() | Finished():
            return line.day > limit.date()
        case OfTopic():
            return line.known.day > limit.date()
        case Membership():
            return False


def _answer(review: Review) -> Answer:
    typed = review.detail.get(TYPED, "")
    return Answer(
        card=str(review.card),
        at=to_ms(review.at),
        rating=int(review.rating),
        seconds=review.seconds,
        counts=review.counts,
        typed=typed if isinstance(typed, str) else "",
    )


def question_of(card: str) -> str:
    """The question that a card asks."""
    return CardId.parse(card).question


def _keep(into: dict[K, V], key: K, value: V) -> None:
    known = into.get(key)
    if known is None or known < value:
        into[key] = value
