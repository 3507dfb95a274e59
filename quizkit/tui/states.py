"""Where a session stands; each state has what its page needs, and no more."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from quizkit.model.review import Rating
from quizkit.practice import Back, Rest, Turn


@dataclass(frozen=True, slots=True)
class Asked:
    """A card is shown; `since` is when it first was (monotonic seconds, as everywhere here)."""

    turn: Turn
    since: float


@dataclass(frozen=True, slots=True)
class Measuring:
    """The check of a card runs since `started`."""

    turn: Turn
    since: float
    guess: float
    started: float


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer is shown, and a grade awaited; `failure` says why there is no measurement."""

    turn: Turn
    since: float
    back: Back
    spans: Mapping[Rating, timedelta]
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Resting:
    """Nothing is to be asked at `now`, the learner's time."""

    rest: Rest
    now: datetime


State = Asked | Measuring | Answered | Resting
