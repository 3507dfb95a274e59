"""The review log in SQLite: what was answered, and the schedule derived from it."""

from quizkit.store.faults import StoreError
from quizkit.store.fold import Algorithm
from quizkit.store.merging import Imported
from quizkit.store.store import FILE_NAME, Store

__all__ = ["FILE_NAME", "Algorithm", "Imported", "Store", "StoreError"]
