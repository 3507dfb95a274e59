"""A session on a screen that can be read: its lines, its store, and checks that wait for a word."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.strip import Strip

from quizkit.bank import Bank, load
from quizkit.errors import QuizkitError
from quizkit.model import Lang
from quizkit.practice import KINDS, Limits, Selection, Session
from quizkit.practice.matching import PatternMatcher
from quizkit.practice.overview import overview
from quizkit.schedule import Day, Fsrs
from quizkit.store import FILE_NAME, Store
from quizkit.tui import Desk, PracticeApp
from quizkit.tui.house import House

if TYPE_CHECKING:
    from tests.conftest import FakeChecks

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)


@dataclass
class Table:
    """All that a test of a screen handles."""

    app: PracticeApp
    store: Store
    checks: "FakeChecks"
    desk: Desk
    now: list[datetime] = field(default_factory=lambda: [NINE])
    edits: list[str] = field(default_factory=list[str])

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


def house_of(desk: Desk) -> House:
    """What the home screen needs; sessions that it begins are the one that there is."""
    return House(
        lang=desk.lang,
        overview=lambda: overview(desk.session.bank, desk.session.store, Day.of(NINE, UTC), 10),
        standings=dict,
        health=dict,
        desk=lambda selection, limits, lang: desk,
        cancel=desk.checks.cancel,
        rooms={},
    )


@pytest.fixture
def table(
    make_bank: Callable[[Mapping[str, int]], Bank],
    fake_checks: "FakeChecks",
    tmp_path: Path,
) -> Iterator[MakeTable]:
    """Make the app over a small bank: questions, kinds of cards (none named: all), language."""
    stores: list[Store] = []

    def make(
        questions: Mapping[str, int],
        *,
        kind: str = "",
        lang: Lang = Lang.EN,
        limits: Limits | None = None,
        bank: Bank | None = None,
        words: Sequence[str] = (),
    ) -> Table:
        store = Store(tmp_path / FILE_NAME, Fsrs())
        stores.append(store)
        now = [NINE]
        kinds = [KINDS[name] for name in kind.split()] or tuple(KINDS.values())
        made = bank or make_bank(questions)
        session = Session(
            made,
            store,
            Fsrs(),
            PatternMatcher(),
            clock=now[0],
            seed=b"seed",
            zone=UTC,
            selection=Selection(words, kinds),
            limits=limits or Limits(),
        )
        checks = fake_checks
        edits: list[str] = []

        def edit(question: str) -> Bank:
            edits.append(question)
            return load(made.pack)

        desk = Desk(session, checks, lambda: now[0], Random(1).randbytes, lang, edit)
        return Table(PracticeApp(house_of(desk), desk), store, checks, desk, now, edits)

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
