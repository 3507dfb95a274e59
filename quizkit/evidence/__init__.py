"""What a check is written with; the only part of quizkit that a check sees."""

from quizkit.evidence.check import Check, CheckError, check
from quizkit.evidence.lab import Lab
from quizkit.evidence.stats import Broken

__all__ = ["Broken", "Check", "CheckError", "Lab", "check"]
