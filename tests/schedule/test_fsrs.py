"""The schedule is that of FSRS, to the digit, and the same at every run."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from quizkit.model.memory import Memory, Phase
from quizkit.model.review import Rating
from quizkit.schedule import Fsrs

NOON = datetime(2022, 11, 29, 12, 30, tzinfo=UTC)
AGAIN, HARD, GOOD, EASY = Rating


def test_the_intervals_of_the_reference_sequence() -> None:
    """py-fsrs `tests/test_basic.py`, `test_review_card`: each review on its due date."""
    memory, at, days = None, NOON, list[int]()
    for rating in [GOOD] * 6 + [AGAIN] * 2 + [GOOD] * 5:
        memory = Fsrs().after(memory, rating, at)
        days.append((memory.due - at).days)
        at = memory.due
    assert days == [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]


def test_the_memory_of_the_reference_sequence() -> None:
    """py-fsrs `tests/test_basic.py`, `test_memo_state`: stability and difficulty."""
    memory, at = None, NOON
    ratings = (AGAIN, GOOD, GOOD, GOOD, GOOD, GOOD)
    for rating, gap in zip(ratings, (0, 0, 1, 3, 8, 21), strict=True):
        at += timedelta(days=gap)
        memory = Fsrs().after(memory, rating, at)
    assert memory is not None
    # 1e-4 is the precision to which the reference gives them.
    assert memory.stability == pytest.approx(53.62691, abs=1e-4)
    assert memory.difficulty == pytest.approx(6.3574867, abs=1e-4)


def test_every_interval_agrees_with_the_library_over_all_short_histories() -> None:
    """Our memory carries all that the library's card does: through it nothing is lost."""
    from fsrs import Card, Scheduler
    from fsrs import Rating as Theirs

    scheduler = Scheduler(enable_fuzzing=False)
    for ratings in product(Rating, repeat=4):
        memory, card, at = None, Card(card_id=0, due=NOON), NOON
        for rating in ratings:
            memory = Fsrs().after(memory, rating, at)
            card, _ = scheduler.review_card(card, Theirs(int(rating)), at)
            assert (memory.due, memory.last, memory.step) == (card.due, card.last_review, card.step)
            assert (memory.stability, memory.difficulty) == (card.stability, card.difficulty)
            at = memory.due + timedelta(hours=7)


def test_a_preview_is_what_each_grade_would_lead_to() -> None:
    memory = Fsrs().after(None, GOOD, NOON)
    at = NOON + timedelta(days=2)
    preview = Fsrs().preview(memory, at)
    assert list(preview) == [AGAIN, HARD, GOOD, EASY]
    assert preview == {rating: Fsrs().after(memory, rating, at) for rating in Rating}
    assert preview[AGAIN].due < preview[HARD].due <= preview[GOOD].due < preview[EASY].due


def test_the_first_grades_lead_to_the_learning_steps() -> None:
    preview = Fsrs().preview(None, NOON)
    minutes = {rating: (m.due - NOON) / timedelta(minutes=1) for rating, m in preview.items()}
    assert minutes == {AGAIN: 1.0, HARD: 5.5, GOOD: 10.0, EASY: 8 * 24 * 60.0}
    assert [m.phase for m in preview.values()] == [Phase.LEARNING] * 3 + [Phase.REVIEW]


def test_a_higher_target_retention_asks_sooner() -> None:
    memory = Fsrs().after(Fsrs().after(None, EASY, NOON), GOOD, NOON + timedelta(days=8))
    at = memory.due

    def next_due(retention: float) -> datetime:
        return Fsrs(retention=retention).after(memory, GOOD, at).due

    assert next_due(0.95) < next_due(0.9) < next_due(0.8)


def test_the_name_tells_one_setting_from_another() -> None:
    from fsrs.scheduler import DEFAULT_PARAMETERS

    other = (*DEFAULT_PARAMETERS[:-1], 0.2)
    names = {Fsrs().name, Fsrs(retention=0.8).name, Fsrs(weights=other).name}
    assert len(names) == 3
    assert Fsrs().name == Fsrs().name


def test_a_local_time_is_the_same_moment() -> None:
    from zoneinfo import ZoneInfo

    local = NOON.astimezone(ZoneInfo("Asia/Shanghai"))
    there: Memory = Fsrs().after(None, GOOD, local)
    assert there == Fsrs().after(None, GOOD, NOON)
    assert there.due.tzinfo is UTC


def test_recall_is_the_library_s_own_retrievability() -> None:
    from fsrs import Card, Scheduler, State

    for weights in ((), tuple(w * 1.02 for w in _defaults())):
        mine = Fsrs(weights)
        memory = mine.after(mine.after(None, GOOD, NOON), EASY, NOON + timedelta(days=3))
        card = Card(
            card_id=0,
            state=State.Review,
            stability=memory.stability,
            difficulty=memory.difficulty,
            due=memory.due,
            last_review=memory.last,
        )
        library = Scheduler(weights or _defaults(), enable_fuzzing=False)
        for hours in (-5, 0, 23, 24, 47, 1000, 100_000):
            at = memory.last + timedelta(hours=hours)
            # 1e-12: the same arithmetic in another order.
            assert mine.recall(memory, at) == pytest.approx(
                library.get_card_retrievability(card, at), abs=1e-12
            )


def _defaults() -> tuple[float, ...]:
    from fsrs.scheduler import DEFAULT_PARAMETERS

    return tuple(DEFAULT_PARAMETERS)
