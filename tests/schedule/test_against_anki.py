"""Anki's own engine, given the same answers, comes to the same memory."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest
from anki.collection import Collection
from anki.decks import DeckId
from fsrs.scheduler import DEFAULT_PARAMETERS

from quizkit.model.memory import Memory
from quizkit.model.review import Rating
from quizkit.schedule import Fsrs

NOON = datetime(2022, 11, 29, 12, 30, tzinfo=UTC)
AGAIN, HARD, GOOD, EASY = Rating
OTHER_WEIGHTS = tuple(w * (1.1 if n % 2 else 0.9) for n, w in enumerate(DEFAULT_PARAMETERS))
LEARNING, REVIEWING = 0, 1
"""How Anki's log calls the first answer to a card, and the later ones."""
History = tuple[tuple[Rating, int], ...]
"""Grades, each so many whole days after the one before."""


class Anki:
    """A collection that derives memories from a log written into it."""

    def __init__(self, path: Path) -> None:
        self.collection = Collection(str(path))
        _ = self.collection.set_config("fsrs", True)

    def use(self, weights: tuple[float, ...]) -> None:
        """Let every card be scheduled with these weights of FSRS-6."""
        config = self.collection.decks.get_config(1)  # pyright: ignore[reportArgumentType]
        assert config is not None
        config["fsrsParams6"] = list(weights)
        self.collection.decks.save(config)

    def memory(self, history: History) -> tuple[float, float]:
        """Stability and difficulty of a new card after these answers."""
        kind = self.collection.models.by_name("Basic")
        assert kind is not None
        note = self.collection.new_note(kind)
        note["Front"] = "?"
        _ = self.collection.add_note(note, DeckId(1))
        (card,) = note.card_ids()
        for number, (at, rating) in enumerate(moments(history)):
            # Ids are milliseconds and unique over all cards, hence the card's share in them.
            key = round(at.timestamp() * 1000) + card % 1_000
            while self.collection.db.scalar("select 1 from revlog where id = ?", key):  # pyright: ignore
                key += 1
            _ = self.collection.db.execute(  # pyright: ignore[reportOptionalMemberAccess]
                "insert into revlog values (?, ?, -1, ?, 1, 1, 2500, 1000, ?)",
                key,
                card,
                int(rating),
                REVIEWING if number else LEARNING,
            )
        state = self.collection.compute_memory_state(card)
        assert state.stability is not None
        assert state.difficulty is not None
        return state.stability, state.difficulty


def moments(history: History) -> Iterator[tuple[datetime, Rating]]:
    """When each answer was given; those of one day a minute apart."""
    at = NOON
    for rating, gap in history:
        at += timedelta(days=gap, minutes=0 if gap else 1)
        yield at, rating


def ours(history: History, weights: tuple[float, ...]) -> Memory:
    memory: Memory | None = None
    for at, rating in moments(history):
        memory = Fsrs(weights=weights).after(memory, rating, at)
    assert memory is not None
    return memory


@pytest.fixture(scope="module")
def anki(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Anki]:
    engine = Anki(tmp_path_factory.mktemp("anki") / "collection.anki2")
    yield engine
    engine.collection.close()


HISTORIES: list[History] = [
    tuple(zip(grades, gaps, strict=True))
    for gaps in ((0, 0, 1, 3), (0, 5, 40, 400))
    for grades in product(Rating, repeat=4)
]


@pytest.mark.parametrize("weights", [DEFAULT_PARAMETERS, OTHER_WEIGHTS], ids=["default", "other"])
def test_every_short_history_leads_to_the_same_memory(
    anki: Anki, weights: tuple[float, ...]
) -> None:
    anki.use(weights)
    for history in HISTORIES:
        stability, difficulty = anki.memory(history)
        memory = ours(history, weights)
        assert memory.stability == pytest.approx(stability, rel=1e-4), history
        assert memory.difficulty == pytest.approx(difficulty, rel=1e-4), history


def test_the_reference_sequence_leads_to_the_reference_memory_there_as_well(anki: Anki) -> None:
    anki.use(DEFAULT_PARAMETERS)
    grades = (AGAIN, GOOD, GOOD, GOOD, GOOD, GOOD)
    history = tuple(zip(grades, (0, 0, 1, 3, 8, 21), strict=True))
    stability, difficulty = anki.memory(history)
    assert stability == pytest.approx(53.62691, abs=1e-4)
    assert difficulty == pytest.approx(6.3574867, abs=1e-4)
