"""What the review log tells, counted by hand."""

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from quizkit.model.memory import Memory
from quizkit.model.review import CardId, Rating
from quizkit.practice.predictions import predictions_of
from quizkit.practice.stats import AHEAD, ALL, Mastery, Retained, Stats, stats_of
from quizkit.practice.stats_data import stats_data
from quizkit.schedule import Fsrs
from quizkit.store import FILE_NAME, Store

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
A, B, C = (CardId("recall", f"scaling/{slug}") for slug in "abc")
M = CardId("predict", "masking/m", "claim")
AGAIN, HARD, GOOD = Rating.AGAIN, Rating.HARD, Rating.GOOD


class Learner:
    """A log, and the statistics of it."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def answer(
        self,
        card: CardId,
        days: float,
        rating: Rating = GOOD,
        *,
        seconds: float = 10.0,
        counts: bool = True,
        **detail: object,
    ) -> str:
        review = self.store.append(
            card,
            rating,
            clock=NOON + timedelta(days=days),
            random=os.urandom,
            seconds=seconds,
            detail=detail,
            counts=counts,
        )
        return review.id

    def stats(self, days: float, *, zone: str = "UTC", starts: time = time(4)) -> Stats:
        return stats_of(
            self.store.answers(),
            self.store.schedule(),
            [A, B, C, M],
            Fsrs(),
            now=NOON + timedelta(days=days),
            zone=ZoneInfo(zone),
            starts=starts,
            suspended=self.store.suspended(),
        )


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    with Store(tmp_path / FILE_NAME, Fsrs()) as store:
        yield Learner(store)


def test_without_an_answer_everything_is_zero(learner: Learner) -> None:
    stats = learner.stats(0)
    assert (stats.answers, stats.seconds, stats.streak, stats.recall) == (0, 0.0, 0, 0.0)
    assert stats.periods[-1].together.share is None
    assert stats.topics == (Mastery("masking", 1, 0, 0.0), Mastery("scaling", 3, 0, 0.0))


def test_answers_are_counted_on_the_learner_s_day(learner: Learner) -> None:
    for hours in (0, 15.9, 16.1, 30):  # the day ends at 04:00
        _ = learner.answer(A, hours / 24)
    assert learner.stats(2).calendar == {date(2026, 3, 1): 2, date(2026, 3, 2): 2}
    # 12:00 in UTC is 20:00 in Shanghai: its day ends 8 hours later, at 20:00 in UTC.
    shanghai = learner.stats(2, zone="Asia/Shanghai").calendar
    assert shanghai == {date(2026, 3, 1): 1, date(2026, 3, 2): 3}
    assert learner.stats(2, starts=time(3)).calendar == {date(2026, 3, 1): 1, date(2026, 3, 2): 3}


def test_a_card_asked_twice_on_one_day_is_retained_once(learner: Learner) -> None:
    _ = learner.answer(A, 0)
    _ = learner.answer(A, 2, AGAIN)
    _ = learner.answer(A, 2.01)
    _ = learner.answer(A, 4)
    assert learner.stats(5).periods[-1].together == Retained(asked=2, recalled=1)


def test_young_and_mature_part_at_21_days(learner: Learner) -> None:
    _ = learner.answer(A, 0)
    _ = learner.answer(B, 0.01)
    _ = learner.answer(A, 20, HARD)
    _ = learner.answer(B, 21, AGAIN)
    stats = learner.stats(21.1)
    assert stats.periods[-1].young == Retained(1, 1)
    assert stats.periods[-1].mature == Retained(1, 0)


def test_months_are_told_apart_and_add_up(learner: Learner) -> None:
    for days in (0, 10, 40, 50):
        _ = learner.answer(A, days)
    stats = learner.stats(60)
    assert [(p.name, p.together.asked) for p in stats.periods] == [
        ("2026-03", 1),
        ("2026-04", 2),
        (ALL, 3),
    ]


def test_cramming_counts_as_answers_and_as_nothing_else(learner: Learner) -> None:
    _ = learner.answer(A, 0)
    _ = learner.answer(A, 3, AGAIN, counts=False)
    _ = learner.answer(A, 5)
    stats = learner.stats(6)
    assert (stats.answers, stats.crammed) == (3, 1)
    assert stats.periods[-1].together == Retained(1, 1)


def test_what_was_taken_back_is_not_counted(learner: Learner) -> None:
    _ = learner.answer(A, 0)
    key = learner.answer(A, 3, AGAIN)
    _ = learner.store.undo(key, clock=NOON + timedelta(days=3.01), random=os.urandom)
    stats = learner.stats(4)
    assert (stats.answers, stats.periods[-1].together) == (1, Retained(0, 0))


@pytest.mark.parametrize(("days", "streak"), [(2, 3), (3, 3), (4, 0)])
def test_a_streak_lasts_until_a_day_is_missed(learner: Learner, days: int, streak: int) -> None:
    for day in (-3, 0, 1, 2):
        _ = learner.answer(A, 3 + day)
    assert learner.stats(3 + days).streak == streak


def test_mastery_is_the_mean_over_all_cards_with_new_ones_as_zero(learner: Learner) -> None:
    _ = learner.answer(A, 0)
    _ = learner.answer(B, 0.1)
    now = NOON + timedelta(days=30)
    memories: list[Memory | None] = [learner.store.memory(card) for card in (A, B)]
    recalls = [Fsrs().recall(memory, now) for memory in memories if memory]
    assert len(recalls) == 2
    scaling = learner.stats(30).topics[1]
    assert (scaling.topic, scaling.cards, scaling.begun) == ("scaling", 3, 2)
    assert scaling.recall == pytest.approx(sum(recalls) / 3)
    assert learner.stats(30).recall == pytest.approx(sum(recalls) / 4)


def test_a_suspended_card_is_neither_forecast_nor_mastered(learner: Learner) -> None:
    from quizkit.model.review import Action

    _ = learner.answer(A, 0, Rating.EASY)
    clock = NOON + timedelta(hours=1)
    _ = learner.store.mark(A, Action.SUSPEND, clock=clock, random=os.urandom)
    stats = learner.stats(1)
    assert sum(stats.forecast) == 0
    assert stats.topics[1].cards == 2


def test_the_forecast_counts_what_is_overdue_today(learner: Learner) -> None:
    _ = learner.answer(A, 0, Rating.EASY)  # due after 8 days
    _ = learner.answer(B, 1, Rating.EASY)
    early, late = learner.stats(3).forecast, learner.stats(20).forecast
    assert len(early) == AHEAD
    assert [day for day, count in enumerate(early) if count] == [5, 6]
    assert late[0] == sum(late) == 2


def test_slow_cards_come_first_and_one_left_lying_counts_five_minutes(learner: Learner) -> None:
    for days in (0, 2):
        _ = learner.answer(A, days, seconds=20)
        _ = learner.answer(B, days + 0.1, seconds=9999)
    _ = learner.answer(C, 3, seconds=60)
    stats = learner.stats(4)
    assert [(s.card, s.answers, s.seconds) for s in stats.slowest] == [(B, 2, 300.0), (A, 2, 20.0)]
    assert stats.seconds == 40 + 600 + 60


def test_guesses_are_held_against_what_was_measured(learner: Learner) -> None:
    _ = learner.answer(M, 0, GOOD, guess=8.0, value=8.2, low=8.0, high=8.4, suggested=3)
    _ = learner.answer(M, 1, GOOD, guess=16.0, value=8.0, suggested=2)
    _ = learner.answer(M, 2, GOOD, guess=80.0, value=8.0, suggested=1)
    _ = learner.answer(M, 3, AGAIN, guess=8.0, error="the check broke")
    these = learner.stats(4).predictions
    assert (these.good, these.near, these.off) == (1, 1, 1)
    assert these.ratios == (0, 0, 0, 1, 1, 0, 1)
    assert these.bias == pytest.approx(2.0)
    assert these.typical == pytest.approx(2.0)
    assert (these.suggested, these.overruled) == (3, 2)


def test_an_order_and_a_course_are_predictions_too(learner: Learner) -> None:
    _ = learner.answer(M, 0, GOOD, order=[0, 1, 2], right=[0, 1, 2], suggested=3)
    _ = learner.answer(M, 1, AGAIN, course="up", right="down")
    these = learner.stats(2).predictions
    assert (these.good, these.near, these.off, sum(these.ratios)) == (1, 0, 1, 0)
    assert (these.suggested, these.overruled) == (1, 0)


@pytest.mark.parametrize(
    "detail",
    [
        {"guess": "up", "value": "down"},
        {"guess": ["a", "b"], "value": ["b", "a"]},
        {"guess": 0.0, "value": 3.0},
        {"guess": -3.0, "value": 3.0},
        {"guess": 1e308, "value": 1e-308},
        {"guess": 10**400, "value": 1.0},
        {"guess": True, "value": 1.0},
        {"guess": 1.0, "value": 0.0, "suggested": [3]},
    ],
    ids=str,
)
def test_a_guess_without_a_ratio_is_graded_all_the_same(detail: dict[str, object]) -> None:
    these = predictions_of([(HARD, detail)])
    assert (these.near, these.typical, sum(these.ratios)) == (1, None, 0)


def test_renamed_questions_are_counted_under_their_new_name(tmp_path: Path) -> None:
    old = CardId("recall", "scaling/old")
    with Store(tmp_path / FILE_NAME, Fsrs()) as store:
        _ = Learner(store).answer(old, 0)
    renames = {"scaling/old": "scaling/a"}
    with Store(tmp_path / FILE_NAME, Fsrs(), renames=renames) as store:
        learner = Learner(store)
        _ = learner.answer(A, 3)
        stats = learner.stats(4)
    assert stats.periods[-1].together == Retained(1, 1)
    assert [slow.card for slow in stats.slowest] == [A]


def test_the_numbers_are_plain_json(learner: Learner) -> None:
    import json

    _ = learner.answer(M, 0, GOOD, guess=8.0, value=8.2)
    told = stats_data(learner.stats(1))
    assert json.loads(json.dumps(told, allow_nan=False)) == told
    assert told["calendar"] == {"2026-03-01": 1}
