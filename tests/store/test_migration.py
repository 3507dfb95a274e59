"""A log of the first version goes on, and what it was lies beside it."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quizkit.model.review import CardId, Rating
from quizkit.schedule import Fsrs
from quizkit.store import Store, StoreError, connection
from quizkit.store.rows import event_id, memory_row, to_ms

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
CARD = CardId("recall", "scaling/why")
GRADES = (Rating.GOOD, Rating.AGAIN, Rating.EASY)


def times() -> list[datetime]:
    return [NOON + n * timedelta(days=3) for n in range(len(GRADES))]


@pytest.fixture
def first_version(path: Path) -> Path:
    """The log as the first version wrote it: three answers, and the schedule after them."""
    memory = None
    with closing(sqlite3.connect(path)) as old:
        _ = old.executescript(connection.MIGRATIONS[0].read_text())
        for n, (at, rating) in enumerate(zip(times(), GRADES, strict=True)):
            row = (event_id(at, bytes([n] * 10)), str(CARD), to_ms(at), None, int(rating), 2.5)
            _ = old.execute("INSERT INTO review VALUES (?, ?, ?, ?, ?, ?, '{\"guess\":1}')", row)
            memory = Fsrs().after(memory, rating, at)
        assert memory is not None
        last = (str(CARD), event_id(times()[-1], bytes([2] * 10)), *memory_row(memory))
        _ = old.execute("INSERT INTO schedule VALUES (?, ?, ?, ?, ?, ?, ?, ?)", last)
        _ = old.execute("INSERT INTO derived_with VALUES (1, ?)", (Fsrs().name,))
        _ = old.execute(f"PRAGMA application_id = {connection.APPLICATION_ID}")
        _ = old.execute("PRAGMA user_version = 1")
        old.commit()
    return path


def test_every_answer_and_the_schedule_go_on(first_version: Path) -> None:
    with Store(first_version, Fsrs()) as store:
        reviews = list(store.reviews())
        assert [(review.at, review.rating) for review in reviews] == list(
            zip(times(), GRADES, strict=True)
        )
        assert all(r.counts and r.content == "" and r.seconds == 2.5 for r in reviews)
        assert dict(reviews[0].detail) == {"guess": 1}
        expected = None
        for at, rating in zip(times(), GRADES, strict=True):
            expected = Fsrs().after(expected, rating, at)
        assert store.memory(CARD) == expected
        assert store.introduced(NOON) == 1
        _ = store.undo(reviews[-1].id, clock=times()[-1], random=bytes)


def test_the_log_as_it_was_is_kept(first_version: Path) -> None:
    Store(first_version, Fsrs()).close()
    (kept,) = (first_version.parent / "backups").iterdir()
    assert kept.name == "reviews-version-1.sqlite3"
    with closing(sqlite3.connect(kept)) as old:
        assert old.execute("PRAGMA user_version").fetchone() == (1,)
        assert old.execute("SELECT count(*) FROM review").fetchone() == (3,)
        assert old.execute("SELECT count(*) FROM schedule").fetchone() == (1,)


def test_a_second_one_is_kept_beside_the_first(first_version: Path) -> None:
    before = first_version.read_bytes()
    Store(first_version, Fsrs()).close()
    _ = first_version.write_bytes(before)
    Store(first_version, Fsrs()).close()
    names = {one.name for one in (first_version.parent / "backups").iterdir()}
    assert names == {"reviews-version-1.sqlite3", "reviews-version-1-2.sqlite3"}


def test_a_log_that_cannot_be_copied_is_not_changed(first_version: Path) -> None:
    _ = (first_version.parent / "backups").write_text("in the way")
    with pytest.raises(StoreError, match="cannot be copied"):
        _ = Store(first_version, Fsrs())
    with closing(sqlite3.connect(first_version)) as old:
        assert old.execute("PRAGMA user_version").fetchone() == (1,)


def test_a_new_log_has_nothing_to_keep(path: Path) -> None:
    Store(path, Fsrs()).close()
    assert not (path.parent / "backups").exists()
