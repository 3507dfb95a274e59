"""How many acknowledged answers are lost when sessions are killed with `kill -9` while they write.

    python benchmarks/kill_nine.py [KILLS]

Two sessions at a time answer cards on one log; each says in a file of its own which answers it was
told are kept, and is killed at some moment. Four kills in five fall on a pair, the others on a
session that is alone. At the end the log must hold every answer that was said to be kept, be whole,
and its schedules must be those that a rebuild derives.
"""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from quizkit.model.review import CardId, Rating
from quizkit.schedule import Fsrs
from quizkit.store import FILE_NAME, Store

NURSERY = "--nursery"
PATIENCE = 5_000
"""Milliseconds for which a session waits for a locked log."""
SAID = 37
"""Bytes of an answer's id and the end of its line."""


@dataclass(slots=True)
class Said:
    """What the sessions said was kept, and how many were killed before they said anything."""

    kept: list[str] = field(default_factory=list[str])
    silent: int = 0


def main(kills: int) -> int:
    """Print what was said and what is lost; return 1 if anything is, or nothing is proved."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / FILE_NAME
        said = kill(log, kills)
        lost, faults = examine(log, said)
    print(f"{kills} kills, {said.silent} of them before the first answer")
    print(f"{len(said.kept)} answers acknowledged, {lost} lost")
    for fault in faults:
        print(fault)
    proves = len(said.kept) > 2 * kills and said.silent > 0
    if not proves:
        print("the kills came too early or too late to prove anything")
    return int(lost > 0 or bool(faults) or not proves)


def kill(log: Path, kills: int) -> Said:
    """Start sessions and kill them; return what they said."""
    chance, said, left = random.Random(2026), Said(), kills
    with nursery(log) as start:
        while left > 0:
            together = min(left, 2 if left > kills // 5 else 1)
            files = [log.with_name(f"said-{left - n}") for n in range(together)]
            for pid, file in [(start(file), file) for file in files]:
                kill_at_some_moment(pid, file, chance)
                lines = file.read_bytes().decode() if file.exists() else ""
                said.silent += not lines
                said.kept += lines[: lines.rfind("\n") + 1].split()
            left -= together
    return said


def examine(log: Path, said: Said) -> tuple[int, list[str]]:
    """How many answers are lost, and what else is wrong with the log."""
    faults: list[str] = []
    with Store(log, Fsrs()) as store:
        lost = len(set(said.kept) - {review.id for review in store.reviews()})
        scheduled = store.schedule()
        _ = store.rebuild()
        if store.schedule() != scheduled:
            faults.append("a schedule stands without its answer, or an answer without its schedule")
    with closing(sqlite3.connect(log)) as connection:
        whole = connection.execute("PRAGMA integrity_check").fetchall()
    if whole != [("ok",)]:
        faults.append(f"the file is damaged: {whole}")
    return lost, faults


def kill_at_some_moment(pid: int, said: Path, chance: random.Random) -> None:
    """Kill now and then while the session still opens the log, mostly in the midst of answers."""
    if chance.random() < 0.25:
        time.sleep(chance.uniform(0.0, 0.02))
    else:
        enough = chance.randint(1, 8) * SAID
        for _ in range(PATIENCE):
            if said.exists() and said.stat().st_size >= enough:
                break
            time.sleep(0.001)
        time.sleep(chance.uniform(0.0, 0.01))
    os.kill(pid, signal.SIGKILL)  # raises if the session has ended by itself
    with suppress(ProcessLookupError):  # what it said is complete when it is gone
        for _ in range(PATIENCE):
            os.kill(pid, 0)
            time.sleep(0.001)
        raise SystemExit(f"session {pid} outlives its kill")


@contextmanager
def nursery(log: Path) -> Generator[Callable[[Path], int]]:
    """A function that starts a session which says what is kept in a file; it returns the pid."""
    command = [sys.executable, __file__, NURSERY, log]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        ask, told = process.stdin, process.stdout
        if ask is None or told is None:
            raise AssertionError("the nursery has no pipes")

        def start(file: Path) -> int:
            _ = ask.write(f"{file}\n")
            ask.flush()
            return int(told.readline())

        yield start
        ask.close()


def run_nursery(log: Path) -> None:
    """For each line of input fork a session; forking spares each the start of Python."""
    _ = Fsrs().after(None, Rating.GOOD, datetime.now(UTC))  # loads fsrs before the first fork
    _ = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        if (pid := os.fork()) == 0:
            answer(log, Path(line.strip()))
            raise SystemExit("a session ended by itself")
        print(pid, flush=True)


def answer(log: Path, acknowledgements: Path) -> None:
    """Answer cards for ever; say which answers were kept, once `append` has returned."""
    out = os.open(acknowledgements, os.O_WRONLY | os.O_CREAT)
    with Store(log, Fsrs()) as store:
        clock = datetime(2026, 1, 1, tzinfo=UTC)
        for number in range(1_000_000):
            card = CardId("recall", f"topic/{number % 7}")
            rating = Rating(number % 4 + 1)
            clock += timedelta(hours=1)
            review = store.append(card, rating, clock=clock, random=os.urandom)
            _ = os.write(out, f"{review.id}\n".encode())
            time.sleep(0.002)  # writing without a pause would lock the other session out


if __name__ == "__main__":
    if NURSERY in sys.argv:
        run_nursery(Path(sys.argv[-1]))
    else:
        raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 500))
