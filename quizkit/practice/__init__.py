"""Practice: kinds of cards, sessions, grading."""

from quizkit.practice.kinds import KINDS, Back, Cancelled, Measure, Number, Reveal
from quizkit.practice.session import NEW_A_DAY, Limits, Rest, Session, Turn

__all__ = [
    "KINDS",
    "NEW_A_DAY",
    "Back",
    "Cancelled",
    "Limits",
    "Measure",
    "Number",
    "Rest",
    "Reveal",
    "Session",
    "Turn",
]
