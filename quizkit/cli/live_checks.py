"""Runs the checks of predict cards: what a practice session needs of `verify`."""

import threading
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from quizkit.practice import Cancelled

if TYPE_CHECKING:
    from quizkit.bank import Bank
    from quizkit.model import Observation, Predict
    from quizkit.verify.runner import Runner

PAUSE = 0.02
"""Seconds between two attempts to stop a run: until it has begun, it does not hear."""


class LiveChecks:
    """One runner, started when it is first needed; a context manager that leaves no process.

    `verify` is imported with it, so that the first card need not wait for that.
    """

    def __init__(self, bank: "Bank") -> None:
        self._bank = bank
        self._runner: Runner | None = None
        self._one_at_a_time = threading.Lock()
        self._running = threading.Event()

    def __enter__(self) -> "LiveChecks":
        return self

    def __exit__(self, *_: object) -> None:
        if self._runner:
            self._runner.close()

    def get_ready(self, checks: Sequence[str]) -> None:
        """Begin to import what the first check needs, and what all of them need."""
        from quizkit.verify.measuring import warm

        with self._one_at_a_time:
            runner = self._started()
            warm(runner, self._bank, checks[:1])
            warm(runner, self._bank, checks)

    def measure(self, check: str, predict: "Predict") -> "Observation":
        """Run a check for one observation; see `quizkit.practice.checks`."""
        from quizkit.verify.measuring import measure
        from quizkit.verify.runner import Stopped

        with self._one_at_a_time:
            runner = self._started()
            self._running.set()
            try:
                return measure(
                    self._bank,
                    check,
                    observation=predict.observation,
                    at=predict.at,
                    control=predict.control,
                    runner=runner,
                )
            except Stopped:
                raise Cancelled from None
            finally:
                self._running.clear()

    def cancel(self) -> None:
        """Stop the run, whether it has begun to listen or not."""
        if self._running.is_set():
            threading.Thread(target=self._stop, daemon=True).start()

    def _stop(self) -> None:
        while self._running.is_set() and self._runner:
            self._runner.stop()
            time.sleep(PAUSE)

    def _started(self) -> "Runner":
        from quizkit.verify.runner import Runner

        if self._runner is None:
            self._runner = Runner()
        return self._runner
