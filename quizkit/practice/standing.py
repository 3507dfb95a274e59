"""How a learner stands to the plan: what was to be done until today, and what was done."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from quizkit.practice.plan import Forecast, Plan, Scope, forecast
from quizkit.practice.stats import LONGEST, Mastery, mastery
from quizkit.schedule import Fsrs
from quizkit.store import Answer
from quizkit.store.rows import to_ms


@dataclass(frozen=True, slots=True)
class Done:
    """What was done since a plan was made: answers, new cards begun, seconds."""

    answers: int
    begun: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Standing:
    """A plan, what of it was due before today, what was done, and what it comes to from here.

    `now` is the mastery of each topic today; `forecast` is None on the day itself and after.
    """

    plan: Plan
    today: date
    planned: Done
    done: Done
    now: tuple[Mastery, ...]
    forecast: Forecast | None

    @property
    def days_left(self) -> int:
        """Days on which to practise: today and those after it, before the day itself."""
        return max(0, (self.plan.by - self.today).days)


def standing(plan: Plan, scope: Scope, schedule: Fsrs, done: Done) -> Standing:
    """Look at a plan today."""
    today = scope.days.date_of(scope.now)
    until = [load for load in plan.loads if load.day < today]
    schedule = replace(schedule, retention=plan.retention)
    return Standing(
        plan=plan,
        today=today,
        planned=Done(
            sum(load.answers for load in until),
            sum(load.new for load in until),
            sum(load.seconds for load in until),
        ),
        done=done,
        now=mastery(scope.cards, scope.memories, schedule, scope.now),
        forecast=forecast(scope, schedule, plan.by, plan.minutes) if today < plan.by else None,
    )


def done_between(answers: Iterable[Answer], since: datetime, until: datetime) -> Done:
    """What a log (in its order) holds between two moments; cramming counts as time alone."""
    start, end = to_ms(since), to_ms(until)
    known: set[str] = set()
    count = begun = 0
    seconds = 0.0
    for answer in answers:
        if answer.at >= end:
            break
        inside = answer.at >= start
        if inside:
            seconds += min(answer.seconds, LONGEST)
            count += answer.counts
            begun += bool(answer.counts) and answer.card not in known
        if answer.counts:
            known.add(answer.card)
    return Done(count, begun, seconds)
