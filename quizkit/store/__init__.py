"""The review log in SQLite: what was answered, and the schedule derived from it."""

from quizkit.store.faults import StoreError
from quizkit.store.store import FILE_NAME, Algorithm, Store

__all__ = ["FILE_NAME", "Algorithm", "Store", "StoreError"]
