"""The schedule of one card, by the FSRS algorithm of the `fsrs` library.

`fsrs` is imported when the first interval is needed: a session paints its first card before.
Intervals are not fuzzed, so that a schedule rebuilt from the log is the same schedule.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from quizkit.errors import QuizkitError
from quizkit.model.memory import Memory, Phase
from quizkit.model.review import Rating
from quizkit.settings import RETENTION


@dataclass(frozen=True, slots=True)
class Fsrs:
    """FSRS with the given weights (empty: the library's own) and target retention."""

    weights: tuple[float, ...] = ()
    retention: float = RETENTION

    @property
    def name(self) -> str:
        """The algorithm, to the byte of the library's code, and what it was set to."""
        weights = ",".join(map(repr, self.weights)) or "default"
        return f"fsrs {_code()} retention {self.retention!r} weights {weights}"

    def after(self, memory: Memory | None, rating: Rating, at: datetime) -> Memory:
        """What is believed about a card after it was answered with `rating` at `at`."""
        return self.after_all(memory, [(rating, at.astimezone(UTC))])[0]

    def after_all(
        self, memory: Memory | None, reviews: Sequence[tuple[Rating, datetime]]
    ) -> tuple[Memory, int]:
        """The same after some reviews, in UTC and in order, and how often the card lapsed in them.

        A lapse is a card of the long run that was forgotten. There is at least one review.
        """
        return _engine(self.weights, self.retention).after_all(memory, reviews)

    def recall(self, memory: Memory, at: datetime) -> float:
        """The probability that a card is recalled at `at`: its retrievability, in whole days."""
        return _engine(self.weights, self.retention).recall(memory, at)

    def rescheduled(self, memory: Memory) -> Memory:
        """The same memory with the due date that this target retention gives it.

        A card in its short steps keeps its minute.
        """
        if memory.step is not None:
            return memory
        days = _engine(self.weights, self.retention).interval(memory.stability)
        return replace(memory, due=memory.last + timedelta(days=days))

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


class _Engine:
    """The library's scheduler, and its words for ours (looked up: a rebuild needs them often)."""

    def __init__(self, weights: tuple[float, ...], retention: float) -> None:
        from fsrs import Card, Scheduler, State
        from fsrs import Rating as Grade
        from fsrs.scheduler import DEFAULT_PARAMETERS

        try:
            self._scheduler = Scheduler(
                weights or DEFAULT_PARAMETERS, desired_retention=retention, enable_fuzzing=False
            )
        except ValueError as error:
            told = " ".join(str(error).split())
            raise QuizkitError(
                f"the `fsrs` library refuses the learner's own weights: {told}",
                hint="`quizkit optimize --reset` goes back to the library's",
                zh=f"`fsrs` 库拒绝了你自己的权重：{told}",
                hint_zh="`quizkit optimize --reset` 恢复库自带的权重",
            ) from error
        self._retention = retention
        decay = -(weights or DEFAULT_PARAMETERS)[-1]
        self._decay, self._factor = decay, 0.9 ** (1 / decay) - 1
        self._card = Card
        self._grades = {rating: Grade(int(rating)) for rating in Rating}
        self._states = {phase: State(int(phase)) for phase in Phase}
        self._phases = {state: phase for phase, state in self._states.items()}

    def recall(self, memory: Memory, at: datetime) -> float:
        """The library's retrievability, without the card that it would have us make."""
        days = max(0, (at - memory.last).days)
        return (1 + self._factor * days / memory.stability) ** self._decay

    def interval(self, stability: float) -> int:
        """Whole days until recall has fallen to the target retention, as the library rounds."""
        days = stability / self._factor * (self._retention ** (1 / self._decay) - 1)
        return min(max(round(days), 1), self._scheduler.maximum_interval)

    def after_all(
        self, memory: Memory | None, reviews: Sequence[tuple[Rating, datetime]]
    ) -> tuple[Memory, int]:
        """Let the library review the card, which stays in its hands from one review to the next.

        A card's id and due date are always given to it: it reads the clock for missing ones.
        """
        if memory is None:
            card = self._card(card_id=0, due=reviews[0][1])
        else:
            card = self._card(
                card_id=0,
                state=self._states[memory.phase],
                step=memory.step,
                stability=memory.stability,
                difficulty=memory.difficulty,
                due=memory.due,
                last_review=memory.last,
            )
        long_run, lapses, at = self._states[Phase.REVIEW], 0, card.due
        for rating, at in reviews:
            lapses += rating is Rating.AGAIN and card.state is long_run
            card, _ = self._scheduler.review_card(card, self._grades[rating], at)
        if card.stability is None or card.difficulty is None:
            raise AssertionError("fsrs left a reviewed card without stability")
        phase = self._phases[card.state]
        return Memory(card.stability, card.difficulty, phase, card.step, card.due, at), lapses


@lru_cache(maxsize=4)
def _engine(weights: tuple[float, ...], retention: float) -> _Engine:
    return _Engine(weights, retention)
