"""How long it takes from a grade's key to the next card on the screen, the commit included.

    python benchmarks/practice_answer.py [--questions 10000] [--reviews 100000] [--answers 300]

A bank of generated questions, and a log of as many reviews, which leave cards due and others new.
The app runs without a terminal; a card counts as painted when the lines that Textual composes for
one show it. The time runs from the key's arrival, by the clock and of the processor (which other
programs disturb less).
"""

import argparse
import asyncio
import os
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import NamedTuple

from generated_pack import make_pack
from textual.pilot import Pilot
from textual.widgets import Static

from quizkit.bank import Bank, Pack, load
from quizkit.cli.garbage import settle
from quizkit.cli.live_checks import LiveChecks
from quizkit.errors import QuizkitError
from quizkit.model import CardId, Lang, Rating
from quizkit.model.review import Review
from quizkit.practice import KINDS, Limits, Selection, Session
from quizkit.practice.matching import PatternMatcher
from quizkit.practice.overview import overview
from quizkit.schedule import Day, Fsrs
from quizkit.store import FILE_NAME, Store
from quizkit.store.lines import line_of
from quizkit.store.rows import event_id
from quizkit.tui import Desk, PracticeApp
from quizkit.tui.house import House

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
REACH_MEDIAN, REACH_99 = 0.050, 0.150
KIND = "recall"
PATIENCE = 20.0
LOOK = 0.002
"""Seconds between two looks at the screen, which cost time of their own."""


class Spent(NamedTuple):
    """Seconds by the clock, and of the processor."""

    clock: float
    processor: float


def main() -> int:
    """Print the figures; return 1 beyond the reach."""
    parser = argparse.ArgumentParser(description=__doc__)
    _ = parser.add_argument("--questions", type=int, default=10_000)
    _ = parser.add_argument("--reviews", type=int, default=100_000)
    _ = parser.add_argument("--answers", type=int, default=300)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        make_pack(root / "pack", arguments.questions)
        bank = load(Pack(root / "pack"), root / "cache")
        log = root / FILE_NAME
        write_log(log, bank, arguments.reviews)
        spent = asyncio.run(answer(bank, log, arguments.answers))
    print(f"{len(spent)} answers, {arguments.questions:,} questions, {arguments.reviews:,} reviews")
    clock = [one.clock for one in spent]
    for name, took in (("by the clock", clock), ("of the processor", [s.processor for s in spent])):
        middle, high = median(took), percentile_99(took)
        print(f"{name:<16}  median {middle * 1e3:4.0f} ms, 99th percentile {high * 1e3:4.0f} ms")
    print(f"reach             median ≤ {REACH_MEDIAN * 1e3:.0f} ms, ≤ {REACH_99 * 1e3:.0f} ms")
    return int(median(clock) > REACH_MEDIAN or percentile_99(clock) > REACH_99)


def percentile_99(values: Sequence[float]) -> float:
    """The value that 99 % of all do not exceed."""
    return sorted(values)[int(0.99 * (len(values) - 1))]


def write_log(path: Path, bank: Bank, reviews: int) -> None:
    """Reviews of the last year in one transaction: the log's lines, as another machine's."""
    draw = random.Random(0)
    with Store(path, Fsrs()) as store:
        known = [CardId(KIND, i) for i in bank.ids[: len(bank.ids) // 2]]
        first = NOW - timedelta(days=365)
        step = timedelta(days=364) / reviews
        lines = (
            line(draw.choice(known), first + n * step, draw.choice((1, 3, 3, 3, 4)), n)
            for n in range(reviews)
        )
        _ = store.import_events(lines)


def line(card: CardId, at: datetime, rating: int, number: int) -> str:
    """One review as the log writes it."""
    key = event_id(at, number.to_bytes(10, "big"))
    at = at.replace(microsecond=at.microsecond // 1000 * 1000)
    return line_of(Review(key, card, at, Rating(rating)))


async def answer(bank: Bank, log: Path, answers: int) -> list[Spent]:
    """Seconds from a grade to the next card, for so many answers."""
    spent: list[Spent] = []
    with Store(log, Fsrs()) as store, LiveChecks(bank) as checks:
        began = time.monotonic()
        session = Session(
            bank,
            store,
            Fsrs(),
            PatternMatcher(),
            clock=NOW,
            seed=b"seed",
            zone=UTC,
            selection=Selection(kinds=[KINDS[KIND]]),
            limits=Limits(),
        )

        def clock() -> datetime:
            return NOW + timedelta(seconds=time.monotonic() - began)

        desk = Desk(session, checks, clock, os.urandom, Lang.EN, lambda _: bank, settle)
        day = Day.of(NOW, UTC)
        house = House(
            lang=Lang.EN,
            overview=lambda: overview(bank, store, day, 0),
            standings=dict,
            health=dict,
            desk=lambda selection, limits, lang: desk,
            cancel=checks.cancel,
            rooms={},
        )
        app = PracticeApp(house, desk)
        async with app.run_test(size=(80, 24)) as pilot:
            print(f"{session.left(clock()):,} cards are left to ask")
            for n in range(answers + 5):
                await pilot.press("space")
                await until(pilot, lambda: shown(app, "Grades"))
                before = question(app)
                start, used = time.perf_counter(), time.process_time()
                app.simulate_key("3")
                while question(app) == before or not painted(app):
                    await asyncio.sleep(LOOK)
                    if time.perf_counter() - start > PATIENCE:
                        raise TimeoutError(f"no card came after {before!r}")
                if n >= 5:  # the first ones import what they need
                    clocked, used = time.perf_counter() - start, time.process_time() - used
                    spent.append(Spent(clocked, used))
    return spent


def question(app: PracticeApp) -> str:
    """The question on the page."""
    return str(app.screen.query_one("#question", Static).visual)


def painted(app: PracticeApp) -> bool:
    """Whether the lines of the terminal show the question, and the key that shows its answer."""
    strips = app.screen._compositor.render_strips(app.size)  # pyright: ignore[reportPrivateUsage]
    page = "".join(segment.text for strip in strips for segment in strip)
    return question(app)[:40] in page and "show the answer" in page


def shown(app: PracticeApp, part: str) -> bool:
    """Whether a part is to be seen."""
    return any(widget.display for widget in app.screen.query(part))


async def until(pilot: Pilot[QuizkitError], true: Callable[[], bool]) -> None:
    """Wait until something is true."""
    for _ in range(1000):
        if true():
            return
        await pilot.pause(0.01)
    raise TimeoutError("the answer never came")


if __name__ == "__main__":
    raise SystemExit(main())
