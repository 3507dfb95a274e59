"""A session on a screen that can be read: its lines, its store, and checks that wait for a word."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.strip import Strip

from quizkit.bank import Bank
from quizkit.errors import QuizkitError
from quizkit.model import Lang, Observation, Predict
from quizkit.practice import KINDS, Cancelled, Limits, Session
from quizkit.schedule import Fsrs
from quizkit.store import FILE_NAME, Store
from quizkit.tui import Desk, PracticeApp

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)


class FakeChecks:
    """Measures at once, or when told, or breaks."""

    def __init__(self, measure: Callable[[str, Predict], Observation]) -> None:
        self._measure = measure
        self.cancelled = threading.Event()
        self.go = threading.Event()
        self.go.set()
        self.breaks = ""
        self.ready: list[str] = []

    def get_ready(self, checks: Sequence[str]) -> None:
        """Note what was got ready."""
        self.ready += checks

    def measure(self, check: str, predict: Predict) -> Observation:
        """Wait for `go`, then measure, break or be cancelled."""
        self.cancelled.clear()
        for _ in range(1000):
            if self.go.wait(0.01):
                break
            if self.cancelled.is_set():
                raise Cancelled
        if self.breaks:
            raise QuizkitError(self.breaks)
        return self._measure(check, predict)

    def cancel(self) -> None:
        """End the measurement that waits."""
        self.cancelled.set()


@dataclass
class Table:
    """All that a test of a screen handles."""

    app: PracticeApp
    store: Store
    checks: FakeChecks
    desk: Desk
    now: list[datetime] = field(default_factory=lambda: [NINE])

    def lines(self) -> list[str]:
        """What the terminal shows."""
        rows: list[str] = []
        for strip in self._strips():
            row = "".join(segment.text for segment in strip)
            assert cell_len(row) == self.app.size.width, row
            rows.append(row.rstrip())
        return rows

    def colours(self) -> set[str]:
        """The colours on the screen, by their names in the terminal."""
        return {
            colour.name
            for strip in self._strips()
            for segment in strip
            if segment.style
            for colour in (segment.style.color, segment.style.bgcolor)
            if colour and not colour.is_default
        }

    def text(self) -> str:
        """What the terminal shows, as one text."""
        return "\n".join(self.lines())

    def _strips(self) -> list[Strip]:
        compositor = self.app.screen._compositor  # pyright: ignore[reportPrivateUsage]  has the page
        return compositor.render_strips(self.app.size)


MakeTable = Callable[..., Table]


@pytest.fixture
def table(
    make_bank: Callable[[Mapping[str, int]], Bank],
    measured: Callable[[str, Predict], Observation],
    tmp_path: Path,
) -> Iterator[MakeTable]:
    """Make the app over a small bank: questions, kind of cards, language."""
    stores: list[Store] = []

    def make(
        questions: Mapping[str, int],
        *,
        kind: str = "",
        lang: Lang = Lang.EN,
        limits: Limits | None = None,
        bank: Bank | None = None,
    ) -> Table:
        store = Store(tmp_path / FILE_NAME, Fsrs())
        stores.append(store)
        now = [NINE]
        kinds = (KINDS[kind],) if kind else tuple(KINDS.values())
        session = Session(
            bank or make_bank(questions),
            store,
            Fsrs(),
            clock=now[0],
            zone=UTC,
            kinds=kinds,
            limits=limits or Limits(),
        )
        checks = FakeChecks(measured)
        desk = Desk(session, checks, lambda: now[0], Random(1).randbytes, lang)
        return Table(PracticeApp(desk), store, checks, desk, now)

    yield make
    for store in stores:
        store.close()


async def until(
    pilot: Pilot[QuizkitError], true: Callable[[], bool], seconds: float = 10.0
) -> None:
    """Wait until something is true on the screen."""
    for _ in range(int(seconds / 0.02)):
        if true():
            return
        await pilot.pause(0.02)
    raise AssertionError(f"not true within {seconds} s")


@pytest.fixture
def wait() -> Callable[..., object]:
    """`until`, for tests, which cannot import from here."""
    return until
