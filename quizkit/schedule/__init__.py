"""FSRS: from the reviews of a card to the day when it is due next."""

from quizkit.schedule.day import Day
from quizkit.schedule.fsrs import Fsrs

__all__ = ["Day", "Fsrs"]
