"""How many questions fit in the time that is left."""

from collections.abc import Sequence

TYPED = 150.0
"""Seconds that a typed answer takes before anything is known of the learner."""
SPOKEN = 120.0
WEIGHT = 2.0
"""How many answers the guess above is worth: from the third on the learner's own pace decides."""
TOO_SHORT = 0.5
"""The part of a usual answer's time below which no other question is begun."""
SHALLOW, USUAL, DEEP = 2, 3, 4
"""Questions about one area before another is asked about: of a short, a usual, a long interview."""
SHORT, LONG = 4, 12
"""Questions up to which an interview is short, and from which on it is long."""


def pace(seconds: Sequence[float], *, spoken: bool) -> float:
    """The seconds that the next answer will take, from those that the answers so far took."""
    guess = SPOKEN if spoken else TYPED
    return (WEIGHT * guess + sum(seconds)) / (WEIGHT + len(seconds))


def questions_left(remaining: float, each: float) -> int:
    """How many questions are still to come in the `remaining` seconds at `each` seconds a question.

    The last one may run into the end, as long as half of it lies before.
    """
    return max(0, int(remaining / each + TOO_SHORT))


def depth(questions: int) -> int:
    """How many questions about one area an interview of so many allows."""
    return SHALLOW if questions <= SHORT else DEEP if questions >= LONG else USUAL
