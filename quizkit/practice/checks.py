"""What a session needs of the room that runs checks; the command line hands it in."""

from collections.abc import Sequence
from typing import Protocol

from quizkit.model.evidence import Observation
from quizkit.model.question import Predict


class Checks(Protocol):
    """Runs the checks that predict cards ask about, one at a time."""

    def get_ready(self, checks: Sequence[str]) -> None:
        """Begin, in the background, what makes these checks fast; the first is needed first."""
        ...

    def measure(self, check: str, predict: Predict) -> Observation:
        """Run a check for the one observation that a card asks about; blocks until it is there.

        Raises:
            QuizkitError: the check breaks.
            Cancelled: `cancel` was called.
        """
        ...

    def cancel(self) -> None:
        """End the measurement that runs, if any; may be called from any thread."""
        ...
