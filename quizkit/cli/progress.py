"""How a run goes, told in lines or not at all; `quizkit.cli.live` shows it on a terminal."""

from types import TracebackType
from typing import TYPE_CHECKING, Self

import typer

from quizkit.cli.claims import safe
from quizkit.model import Report, Verdict, judge_report

if TYPE_CHECKING:
    from quizkit.verify import Event, Finished


class Watch:
    """Counts what is done, and says nothing."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.done = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Leave nothing on the screen."""

    def see(self, event: "Event") -> None:
        """Take note of an event."""
        from quizkit.verify import Finished

        if isinstance(event, Finished):
            self.done += 1
            self.finished(event)

    def finished(self, event: "Finished") -> None:
        """Take note that a check is done on one seed."""


class Lines(Watch):
    """Tells each check that was measured in a line; what is in the cache is no news."""

    def finished(self, event: "Finished") -> None:
        """Print the line."""
        if not event.cached:
            told = f"{event.seconds:.2f} s, {self.done} of {self.total}"
            typer.echo(f"{run_name(event.check, event.seed)}: {verdict_of(event)}, {told}")


def run_name(check: str, seed: int) -> str:
    """A check on one seed, as it is told."""
    return safe(check) + (f", seed {seed}" if seed else "")


def verdict_of(event: "Finished") -> Verdict:
    """What a check as a whole came to on one seed."""
    outcome = event.outcome
    return judge_report(outcome).verdict if isinstance(outcome, Report) else Verdict.ERROR
