"""Checks that are run once for a whole room, however many have voted."""

import json
from collections.abc import Sequence

from quizkit.model.chinese import Chinese
from quizkit.model.evidence import Observation, Report
from quizkit.model.question import Address
from quizkit.practice.checks import Checks


class Once:
    """Runs each check, or each of its numbers, at most once; see `quizkit.practice.checks`."""

    def __init__(self, checks: Checks) -> None:
        self._checks = checks
        self._reports: dict[str, Report] = {}
        self._measured: dict[str, Observation] = {}

    def get_ready(self, checks: Sequence[str]) -> None:
        """Begin what makes these checks fast."""
        self._checks.get_ready(checks)

    def controls(self, check: str) -> tuple[str, ...]:
        """The names of a check's controls."""
        return self._checks.controls(check)

    def chinese(self, check: str) -> Chinese:
        """The names of a check in Chinese."""
        return self._checks.chinese(check)

    def seconds(self, check: str) -> float | None:
        """How long the whole check took when it was certified."""
        return self._checks.seconds(check)

    def measure(self, check: str, address: Address) -> Observation:
        """Run one arm of a check for one observation, or recall what it came to."""
        asked = [check, address.observation, sorted(address.at.items()), address.control]
        key = json.dumps(asked)
        if key not in self._measured:
            self._measured[key] = self._checks.measure(check, address)
        return self._measured[key]

    def report(self, check: str) -> Report:
        """Run a check whole, or recall its report."""
        if check not in self._reports:
            self._reports[check] = self._checks.report(check)
        return self._reports[check]

    def cancel(self) -> None:
        """End the measurement that runs."""
        self._checks.cancel()
