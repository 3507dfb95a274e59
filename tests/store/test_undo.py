"""An answer or a decision can be taken back; the log keeps both, and only the rest counts."""

import os
from datetime import UTC, datetime, timedelta

import pytest

from quizkit.model.review import Action, CardId, Rating, Review, Undo
from quizkit.schedule import Fsrs
from quizkit.store import Store, StoreError

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
CARD = CardId("recall", "scaling/why")


def answer(store: Store, day: int, rating: Rating = Rating.GOOD) -> Review:
    return store.append(CARD, rating, clock=NOON + day * DAY, random=os.urandom)


def undo(store: Store, event: str) -> Undo:
    return store.undo(event, clock=NOON + 9 * DAY, random=os.urandom)


def test_a_schedule_is_what_it_was_before_the_answer_that_is_taken_back(store: Store) -> None:
    _ = answer(store, 0)
    before = store.memory(CARD)
    again = answer(store, 3, Rating.AGAIN)
    _ = undo(store, again.id)
    assert store.memory(CARD) == before
    assert store.failed_lately(NOON) == set()
    assert CARD in store.asked_since(NOON)
    assert store.asked_since(NOON + DAY) == {}


def test_an_answer_in_the_middle_can_be_taken_back(store: Store) -> None:
    first, middle, last = (answer(store, day) for day in (0, 2, 5))
    _ = undo(store, middle.id)
    expected = Fsrs().after(Fsrs().after(None, Rating.GOOD, first.at), Rating.GOOD, last.at)
    assert store.memory(CARD) == expected
    assert list(store.reviews(CARD)) == [first, last]


def test_the_only_answer_taken_back_leaves_a_new_card(store: Store) -> None:
    _ = undo(store, answer(store, 0).id)
    assert (store.memory(CARD), store.answered(), list(store.reviews())) == (None, set(), [])
    assert store.introduced(NOON) == 0


def test_any_number_of_answers_can_be_taken_back(store: Store) -> None:
    memories, reviews = [store.memory(CARD)], list[Review]()
    for day in range(5):
        reviews.append(answer(store, day, Rating(day % 4 + 1)))
        memories.append(store.memory(CARD))
    for review in reversed(reviews):
        _ = memories.pop()
        _ = undo(store, review.id)
        assert store.memory(CARD) == memories[-1]


def test_the_log_keeps_what_was_taken_back_and_that_it_was(store: Store) -> None:
    review = answer(store, 0)
    taken = undo(store, review.id)
    assert list(store.events()) == [review, taken]
    assert taken.undoes == review.id
    assert list(store.reviews()) == []


def test_taking_back_twice_is_taking_back_once(store: Store) -> None:
    review = answer(store, 0)
    assert undo(store, review.id) == undo(store, review.id)
    assert len(list(store.events())) == 2


def test_a_reset_taken_back_restores_the_schedule(store: Store) -> None:
    _ = answer(store, 0)
    before = store.memory(CARD)
    reset = store.mark(CARD, Action.RESET, clock=NOON + DAY, random=os.urandom)
    assert store.memory(CARD) is None
    _ = undo(store, reset.id)
    assert store.memory(CARD) == before


@pytest.mark.parametrize(
    ("action", "opposite"),
    [
        (Action.SUSPEND, Action.RESUME),
        (Action.BURY, Action.UNBURY),
        (Action.FLAG, Action.UNFLAG),
    ],
)
def test_a_decision_taken_back_was_never_made(
    store: Store, action: Action, opposite: Action
) -> None:
    def held() -> bool:
        flagged = {flag.card for flag in store.flags()}
        return CARD in store.suspended() | store.buried(NOON) | flagged

    done = store.mark(CARD, action, clock=NOON, random=os.urandom)
    ended = store.mark(CARD, opposite, clock=NOON, random=os.urandom)
    assert not held()
    _ = undo(store, ended.id)
    assert held()
    _ = undo(store, done.id)
    assert not held()


def test_what_is_not_there_cannot_be_taken_back(store: Store) -> None:
    with pytest.raises(StoreError, match="no review or mark 'nothing'"):
        _ = undo(store, "nothing")
    taken = undo(store, answer(store, 0).id)
    with pytest.raises(StoreError, match="no review or mark"):
        _ = undo(store, taken.id)
    assert len(list(store.events())) == 2


def test_an_undo_takes_its_place_on_the_time_line(store: Store) -> None:
    review = answer(store, 5)
    taken = store.undo(review.id, clock=NOON, random=os.urandom)
    assert taken.at > review.at
    assert taken.clock == NOON
    assert answer(store, 0).at > taken.at
