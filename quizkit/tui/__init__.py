"""The practice app; the only room with textual."""

from quizkit.tui.app import PracticeApp
from quizkit.tui.desk import Desk

__all__ = ["Desk", "PracticeApp"]
