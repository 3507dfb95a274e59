"""The log keeps what it was given, in order, and refuses to forget."""

import itertools
import os
import sqlite3
import uuid
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quizkit.model.review import CardId, Rating
from quizkit.schedule import Fsrs
from quizkit.store import Store, StoreError
from quizkit.store.rows import event_id

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
RECALL = CardId("recall", "scaling/why")
PREDICT = CardId("predict", "scaling/why", "unit-variance")


def test_a_review_is_read_back_as_it_was_given(store: Store, path: Path) -> None:
    detail = {"guess": 60.0, "measured": 64.1, "说": "方差"}
    given = store.append(
        PREDICT, Rating.HARD, clock=NOON, random=os.urandom, seconds=12.5, detail=detail
    )
    with Store(path, Fsrs()) as again:
        (read,) = again.reviews()
    assert read == given
    assert (read.card, read.at, read.rating) == (PREDICT, NOON, Rating.HARD)
    assert (read.seconds, dict(read.detail), read.clock) == (12.5, detail, None)


def test_the_schedule_is_that_of_the_algorithm(store: Store) -> None:
    expected = None
    for n, rating in enumerate((Rating.GOOD, Rating.GOOD, Rating.AGAIN, Rating.EASY)):
        at = NOON + n * 3 * DAY
        _ = store.append(RECALL, rating, clock=at, random=os.urandom)
        expected = Fsrs().after(expected, rating, at)
        assert store.memory(RECALL) == expected
    assert store.memory(PREDICT) is None
    assert list(store.schedule()) == [RECALL]
    assert store.answered() == {str(RECALL)}


def test_the_schedule_before_a_moment_holds_only_what_is_due_then(store: Store) -> None:
    _ = store.append(RECALL, Rating.EASY, clock=NOON, random=os.urandom)
    _ = store.append(PREDICT, Rating.AGAIN, clock=NOON, random=os.urandom)
    assert list(store.schedule()) == [PREDICT, RECALL]
    assert list(store.schedule(before=NOON + DAY)) == [PREDICT]


def test_a_card_is_introduced_on_the_day_of_its_first_review_only(store: Store) -> None:
    _ = store.append(RECALL, Rating.GOOD, clock=NOON, random=os.urandom)
    _ = store.append(RECALL, Rating.GOOD, clock=NOON + DAY, random=os.urandom)
    _ = store.append(PREDICT, Rating.GOOD, clock=NOON + DAY, random=os.urandom)
    assert store.introduced(NOON) == 2
    assert store.introduced(NOON + DAY) == 1
    assert store.introduced(NOON + 2 * DAY) == 0


def test_another_algorithm_has_the_schedule_rebuilt_and_the_log_untouched(path: Path) -> None:
    with Store(path, Fsrs()) as store:
        for n in range(4):
            _ = store.append(RECALL, Rating.GOOD, clock=NOON + n * DAY, random=os.urandom)
        at_90, log = store.memory(RECALL), list(store.reviews())
    with Store(path, Fsrs(retention=0.8)) as store:
        at_80 = store.memory(RECALL)
        assert list(store.reviews()) == log
    assert at_90 is not None
    assert at_80 is not None
    assert at_80.due > at_90.due
    with Store(path, Fsrs()) as store:
        assert store.memory(RECALL) == at_90


def test_a_session_left_open_under_other_weights_does_not_spoil_the_schedule(path: Path) -> None:
    with Store(path, Fsrs()) as old, Store(path, Fsrs(retention=0.8)) as new:
        for store, n in zip(itertools.cycle((old, new)), range(6), strict=False):
            _ = store.append(RECALL, Rating.GOOD, clock=NOON + n * DAY, random=os.urandom)
    with Store(path, Fsrs()) as store:
        scheduled = store.schedule()
        _ = store.rebuild()
        assert store.schedule() == scheduled


def test_two_sessions_see_each_others_answers(path: Path) -> None:
    with Store(path, Fsrs()) as one, Store(path, Fsrs()) as other:
        first = one.append(RECALL, Rating.GOOD, clock=NOON, random=os.urandom)
        second = other.append(RECALL, Rating.GOOD, clock=NOON + DAY, random=os.urandom)
        assert list(one.reviews(RECALL)) == [first, second]
        assert one.memory(RECALL) == other.memory(RECALL)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE review SET rating = 4",
        "DELETE FROM review",
        "INSERT OR REPLACE INTO review "
        "SELECT id, card, at, clock, 4, seconds, detail, counts, content FROM review",
    ],
)
def test_a_review_is_never_changed(store: Store, path: Path, statement: str) -> None:
    kept = store.append(RECALL, Rating.AGAIN, clock=NOON, random=os.urandom)
    with (
        closing(sqlite3.connect(path)) as stranger,
        pytest.raises(sqlite3.Error, match="append-on"),
    ):
        _ = stranger.execute(statement)
    assert list(store.reviews()) == [kept]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("id", "NULL"),
        ("card", "'nothing'"),
        ("at", "'noon'"),
        ("at", "-1"),
        ("clock", "99999999999999"),
        ("rating", "5"),
        ("rating", "0"),
        ("seconds", "-1.0"),
        ("detail", "'{'"),
    ],
)
def test_the_tables_refuse_a_bad_row(store: Store, path: Path, column: str, value: str) -> None:
    row = {
        "id": "'x'",
        "card": "'recall:a/b'",
        "at": "1",
        "clock": "NULL",
        "rating": "3",
        "seconds": "1.0",
        "detail": "'{}'",
    }
    row[column] = value
    insert = f"INSERT INTO review ({', '.join(row)}) VALUES ({', '.join(row.values())})"
    with closing(sqlite3.connect(path)) as stranger, pytest.raises(sqlite3.IntegrityError):
        _ = stranger.execute(insert)
    assert list(store.reviews()) == []


def test_what_json_cannot_hold_leaves_no_trace(store: Store) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        _ = store.append(
            RECALL, Rating.GOOD, clock=NOON, random=os.urandom, detail={"guess": float("nan")}
        )
    assert (list(store.reviews()), store.memory(RECALL)) == ([], None)
    assert store.append(RECALL, Rating.GOOD, clock=NOON, random=os.urandom).card == RECALL


def test_an_answer_that_fails_half_way_is_not_kept_at_all(store: Store, path: Path) -> None:
    with closing(sqlite3.connect(path)) as stranger:
        _ = stranger.execute(
            "CREATE TRIGGER refuse BEFORE INSERT ON schedule BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
        with pytest.raises(StoreError, match="refused: no"):
            _ = store.append(RECALL, Rating.GOOD, clock=NOON, random=os.urandom)
        assert (list(store.reviews()), store.memory(RECALL)) == ([], None)
        _ = stranger.execute("DROP TRIGGER refuse")
    assert store.append(RECALL, Rating.GOOD, clock=NOON, random=os.urandom).card == RECALL


def test_an_id_is_a_uuid_of_version_7_that_carries_the_time() -> None:
    key = uuid.UUID(event_id(NOON, bytes(range(10))))
    assert (key.version, key.variant) == (7, uuid.RFC_4122)
    assert key.int >> 80 == int(NOON.timestamp()) * 1000
    later = event_id(NOON + timedelta(milliseconds=1), bytes(10))
    assert event_id(NOON, b"\xff" * 10) < later


def test_every_random_bit_of_an_id_counts() -> None:
    lit = {event_id(NOON, (1 << bit).to_bytes(10, "big")) for bit in range(74)}
    assert len(lit | {event_id(NOON, bytes(10))}) == 75
