"""A clock that jumps back loses no review, and makes no interval negative."""

import os
from datetime import UTC, datetime, timedelta

import pytest

from quizkit.model.review import CardId, Rating
from quizkit.store import Store

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
CARD = CardId("recall", "scaling/why")
OTHER = CardId("recall", "masking/causal")


def answer(store: Store, card: CardId, clock: datetime) -> datetime:
    return store.append(card, Rating.GOOD, clock=clock, random=os.urandom).at


@pytest.mark.parametrize("back", [timedelta(milliseconds=1), HOUR, 30 * DAY, 20_000 * DAY])
def test_a_review_is_never_before_the_last_one(store: Store, back: timedelta) -> None:
    first = answer(store, CARD, NOON)
    second = answer(store, OTHER, NOON - back)
    third = answer(store, CARD, NOON - back)
    assert first < second < third < NOON + HOUR
    assert [review.at for review in store.reviews()] == [first, second, third]


def test_what_the_clock_showed_is_kept_beside_the_time(store: Store) -> None:
    _ = answer(store, CARD, NOON)
    _ = answer(store, OTHER, NOON - DAY)
    assert [review.clock for review in store.reviews()] == [None, NOON - DAY]


def test_time_goes_on_at_the_pace_of_a_clock_that_is_behind(store: Store) -> None:
    _ = answer(store, CARD, NOON)
    behind = NOON - 5 * DAY
    at = answer(store, OTHER, behind)
    assert store.now(behind + 2 * HOUR) == at + 2 * HOUR
    assert answer(store, CARD, behind + 2 * HOUR) == at + 2 * HOUR


def test_a_clock_set_right_again_is_believed(store: Store) -> None:
    _ = answer(store, CARD, NOON)
    _ = answer(store, CARD, datetime(1970, 1, 1, 5, tzinfo=UTC))
    assert store.now(NOON + 3 * DAY) == NOON + 3 * DAY
    assert answer(store, CARD, NOON + 3 * DAY) == NOON + 3 * DAY


def test_a_log_that_once_got_a_far_future_goes_on_at_the_right_pace(store: Store) -> None:
    far = datetime(2050, 1, 1, tzinfo=UTC)
    _ = answer(store, CARD, far)
    begun = answer(store, OTHER, NOON)
    assert far < begun < far + HOUR
    assert answer(store, CARD, NOON + 3 * DAY) == begun + 3 * DAY


def test_no_memory_is_due_before_it_was_last_seen(store: Store) -> None:
    for hours in (0, -500, 3, -2, -90_000, 1):
        _ = answer(store, CARD, NOON + hours * HOUR)
        memory = store.memory(CARD)
        assert memory is not None
        assert memory.last < memory.due


def test_a_clock_before_1970_is_taken_as_1970(store: Store) -> None:
    assert answer(store, CARD, datetime(1969, 7, 20, tzinfo=UTC)) == datetime(
        1970, 1, 1, tzinfo=UTC
    )
