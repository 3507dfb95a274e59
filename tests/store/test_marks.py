"""What a learner decides about a card beside answering it."""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quizkit.model.review import Action, CardId, Mark, Rating
from quizkit.schedule import Fsrs
from quizkit.store import Store

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
ONE = CardId("recall", "scaling/why")
OTHER = CardId("predict", "scaling/why", "unit-variance")


def mark(
    store: Store,
    action: Action,
    card: CardId = ONE,
    day: int = 0,
    note: str = "",
    content: str = "",
) -> Mark:
    return store.mark(
        card, action, clock=NOON + day * DAY, random=os.urandom, note=note, content=content
    )


def good(
    store: Store, day: int, card: CardId = ONE, *, counts: bool = True, content: str = ""
) -> str:
    review = store.append(
        card,
        Rating.GOOD,
        clock=NOON + day * DAY,
        random=os.urandom,
        counts=counts,
        content=content,
    )
    return review.id


def test_a_mark_is_read_back_as_it_was_given(store: Store, path: Path) -> None:
    given = mark(store, Action.FLAG, OTHER, note="第二点有误")
    with Store(path, Fsrs()) as again:
        assert list(again.events()) == [given]
    assert (given.card, given.at, given.note, given.clock) == (OTHER, NOON, "第二点有误", None)


def test_a_card_is_suspended_until_it_is_resumed(store: Store) -> None:
    _ = mark(store, Action.SUSPEND)
    _ = mark(store, Action.SUSPEND, OTHER)
    assert store.suspended() == {ONE, OTHER}
    _ = mark(store, Action.RESUME)
    assert store.suspended() == {OTHER}
    _ = mark(store, Action.SUSPEND)
    assert store.suspended() == {ONE, OTHER}


def test_a_card_is_buried_for_the_days_that_ask_since_before(store: Store) -> None:
    _ = mark(store, Action.BURY, day=1)
    assert store.buried(NOON + DAY) == {ONE}
    assert store.buried(NOON + 2 * DAY) == set()
    _ = mark(store, Action.UNBURY, day=1)
    assert store.buried(NOON) == set()


def test_flags_stay_open_with_their_notes_until_the_card_is_unflagged(store: Store) -> None:
    first = mark(store, Action.FLAG, note="typo")
    second = mark(store, Action.FLAG, OTHER, note="wrong unit")
    third = mark(store, Action.FLAG, note="and another")
    assert store.flags() == [first, second, third]
    _ = mark(store, Action.UNFLAG)
    assert store.flags() == [second]


def test_a_reset_card_is_new_again_and_learnt_from_its_next_answer_on(store: Store) -> None:
    for day in range(3):
        _ = good(store, day)
    _ = good(store, 3, OTHER)
    other = store.memory(OTHER)
    _ = mark(store, Action.RESET, day=4)
    assert store.memory(ONE) is None
    assert store.answered() == {str(OTHER)}
    assert store.memory(OTHER) == other
    _ = good(store, 5)
    assert store.memory(ONE) == Fsrs().after(None, Rating.GOOD, NOON + 5 * DAY)
    assert store.introduced(NOON + 5 * DAY) == 1
    assert len(list(store.reviews(ONE))) == 4


def test_keeping_changes_no_schedule(store: Store) -> None:
    _ = good(store, 0)
    before = store.schedule()
    _ = mark(store, Action.KEEP, day=1, content="b")
    assert store.schedule() == before


def test_the_content_is_the_last_one_that_the_schedule_rests_on(store: Store) -> None:
    assert store.content(ONE) == ""
    _ = good(store, 0, content="a")
    _ = good(store, 1, content="x", counts=False)
    _ = good(store, 2)
    _ = mark(store, Action.FLAG, day=2, content="x")
    assert store.content(ONE) == "a"
    keep = mark(store, Action.KEEP, day=3, content="b")
    assert store.content(ONE) == "b"
    _ = store.undo(keep.id, clock=NOON + 4 * DAY, random=os.urandom)
    assert store.content(ONE) == "a"
    _ = mark(store, Action.RESET, day=5, content="c")
    assert store.content(ONE) == "c"
    assert store.content(OTHER) == ""


def test_an_answer_of_cramming_is_kept_and_leaves_the_schedule_alone(store: Store) -> None:
    _ = good(store, 0)
    before = store.schedule()
    _ = good(store, 1, counts=False)
    _ = good(store, 1, OTHER, counts=False)
    assert store.schedule() == before
    assert store.memory(OTHER) is None
    assert store.introduced(NOON) == 1
    assert store.asked_since(NOON) == {ONE: NOON}
    assert [review.counts for review in store.reviews()] == [True, False, False]
    assert store.rebuild() == 1
    assert store.schedule() == before


def test_asked_since_gives_the_last_answer_of_each_card(store: Store) -> None:
    for day in range(3):
        _ = good(store, day)
    _ = good(store, 0, OTHER)
    assert store.asked_since(NOON + DAY)[ONE] == NOON + 2 * DAY
    assert OTHER in store.asked_since(NOON + DAY), "its time goes on from the log's last"
    assert store.asked_since(NOON + 3 * DAY) == {}


def test_a_card_failed_lately_if_again_was_its_grade_since_then(store: Store) -> None:
    for day, rating in enumerate((Rating.AGAIN, Rating.GOOD)):
        _ = store.append(ONE, rating, clock=NOON + day * DAY, random=os.urandom)
    _ = store.append(OTHER, Rating.AGAIN, clock=NOON + DAY, random=os.urandom, counts=False)
    assert store.failed_lately(NOON) == {ONE, OTHER}
    assert store.failed_lately(NOON + DAY) == {OTHER}


def test_only_forgetting_in_the_long_run_is_a_lapse(store: Store) -> None:
    grades = ["AGAIN", "GOOD", "GOOD", "AGAIN", "AGAIN", "GOOD", "GOOD", "AGAIN"]
    for n, grade in enumerate(grades):
        _ = store.append(ONE, Rating[grade], clock=NOON + n * 5 * DAY, random=os.urandom)
    _ = store.append(OTHER, Rating.AGAIN, clock=NOON + 50 * DAY, random=os.urandom)
    assert store.lapses() == {ONE: 2}
    _ = store.rebuild()
    assert store.lapses() == {ONE: 2}


@pytest.mark.parametrize("table", ["mark", "undo"])
@pytest.mark.parametrize(
    "statement",
    ["UPDATE {} SET at = 7", "DELETE FROM {}", "INSERT OR REPLACE INTO {0} SELECT * FROM {0}"],
)
def test_what_was_decided_is_never_changed(
    store: Store, path: Path, table: str, statement: str
) -> None:
    kept = mark(store, Action.SUSPEND)
    undo = store.undo(kept.id, clock=NOON, random=os.urandom)
    with (
        closing(sqlite3.connect(path)) as stranger,
        pytest.raises(sqlite3.Error, match="append-only"),
    ):
        _ = stranger.execute(statement.format(table))
    assert list(store.events()) == [kept, undo]


def test_a_note_that_utf_8_cannot_hold_is_kept_with_a_question_mark(store: Store) -> None:
    _ = mark(store, Action.FLAG, note="broken \udce4 byte")
    assert [flag.note for flag in store.flags()] == ["broken ? byte"]
