"""Practice: kinds of cards, sessions, grading."""

from quizkit.practice.checks import Cancelled, Checks
from quizkit.practice.kinds import (
    KINDS,
    Arrange,
    Back,
    Choose,
    Flipped,
    Front,
    Number,
    Response,
    Reveal,
    Write,
)
from quizkit.practice.selection import Selection
from quizkit.practice.session import Session
from quizkit.practice.ticks import Found, Ticks
from quizkit.practice.turn import AS_USUAL, LEECH, Limit, Limits, Rest, Turn

__all__ = [
    "AS_USUAL",
    "KINDS",
    "LEECH",
    "Arrange",
    "Back",
    "Cancelled",
    "Checks",
    "Choose",
    "Flipped",
    "Found",
    "Front",
    "Limit",
    "Limits",
    "Number",
    "Response",
    "Rest",
    "Reveal",
    "Selection",
    "Session",
    "Ticks",
    "Turn",
    "Write",
]
