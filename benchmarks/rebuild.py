"""How long a rebuild of all schedules takes, against the `fsrs` library alone over the same.

    python benchmarks/rebuild.py [REVIEWS]

Both go through the same answers in the same order of cards; ours reads them from the log and writes
the schedules into it. The best of five rounds each, in turn.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from fsrs import Card, Scheduler
from fsrs import Rating as Grade

from quizkit.schedule import Fsrs
from quizkit.store import FILE_NAME, Store

REACH = 2.0
ROUNDS = 5
START = datetime(2024, 1, 1, tzinfo=UTC)


class Spent(NamedTuple):
    """Seconds by the clock, and of the processor (which other programs disturb less)."""

    clock: float
    processor: float


Answers = list[tuple[str, datetime, int]]


def answers(number: int) -> Answers:
    """Ten answers or so to each card, over two years, by card and time."""
    chance = random.Random(7)
    cards = max(1, number // 10)
    made = [
        (
            f"recall:topic/question-{chance.randrange(cards):05d}",
            START + timedelta(seconds=chance.randrange(2 * 365 * 86_400)),
            chance.choices((1, 2, 3, 4), (1, 1, 6, 2))[0],
        )
        for _ in range(number)
    ]
    return sorted(made)


def fill(store: Store, made: Answers) -> None:
    """Bring the answers into a log, as an import does."""
    chance = random.Random(8)
    lines = (
        f'{{"event":"review","id":"{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:]}",'
        f'"at":"{at.isoformat()}","card":"{card}","rating":{rating},"seconds":9.5}}'
        for card, at, rating in made
        for key in (chance.randbytes(16).hex(),)
    )
    imported = store.import_events(lines)
    if imported.added != len(made):
        raise SystemExit(f"{imported.added} of {len(made)} were added")


def alone(made: Answers) -> None:
    """What the library does, and nothing else."""
    scheduler = Scheduler(enable_fuzzing=False)
    for _, of_card in groupby(made, key=lambda answer: answer[0]):
        card = Card(card_id=0, due=START)
        for _, at, rating in of_card:
            card, _ = scheduler.review_card(card, Grade(rating), at)


def spent(work: Callable[[], object]) -> Spent:
    """How long a piece of work takes."""
    clock, processor = time.perf_counter(), time.process_time()
    _ = work()
    return Spent(time.perf_counter() - clock, time.process_time() - processor)


def best(rounds: list[Spent]) -> Spent:
    """The least of each."""
    return Spent(*map(min, zip(*rounds, strict=True)))


def main(number: int) -> int:
    """Print the times and their ratio; return 1 beyond the reach."""
    made = answers(number)
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / FILE_NAME, Fsrs()) as store:
        importing = spent(lambda: fill(store, made))
        ours, theirs = list[Spent](), list[Spent]()
        for _ in range(ROUNDS):
            theirs.append(spent(lambda: alone(made)))
            ours.append(spent(store.rebuild))
        size = store.path.stat().st_size / 1e6
    print(f"{number} reviews of {len({card for card, *_ in made})} cards, {size:.0f} MB")
    least = {"import": importing, "fsrs alone": best(theirs), "store rebuild": best(ours)}
    for name, (clock, processor) in least.items():
        print(f"{name:<14} {clock:6.2f} s by the clock, {processor:6.2f} s of the processor")
    _, theirs_best, ours_best = least.values()
    clock, processor = (a / b for a, b in zip(ours_best, theirs_best, strict=True))
    print(f"ratio {clock:.2f} by the clock, {processor:.2f} of the processor; reach ≤ {REACH}")
    return int(clock > REACH)


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
