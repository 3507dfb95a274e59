"""How many answers a second reach the disk, against Anki's own engine in the same run.

    python benchmarks/answers_committed.py [ANSWERS]

The two engines answer new cards with FSRS in turn, one transaction an answer, on the same disk. So
both meet the same load, and the medians can be compared on a busy machine. Anki's share is the
least that an answer takes there: the next states of the card, and the answer itself, without the
choice of the next card. A plain `fdatasync` of what an answer of ours writes shows what the disk
alone takes.
"""

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from anki.collection import Collection
from anki.decks import DeckId
from anki.scheduler_pb2 import CardAnswer

from quizkit.model.review import CardId, Rating
from quizkit.schedule import Fsrs
from quizkit.store import FILE_NAME, Store

REACH = 1.0
WRITTEN = 4 * 4120
"""Four pages of the write-ahead log."""
DECK = DeckId(1)
"""The deck that every collection begins with."""
Answer = Callable[[int], None]
"""Answers the card of that number, and returns when the disk has it."""


def ours(folder: Path) -> Answer:
    """Open a log; return what answers one card in it."""
    store = Store(folder / FILE_NAME, Fsrs())
    begun = datetime.now(UTC)

    def answer(number: int) -> None:
        card = CardId("recall", f"topic/{number}")
        clock = begun + timedelta(seconds=number)
        _ = store.append(card, Rating.GOOD, clock=clock, random=os.urandom, seconds=1.0)

    return answer


def theirs(folder: Path, answers: int) -> Answer:
    """Open a collection with as many new cards; return what answers one of them."""
    path = str(folder / "collection.anki2")
    collection = Collection(path)
    _ = collection.set_config("fsrs", True)
    kind = collection.models.by_name("Basic")
    if kind is None:
        raise SystemExit("the engine has no basic notes")
    cards: list[int] = []
    for number in range(answers):
        note = collection.new_note(kind)
        note["Front"] = str(number)
        _ = collection.add_note(note, DECK)
        cards += note.card_ids()
    # As a session does, it begins with an empty write-ahead log, which is slower than a grown one.
    collection.close()
    engine = Collection(path)._backend  # pyright: ignore[reportPrivateUsage]  its scheduler calls it
    begun = int(datetime.now(UTC).timestamp() * 1000)

    def answer(number: int) -> None:
        states = engine.get_scheduling_states(cards[number])
        _ = engine.answer_card(
            CardAnswer(
                card_id=cards[number],
                current_state=states.current,
                new_state=states.good,
                rating=CardAnswer.GOOD,
                answered_at_millis=begun + number,
                milliseconds_taken=1000,
            )
        )

    return answer


def plain(folder: Path) -> Answer:
    """Open a file; return what writes to it as much as an answer of ours, and syncs it."""
    file = os.open(folder / "plain", os.O_CREAT | os.O_WRONLY)

    def answer(_: int) -> None:
        _ = os.write(file, bytes(WRITTEN))
        os.fdatasync(file)

    return answer


def main(answers: int) -> int:
    """Print the rates and their ratio; return 1 below the reach."""
    chance = random.Random(5)  # who comes first may find the disk in another state
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        engines = {"disk": plain(folder), "anki": theirs(folder, answers), "quizkit": ours(folder)}
        taken: dict[str, list[float]] = {name: [] for name in engines}
        for number in range(answers):
            for name in chance.sample(list(engines), len(engines)):
                started = time.perf_counter()
                engines[name](number)
                taken[name].append(time.perf_counter() - started)
    for name, times in taken.items():
        middle, least = median(times), min(times)
        print(f"{name:<8} {1 / middle:5.0f} a second at the median; least {least * 1e3:.2f} ms")
    ratio = median(taken["anki"]) / median(taken["quizkit"])
    print(f"quizkit {ratio:.2f} × anki; reach ≥ {REACH}")
    return int(ratio < REACH)


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000))
