"""For each line of input fork a session that answers cards until it is killed; print its pid.

A session works on the log at argv[1] and writes the id of each review, once `append` has returned,
to the file named by the line. Forking spares each of a hundred sessions the start of Python.
"""

import os
import signal
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from quizkit.model.review import CardId, Rating
from quizkit.schedule import Fsrs
from quizkit.store import Store


def answer(log: Path, acknowledgements: Path) -> None:
    """Answer cards for ever."""
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


_ = Fsrs().after(None, Rating.GOOD, datetime.now(UTC))  # loads fsrs before the first fork
_ = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for line in sys.stdin:
    if (pid := os.fork()) == 0:
        answer(Path(sys.argv[1]), Path(line.strip()))
        raise SystemExit("a session ended by itself")
    print(pid, flush=True)  # noqa: T201  the answer to the line
