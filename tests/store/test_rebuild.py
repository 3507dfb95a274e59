"""The schedule is derived: rebuilt from the log, it is the same schedule."""

import random
import tempfile
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from quizkit.model.review import CardId, Rating
from quizkit.schedule import Fsrs
from quizkit.store import FILE_NAME, Store

START = datetime(2026, 1, 1, tzinfo=UTC)

answers = st.lists(
    st.tuples(
        st.integers(0, 1),  # which of two sessions
        st.integers(0, 3),  # which card
        st.sampled_from(Rating),
        st.integers(-(10**10), 10**10),  # how many milliseconds the clock moves: 115 days
    ),
    max_size=30,
)


@settings(max_examples=40, deadline=None)
@given(answers)
def test_a_rebuilt_schedule_is_the_same_schedule(
    given_answers: list[tuple[int, int, Rating, int]],
) -> None:
    draw = random.Random(7).randbytes
    clock = START
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / FILE_NAME
        with Store(path, Fsrs()) as one, Store(path, Fsrs()) as other:
            for session, number, rating, step in given_answers:
                clock += timedelta(milliseconds=step)
                store = (one, other)[session]
                card = CardId("recall", f"topic/{number}")
                _ = store.append(card, rating, clock=clock, random=draw)
            times = [review.at for review in one.reviews()]
            scheduled = one.schedule()
            assert one.rebuild() == len(scheduled)
            assert other.schedule() == scheduled
    assert len(times) == len(given_answers)
    assert all(a < b for a, b in pairwise(times))
