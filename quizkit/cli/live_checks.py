"""Runs the checks that cards ask about: what practice needs of `verify`."""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from quizkit.practice import Cancelled

if TYPE_CHECKING:
    from quizkit.bank import Bank
    from quizkit.bank.certificate import CheckCertificate
    from quizkit.model import Address, Observation, Report
    from quizkit.model.chinese import Chinese
    from quizkit.verify.runner import Runner

T = TypeVar("T")

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
        self._which = threading.Lock()
        self._running: object | None = None
        self._closed = False

    def __enter__(self) -> "LiveChecks":
        return self

    def __exit__(self, *_: object) -> None:
        with self._one_at_a_time:
            self._closed = True
            if self._runner:
                self._runner.close()

    def use(self, bank: "Bank") -> None:
        """Run the checks of this bank from now on: its files have changed."""
        self._bank = bank

    def get_ready(self, checks: Sequence[str]) -> None:
        """Begin to import what the first check needs, and what all of them need."""
        from quizkit.verify.measuring import warm

        with self._one_at_a_time:
            if not self._closed:
                _ = self._certified
                runner = self._started()
                warm(runner, self._bank, checks[:1])
                warm(runner, self._bank, checks)

    def controls(self, check: str) -> tuple[str, ...]:
        """The names of a check's controls."""
        source = self._bank.checks.get(check)
        return tuple(source.controls) if source else ()

    def chinese(self, check: str) -> "Chinese":
        """The names of a check in Chinese."""
        return self._bank.chinese(check)

    def seconds(self, check: str) -> float | None:
        """How long the whole check took when it was certified."""
        found = self._certified.get(check)
        return found.seconds if found else None

    def measure(self, check: str, address: "Address") -> "Observation":
        """Run a check for one observation; see `quizkit.practice.checks`."""
        from quizkit.verify.measuring import measure

        return self._run(lambda runner: measure(self._bank, check, address, runner=runner))

    def report(self, check: str) -> "Report":
        """Run a check whole."""
        from quizkit.verify.measuring import report

        return self._run(lambda runner: report(self._bank, check, runner=runner))

    def cancel(self) -> None:
        """Stop the run, whether it has begun to listen or not."""
        if run := self._running:
            threading.Thread(target=self._stop, args=(run,), daemon=True).start()

    def _run(self, what: "Callable[[Runner], T]") -> T:
        from quizkit.verify.runner import Stopped

        self._now_runs(object())
        try:
            with self._one_at_a_time:
                return what(self._started())
        except Stopped:
            raise Cancelled from None
        finally:
            self._now_runs(None)

    @cached_property
    def _certified(self) -> "Mapping[str, CheckCertificate]":
        """What the certificates say."""
        from quizkit.bank.certificate import certified

        return certified(self._bank)

    def _stop(self, run: object) -> None:
        """Stop this run, and none that comes after it."""
        while True:
            with self._which:
                if self._running is not run:
                    return
                if self._runner:
                    self._runner.stop()
            time.sleep(PAUSE)

    def _now_runs(self, run: object | None) -> None:
        with self._which:
            self._running = run

    def _started(self) -> "Runner":
        from quizkit.verify.runner import Runner

        if self._runner is None:
            self._runner = Runner()
        return self._runner
