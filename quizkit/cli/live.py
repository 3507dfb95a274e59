"""What is to be seen on a terminal while checks run."""

import threading
import time
from types import TracebackType
from typing import TYPE_CHECKING

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.table import Table
from rich.text import Text as Styled

from quizkit.cli.looks import FAINT, STYLES, SYMBOLS
from quizkit.cli.progress import Watch, run_name, verdict_of
from quizkit.model import Verdict

if TYPE_CHECKING:
    from quizkit.verify import Event, Finished

PATIENCE = 0.2
"""Seconds until anything is shown: what is in the cache takes no longer."""
BAR = 32
SHOWN = 8
"""So many running checks are shown at most."""


class Screen(Watch):
    """How far the run is, what came of it so far, what runs and for how long. None of it stays."""

    def __init__(self, total: int, console: Console) -> None:
        super().__init__(total)
        self._counts: dict[Verdict, int] = {}
        self._running: dict[tuple[str, int], float] = {}
        self._start = time.monotonic()
        self._live = Live(self, console=console, refresh_per_second=8, transient=True)
        self._soon = threading.Timer(PATIENCE, self._show)
        self._soon.daemon = True
        self._lock = threading.Lock()
        self._over = False

    def __enter__(self) -> "Screen":
        self._soon.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Leave the screen as it was."""
        self._soon.cancel()
        with self._lock:
            self._over = True
            self._live.stop()

    def see(self, event: "Event") -> None:
        """Take note of an event."""
        from quizkit.verify import Started

        if isinstance(event, Started):
            self._running[event.check, event.seed] = time.monotonic()
        super().see(event)

    def finished(self, event: "Finished") -> None:
        """Take note that a check is done on one seed."""
        _ = self._running.pop((event.check, event.seed), None)
        if not event.cached:
            verdict = verdict_of(event)
            self._counts[verdict] = self._counts.get(verdict, 0) + 1

    def __rich__(self) -> RenderableType:
        """The state of the run, which is drawn again and again."""
        now = time.monotonic()
        filled = round(BAR * self.done / max(self.total, 1))
        counts = [(f" {SYMBOLS[v]} {n}", STYLES[v]) for v, n in self._counts.items()]
        head = Styled.assemble(
            ("━" * filled, "cyan"),
            ("━" * (BAR - filled), FAINT),
            f" {self.done} of {self.total} checks, {now - self._start:.0f} s ",
            *counts,
        )
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(overflow="ellipsis", no_wrap=True)
        table.add_column(justify="right", no_wrap=True)
        if not self._running and self.done < self.total:
            table.add_row(Styled("  importing libraries", style=FAINT))
        for (check, seed), since in list(self._running.items())[:SHOWN]:
            took = Styled(f"{now - since:.1f} s", style=FAINT)
            table.add_row(Styled(f"  {run_name(check, seed)}"), took)
        return Group(head, table)

    def _show(self) -> None:
        with self._lock:
            if not self._over:
                self._live.start()
