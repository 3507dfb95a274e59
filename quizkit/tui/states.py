"""Where a session stands; each state has what its page needs, and no more."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from quizkit.model.review import CardId, Rating
from quizkit.model.text import Text
from quizkit.practice import Back, Flipped, Response, Rest, Turn


@dataclass(frozen=True, slots=True)
class Changed:
    """The claim behind a card has changed since it was answered: keep its schedule, or reset it?"""

    turn: Turn


@dataclass(frozen=True, slots=True)
class Asked:
    """A card is shown; `since` is when it first was (monotonic seconds, as everywhere here)."""

    turn: Turn
    since: float


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer is shown, and a grade awaited; `failure` says why there is no measurement.

    `flipped` is the arm that was run afterwards, `flip` its place among the back's `flips`. `took`
    is how long the learner needed to answer, in seconds. `others` are other forms of a leech.
    """

    turn: Turn
    since: float
    took: float
    response: Response
    back: Back
    spans: Mapping[Rating, timedelta]
    failure: Text | None = None
    flipped: Flipped | None = None
    flip: int = -1
    others: tuple[CardId, ...] = ()


@dataclass(frozen=True, slots=True)
class Measuring:
    """The check of a card runs since `started`; with `answered`, another arm of it for that."""

    turn: Turn
    since: float
    response: Response
    started: float
    expected: float | None = None
    answered: Answered | None = None


@dataclass(frozen=True, slots=True)
class Resting:
    """Nothing is to be asked at `now`, the learner's time."""

    rest: Rest
    now: datetime


State = Changed | Asked | Measuring | Answered | Resting
