"""FSRS: from the reviews of a card to the day when it is due next."""

from quizkit.schedule.day import STARTS, Day
from quizkit.schedule.fsrs import Fsrs

__all__ = ["STARTS", "Day", "Fsrs"]
