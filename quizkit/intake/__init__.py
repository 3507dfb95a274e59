"""Cards of other programs as questions of a pack."""

from quizkit.intake.draft import Answered, Draft, Found
from quizkit.intake.formats import FORMATS, read_cards
from quizkit.intake.writing import Written, write_questions

__all__ = ["FORMATS", "Answered", "Draft", "Found", "Written", "read_cards", "write_questions"]
