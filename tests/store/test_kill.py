"""An answer that was acknowledged is on the disk, whatever happens to the program afterwards."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from quizkit.schedule import Fsrs
from quizkit.store import Store

SESSIONS = Path(__file__).with_name("answers_until_killed.py")
PAIRS = 50
SINGLES = 20


def test_no_acknowledged_answer_is_lost_over_120_kills(tmp_path: Path) -> None:
    log = tmp_path / "reviews.sqlite3"
    chance = random.Random(2026)
    acknowledged: list[str] = []
    silent = 0
    with sessions_of(log) as start:
        for number, together in enumerate([2] * PAIRS + [1] * SINGLES):
            said = [tmp_path / f"said-{number}-{n}" for n in range(together)]
            for pid, file in [(start(file), file) for file in said]:
                kill_at_some_moment(pid, file, chance)
                lines = file.read_bytes().decode() if file.exists() else ""
                silent += not lines
                acknowledged += lines[: lines.rfind("\n") + 1].split()
    with Store(log, Fsrs()) as store:
        kept = {review.id for review in store.reviews()}
        scheduled = store.schedule()
        _ = store.rebuild()
        assert store.schedule() == scheduled, "a schedule without its review, or the reverse"
    assert set(acknowledged) <= kept
    assert len(acknowledged) > 2 * (2 * PAIRS + SINGLES), "the kills came before the answers"
    assert silent > 0, "no kill came before the first answer"
    with closing(sqlite3.connect(log)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def kill_at_some_moment(pid: int, said: Path, chance: random.Random) -> None:
    """Kill now and then while the session still opens the log, mostly while it answers."""
    if chance.random() < 0.25:
        time.sleep(chance.uniform(0.0, 0.02))
    else:
        for _ in range(5_000):  # 5 s, the time that a session waits for a locked log
            if said.exists() and said.stat().st_size:
                break
            time.sleep(0.001)
        time.sleep(chance.uniform(0.0, 0.03))
    os.kill(pid, signal.SIGKILL)  # raises if the session has ended by itself
    with suppress(ProcessLookupError):
        for _ in range(5_000):
            os.kill(pid, 0)
            time.sleep(0.001)
        raise AssertionError(f"session {pid} outlives its kill")


@contextmanager
def sessions_of(log: Path) -> Generator[Callable[[Path], int]]:
    """A function that starts a session whose acknowledgements go to a file; it returns the pid."""
    command = [sys.executable, SESSIONS, log]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as nursery:
        ask, told = nursery.stdin, nursery.stdout
        assert ask is not None
        assert told is not None

        def start(file: Path) -> int:
            _ = ask.write(f"{file}\n")
            ask.flush()
            return int(told.readline())

        yield start
        ask.close()
    assert nursery.returncode == 0
