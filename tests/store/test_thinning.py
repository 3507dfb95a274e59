"""Which backups are dropped: with age they lie further apart, and the newest are all there."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from quizkit.store.backups import to_drop

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
DAY = timedelta(days=1)
MOST = 12 + 10 + 9
ages = st.integers(-(10**7), 10**8).map(lambda seconds: NOW - timedelta(seconds=seconds))
"""From four months ahead (the clock was wrong) to three years ago."""


@given(st.sets(ages, max_size=200))
def test_what_is_younger_than_two_days_is_kept(times: set[datetime]) -> None:
    dropped = to_drop(times, NOW)
    assert dropped <= times
    assert all(NOW - at > 2 * DAY for at in dropped)


@given(st.sets(ages, max_size=200))
def test_of_what_is_older_at_most_31_are_kept(times: set[datetime]) -> None:
    older = {at for at in times if NOW - at > 2 * DAY}
    kept = older - to_drop(times, NOW)
    assert len(kept) <= MOST
    assert not older or max(older) in kept


@given(st.sets(ages, max_size=200))
def test_thinning_twice_is_thinning_once(times: set[datetime]) -> None:
    assert to_drop(times - to_drop(times, NOW), NOW) == set()


@given(st.lists(ages, max_size=100), st.randoms(use_true_random=False))
def test_the_order_does_not_matter(times: list[datetime], chance: object) -> None:
    shuffled = times[:]
    chance.shuffle(shuffled)  # pyright: ignore
    assert to_drop(shuffled, NOW) == to_drop(times, NOW)


@settings(max_examples=4, deadline=None)
@given(st.integers(1, 3), st.integers(450, 600), st.integers(0, 86_399))
def test_who_practises_every_day_keeps_days_then_weeks_then_months(
    a_day: int, days: int, second: int
) -> None:
    start = NOW - days * DAY
    kept: set[datetime] = set()
    now = start
    for n in range(days * a_day):
        now = start + n * DAY / a_day + timedelta(seconds=second)
        kept.add(now)
        kept -= to_drop(kept, now)
    older = sorted((at for at in kept if now - at > 2 * DAY), reverse=True)
    assert len(kept) - len(older) >= 2 * a_day
    assert len(older) == MOST
    daily, weekly, monthly = older[:12], older[12:22], older[22:]
    assert {(a.date() - b.date()).days for a, b in pairwise(daily)} == {1}
    assert {(a.date() - b.date()).days for a, b in pairwise(weekly)} == {7}
    months = [12 * at.year + at.month for at in monthly]
    assert {a - b for a, b in pairwise(months)} == {1}
    assert now - older[-1] > 300 * DAY
