"""The schedule of one card, by the FSRS algorithm of the `fsrs` library.

`fsrs` is imported when the first interval is needed: a session paints its first card before.
Intervals are not fuzzed, so that a schedule rebuilt from the log is the same schedule.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from quizkit.model.memory import Memory, Phase
from quizkit.model.review import Rating

if TYPE_CHECKING:
    from fsrs import Card, Scheduler


@dataclass(frozen=True, slots=True)
class Fsrs:
    """FSRS with the given weights (empty: the library's own) and target retention."""

    weights: tuple[float, ...] = ()
    retention: float = 0.9

    @property
    def name(self) -> str:
        """The algorithm, to the byte of the library's code, and what it was set to."""
        weights = ",".join(map(repr, self.weights)) or "default"
        return f"fsrs {_code()} retention {self.retention!r} weights {weights}"

    def after(self, memory: Memory | None, rating: Rating, at: datetime) -> Memory:
        """What is believed about a card after it was answered with `rating` at `at`."""
        import fsrs

        at = at.astimezone(UTC)
        scheduler = _scheduler(self.weights, self.retention)
        card, _ = scheduler.review_card(_card(memory, at), fsrs.Rating(int(rating)), at)
        return _memory(card, at)

    def preview(self, memory: Memory | None, at: datetime) -> dict[Rating, Memory]:
        """What each of the four grades would lead to."""
        return {rating: self.after(memory, rating, at) for rating in Rating}


@lru_cache(maxsize=1)
def _code() -> str:
    """What identifies the library's arithmetic. To ask for its version would take 15 ms."""
    spec = find_spec("fsrs")
    if spec is None or spec.origin is None:
        raise AssertionError("fsrs is not installed")
    code = Path(spec.origin).with_name("scheduler.py").read_bytes()
    return hashlib.sha256(code).hexdigest()[:16]


@lru_cache(maxsize=4)
def _scheduler(weights: tuple[float, ...], retention: float) -> "Scheduler":
    from fsrs import Scheduler

    if not weights:
        return Scheduler(desired_retention=retention, enable_fuzzing=False)
    return Scheduler(weights, desired_retention=retention, enable_fuzzing=False)


def _card(memory: Memory | None, at: datetime) -> "Card":
    """The library's own card; its id and due date are given, since it reads the clock for them."""
    from fsrs import Card, State

    if memory is None:
        return Card(card_id=0, due=at)
    return Card(
        card_id=0,
        state=State(int(memory.phase)),
        step=memory.step,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due,
        last_review=memory.last,
    )


def _memory(card: "Card", at: datetime) -> Memory:
    if card.stability is None or card.difficulty is None:
        raise AssertionError("fsrs left a reviewed card without stability")
    phase = Phase(int(card.state))
    return Memory(card.stability, card.difficulty, phase, card.step, card.due, at)
