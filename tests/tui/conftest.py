"""A session on a screen that can be read: its lines, its store, and checks that wait for a word."""

import difflib
import os
import re
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from rich.cells import cell_len
from textual.app import App
from textual.pilot import Pilot
from textual.strip import Strip

from quizkit.bank import Bank, load
from quizkit.errors import QuizkitError
from quizkit.model import Lang, Rating, Text
from quizkit.practice import KINDS, Limits, Selection, Session
from quizkit.practice.interview import Interview, Journal, Room, Setup
from quizkit.practice.matching import PatternMatcher
from quizkit.practice.overview import overview
from quizkit.schedule import Day, Fsrs
from quizkit.store import FILE_NAME, Store
from quizkit.tui import Desk, PracticeApp
from quizkit.tui.house import House
from quizkit.tui.interview_app import InterviewApp
from quizkit.tui.picture import picture_of

if TYPE_CHECKING:
    from tests.conftest import FakeChecks

SNAPSHOTS = Path(__file__).parent / "snapshots"
COLUMN = 12.2
"""How wide a column of a picture is."""
WRITTEN = re.compile(r'<text class="page-r[^>]* x="([^"]*)"[^>]*-line-(\d+)\)">([^<]*)<')
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


@pytest.fixture
def hold(request: pytest.FixtureRequest) -> Callable[[App[Any], Pilot[Any], str], Awaitable[None]]:
    """Wait until the screen rests, then hold it against its snapshot, or renew that."""

    async def rest_then_hold(app: App[Any], pilot: Pilot[Any], name: str) -> None:
        picture = await at_rest(app, pilot)
        path = SNAPSHOTS / f"{name.replace(' ', '-')}.svg"
        if request.config.getoption("--renew-snapshots"):
            SNAPSHOTS.mkdir(exist_ok=True)
            _ = path.write_text(picture, encoding="utf-8")
        assert path.is_file(), f"no snapshot {path.name}: run pytest with --renew-snapshots"
        before = path.read_text(encoding="utf-8")
        if picture != before:
            pytest.fail(difference(before, picture, path.name), pytrace=False)

    return rest_then_hold


async def at_rest(app: App[Any], pilot: Pilot[Any]) -> str:
    """The picture, once no check runs and nothing changes any more."""
    picture = ""
    for _ in range(500):
        await pilot.pause(0.02)
        await app.workers.wait_for_complete()
        picture, before = picture_of(app, "quizkit"), picture
        if picture == before:
            return picture
    raise AssertionError("\n".join(["the screen never came to rest:", *words_of(picture)]))


def difference(before: str, now: str, name: str) -> str:
    """Which lines of a screen read differently; where none does, which styles."""
    old, new = words_of(before), words_of(now)
    told = f"{name}: the words of the screen have changed"
    if old == new:
        told = f"{name}: only styles have changed, every word stands where it stood"
        old, new = before.splitlines(), now.splitlines()
    lines = list(difflib.unified_diff(old, new, "snapshot", "now", lineterm="", n=0))
    return "\n".join([told, *lines[:60]])


def words_of(picture: str) -> list[str]:
    """The lines of text on a picture."""
    rows: defaultdict[int, str] = defaultdict(str)
    for x, line, text in WRITTEN.findall(picture):
        row = rows[int(line)]
        gap = round(float(x) / COLUMN) - cell_len(row)
        rows[int(line)] = row + " " * gap + unescape(text).replace("\xa0", " ")
    return [rows[place].rstrip() for place in range(max(rows, default=-1) + 1)]


@pytest.fixture
def told_difference() -> Callable[[str, str, str], str]:
    """`difference`, for tests, which cannot import from here."""
    return difference


@dataclass
class Going:
    """An app with an interview, and its log."""

    app: App[Any]
    store: Store
    interview: Interview
    room: Room
    time: list[float] = field(default_factory=lambda: [0.0])

    def lines(self) -> list[str]:
        compositor = self.app.screen._compositor  # pyright: ignore[reportPrivateUsage]
        rows = ["".join(s.text for s in strip) for strip in compositor.render_strips(self.app.size)]
        assert {cell_len(row) for row in rows} <= {self.app.size.width}
        return rows

    def shows(self, *words: str) -> bool:
        text = "\n".join(self.lines())
        return all(word in text for word in words)

    def kept(self) -> list[Rating]:
        return [review.rating for review in self.store.reviews()]


@pytest.fixture
def going(
    make_bank: Callable[[Mapping[str, int]], Bank], tmp_path: Path
) -> Iterator[Callable[..., Going]]:
    opened: list[Store] = []

    def make(
        *,
        lang: Lang = Lang.EN,
        spoken: bool = False,
        notice: Text | None = None,
        again: bool = False,
        folder: Path = tmp_path / "interviews",
    ) -> Going:
        bank = make_bank({"scaling/a": 0, "masking/b": 0})
        setup = Setup("an-id", NINE, 30.0, spoken, (), "seed")
        if again:
            interview = Interview(bank, PatternMatcher(), Journal.reopen(folder / "an-id.jsonl"))
        else:
            interview = Interview.begin(bank, PatternMatcher(), folder, setup)
        store = Store(tmp_path / FILE_NAME, Fsrs())
        opened.append(store)
        time = [0.0]
        room = Room(interview, store, lambda: NINE, os.urandom, lambda: time[0], lang)
        return Going(InterviewApp(room, notice), store, interview, room, time)

    yield make
    for store in opened:
        store.close()
