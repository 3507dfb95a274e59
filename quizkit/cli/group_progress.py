"""How far the reading of a group's folder is, on a terminal: a first sync takes half a minute."""

import sys
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 0.5
"""Seconds after which it is shown: a sync with nothing new is over before."""


@contextmanager
def reading() -> "Generator[Reading]":
    """What is to be told of each file; where there is no terminal, nothing is shown."""
    this = Reading(shown=sys.stderr.isatty())
    try:
        yield this
    finally:
        this.stop()


class Reading:
    """A bar on standard error, which goes away at the end."""

    def __init__(self, *, shown: bool) -> None:
        self._shown = shown
        self._start = time.monotonic()
        self._bar: Progress | None = None

    def see(self, file: str, done: int, total: int) -> None:
        """A file is about to be read."""
        if not self._shown or time.monotonic() - self._start < PATIENCE:
            return
        from rich.markup import escape

        from quizkit.cli.claims import safe

        if self._bar is None:
            self._bar = self._begun(total)
        told = escape(safe(file))
        self._bar.update(self._bar.task_ids[0], completed=done, description=told)

    def stop(self) -> None:
        """Take it away."""
        if self._bar is not None:
            with suppress(OSError):  # the terminal may be gone
                self._bar.stop()

    def _begun(self, total: int) -> "Progress":
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
        bar = Progress(*columns, console=Console(stderr=True), transient=True)
        _ = bar.add_task("", total=total)
        bar.start()
        return bar
