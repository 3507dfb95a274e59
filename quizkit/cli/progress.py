"""What is to be seen while checks run: how far it is, what runs, and for how long."""

import threading
import time
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text as Styled

from quizkit.cli.claims import safe
from quizkit.cli.report import FAINT, STYLES, SYMBOLS, print_plain
from quizkit.model import Report, Verdict, judge_report

if TYPE_CHECKING:
    from rich.console import Console
    from rich.live import Live

    from quizkit.verify import Event, Finished

PATIENCE = 0.2
"""Seconds until the progress is shown."""
BAR = 32
SHOWN = 8
"""So many running checks are shown at most."""


class Watch:
    """Tells how a run goes: live on a terminal, in `lines` elsewhere, or not at all."""

    def __init__(self, console: "Console", total: int, *, live: bool, lines: bool) -> None:
        self.total = total
        self.done = 0
        self.counts: dict[Verdict, int] = {}
        self._console = console
        self._wanted, self._lines = live, lines
        self._live: Live | None = None
        self._running: dict[tuple[str, int], float] = {}
        self._start = time.monotonic()
        # What is in the cache takes no time; what takes time is shown, from importing torch on.
        self._soon = threading.Timer(PATIENCE, self._show)
        self._soon.daemon = True

    def __enter__(self) -> "Watch":
        if self._wanted:
            self._soon.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._soon.cancel()
        if self._live:
            self._live.stop()

    def see(self, event: "Event") -> None:
        """Take note of an event."""
        from quizkit.verify import Finished, Started

        if isinstance(event, Started):
            self._running[event.check, event.seed] = time.monotonic()
        elif isinstance(event, Finished):
            _ = self._running.pop((event.check, event.seed), None)
            self.done += 1
            verdict = _verdict(event)
            self.counts[verdict] = self.counts.get(verdict, 0) + 1
            if self._lines and not event.cached:
                told = f"{event.seconds:.2f} s, {self.done} of {self.total}"
                print_plain(self._console, f"{_name(event)}: {verdict}, {told}")

    def __rich__(self) -> RenderableType:
        """The state of the run as a table, which is drawn again and again."""
        now = time.monotonic()
        filled = round(BAR * self.done / max(self.total, 1))
        counts = [
            (f" {SYMBOLS[verdict]} {n}", STYLES[verdict]) for verdict, n in self.counts.items()
        ]
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
            name = Styled(f"  {safe(check)}" + (f", seed {seed}" if seed else ""))
            table.add_row(name, Styled(f"{now - since:.1f} s", style=FAINT))
        return Group(head, table)

    def _show(self) -> None:
        from rich.live import Live

        self._live = Live(self, console=self._console, refresh_per_second=8, transient=True)
        self._live.start()


def _name(event: "Finished") -> str:
    return safe(event.check) + (f", seed {event.seed}" if event.seed else "")


def _verdict(event: "Finished") -> Verdict:
    """What a check as a whole came to on one seed."""
    outcome = event.outcome
    return judge_report(outcome).verdict if isinstance(outcome, Report) else Verdict.ERROR
