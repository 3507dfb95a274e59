"""The end of a session: what was done, what comes, how the plan stands."""

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from quizkit.bank import Bank
from quizkit.model import Rating
from quizkit.practice import Limits, Rest
from quizkit.practice.habits import FIRST, RECALLED, Habits
from quizkit.practice.plan import Plan
from quizkit.practice.resting import rest_lines
from quizkit.practice.simulation import Load
from quizkit.practice.turn import PlanToday

if TYPE_CHECKING:
    from tests.practice.conftest import Learner

MakeBank = Callable[[Mapping[str, int]], Bank]
DAY = timedelta(days=1)
NOTHING = Rest(0, None, 0, 0)


@pytest.mark.parametrize(
    ("rest", "en", "zh"),
    [
        (replace(NOTHING, answered=1), "1 answer in this session.", "本次作答 1 次。"),
        (
            replace(NOTHING, by_tomorrow=1),
            "1 question is due by tomorrow.",
            "到明天有 1 道题到期。",
        ),
        (
            replace(NOTHING, plan=PlanToday(3, 3, 1)),
            "✓ Today's part of the plan is done, 3 of 3; 1 day is left.",
            "✓ 今天的计划已完成（3/3），还剩 1 天。",
        ),
        (
            replace(NOTHING, plan=PlanToday(0, 1, 9)),
            "The plan: 0 of about 1 answer today; 9 days are left.",
            "计划：今天约 1 次作答，已答 0 次，还剩 9 天。",
        ),
    ],
    ids=["answers", "tomorrow", "plan done", "plan not done"],
)
def test_the_last_line_tells_it_in_both_languages(
    learner: "Learner", rest: Rest, en: str, zh: str
) -> None:
    last = rest_lines(rest, learner.now)[-1]
    assert (last.en, last.zh) == (en, zh)


def test_what_is_due_by_tomorrow_is_counted_over_the_selection(
    make_bank: MakeBank, learner: "Learner"
) -> None:
    bank = make_bank({"scaling/a": 0, "scaling/b": 0, "scaling/c": 0})
    due = learner.begin(bank, limits=Limits(new=2))
    _ = [learner.answer(due, rating) for rating in (Rating.GOOD, Rating.EASY)]
    for kinds, questions in (("recall", 1), ("choice", 0)):
        rest = learner.begin(bank, kinds, Limits(new=0)).draw(learner.now)
        assert isinstance(rest, Rest)
        assert rest.by_tomorrow == questions, "Good comes back in minutes, Easy in days"
    learner.now += 7 * DAY
    rest = learner.begin(bank, "recall", Limits(new=0, minutes=0)).draw(learner.now)
    assert isinstance(rest, Rest)
    assert rest.by_tomorrow == 2


def test_the_plan_is_held_against_what_was_answered_since_it_was_made(
    make_bank: MakeBank, learner: "Learner"
) -> None:
    bank, store = make_bank({"scaling/a": 0, "scaling/b": 0}), learner.store
    _ = learner.answer(learner.begin(bank))
    learner.now += timedelta(minutes=1)
    habits = Habits({}, FIRST, RECALLED, frozenset())
    loads = tuple(Load(date(2026, 3, day), day, 0, 0.0, 0.0, 0) for day in (2, 3))
    plan = Plan(learner.now, date(2026, 3, 5), 30, (), 0.9, habits, (), (), loads)
    begun = learner.begin(bank, plan=plan)
    _ = begun.answer(learner.draw(begun), Rating.EASY, clock=learner.now, random=os.urandom)
    assert store.answers_since(learner.now - DAY) == 2
    told = begun.draw(learner.now)
    assert isinstance(told, Rest)
    assert told.plan == PlanToday(answers=1, planned=2, days_left=3)
    learner.now += DAY
    told = begun.draw(learner.now)
    assert isinstance(told, Rest)
    assert told.plan == PlanToday(answers=0, planned=3, days_left=2)
