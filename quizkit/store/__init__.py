"""The review log in SQLite: what was answered, and the schedule derived from it."""

from quizkit.store.faults import StoreError
from quizkit.store.fold import Algorithm
from quizkit.store.merging import Imported
from quizkit.store.rows import Answer
from quizkit.store.store import FILE_NAME, Store

__all__ = ["FILE_NAME", "Algorithm", "Answer", "Imported", "Store", "StoreError"]
