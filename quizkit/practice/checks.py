"""What practice needs of the room that runs checks; the command line hands it in."""

from collections.abc import Sequence
from typing import Protocol

from quizkit.model.chinese import Chinese
from quizkit.model.evidence import Observation, Report
from quizkit.model.question import Address


class Cancelled(Exception):
    """The learner did not want to wait for a measurement."""


class Checks(Protocol):
    """Runs the checks that cards ask about, one at a time.

    `measure` and `report` block until the check is done. Both raise QuizkitError when the check
    breaks or may not run, and `Cancelled` when `cancel` was called.
    """

    def get_ready(self, checks: Sequence[str]) -> None:
        """Begin, in the background, what makes these checks fast; the first is needed first."""
        ...

    def controls(self, check: str) -> tuple[str, ...]:
        """The names of a check's controls; none for a check that there is not."""
        ...

    def chinese(self, check: str) -> Chinese:
        """The names of a check in Chinese."""
        ...

    def seconds(self, check: str) -> float | None:
        """How long the whole check took when it was certified; None where it was not."""
        ...

    def measure(self, check: str, address: Address) -> Observation:
        """Run one arm of a check for one observation."""
        ...

    def report(self, check: str) -> Report:
        """Run a check whole, claim and controls."""
        ...

    def cancel(self) -> None:
        """End the measurement that runs, if any; may be called from any thread."""
        ...
