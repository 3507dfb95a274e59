"""A plan for the day of an interview: what to practise until then, and what that will come to."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo

from quizkit.errors import QuizkitError
from quizkit.model.memory import Memory
from quizkit.model.review import CardId
from quizkit.model.text import Text
from quizkit.practice.days import Days
from quizkit.practice.habits import Habits
from quizkit.practice.simulation import Course, Load, Outcome, Today, allowance, simulate
from quizkit.practice.stats import Mastery, mastery
from quizkit.schedule import Fsrs
from quizkit.settings import DAY_STARTS

MINUTES_A_DAY = 30
RETENTIONS = (0.8, 0.85, 0.9, 0.93, 0.95, 0.97)
"""The targets tried: a low one leaves time for new cards, a high one keeps the old ones."""
FEW_RETENTIONS = (0.85, 0.9, 0.95)
"""For a long plan, of which each simulation takes a second or more."""
LONG = 90
"""Days from which on a plan is long."""
LUCK = 0.005
"""What a simulation with another seed may change in the mean recall."""
LONGEST = 730
SEED = 1
BEFORE = timedelta(hours=5)
"""From the beginning of the day of the interview to the interview."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What is known when a plan is made or looked at.

    `cards` are those of the plan's topics in the order of the bank, `memories` those of every card
    ever answered, for all that is due takes its time. Suspended cards are in neither.
    """

    cards: tuple[CardId, ...]
    memories: Mapping[CardId, Memory]
    habits: Habits
    now: datetime
    today: Today
    zone: tzinfo | None = None
    starts: time = DAY_STARTS

    @property
    def days(self) -> Days:
        """The learner's days."""
        return Days(self.zone, self.starts)


@dataclass(frozen=True, slots=True)
class Plan:
    """What was planned when, and what it was to come to.

    `habits` are those that it rests on. `before` and `after` are the mastery of each topic when the
    plan was made and on the day `by`; `loads` are the days until then, `by` itself not among them.
    """

    made: datetime
    by: date
    minutes: int
    topics: tuple[str, ...]
    retention: float
    habits: Habits
    before: tuple[Mastery, ...]
    after: tuple[Mastery, ...]
    loads: tuple[Load, ...]
    without: tuple[str, ...] = ()
    """What of the topics is left out: of it nothing new is begun; what is due stays due."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """What practising from now on as planned comes to."""

    after: tuple[Mastery, ...]
    loads: tuple[Load, ...]
    left_out: tuple[CardId, ...]
    """New cards that are not begun, the one that is worth most a minute first."""
    questions_left_out: tuple[str, ...]
    """Those of which no card is begun, in the same order."""


@dataclass(frozen=True, slots=True)
class Steering:
    """What a plan asks of today's sessions.

    `new_today` counts the new cards of the whole day, over all sessions; `order` are the new cards
    in the order in which to begin them, and no others are to be begun.
    """

    new_today: int
    retention: float
    order: tuple[CardId, ...]


def checked_date(by: date, today: date) -> date:
    """The day of the interview, if it can be planned for.

    Raises:
        QuizkitError: it is not after today, or too far away.
    """
    days = (by - today).days
    if days < 1:
        when = Text("today", "就是今天") if days == 0 else Text("past", "已经过去")
        raise QuizkitError(
            f"{by} is {when.en}",
            hint="plan for tomorrow or a later day",
            zh=f"{by} {when.zh}",
            hint_zh="请选择明天或更晚的日期",
        )
    if days > LONGEST:
        raise QuizkitError(
            f"{by} is {days} days away",
            hint=f"plan for at most {LONGEST} days ahead",
            zh=f"{by} 距今 {days} 天",
            hint_zh=f"最多提前 {LONGEST} 天做计划",
        )
    return by


def make_plan(
    scope: Scope,
    schedule: Fsrs,
    by: date,
    minutes: int,
    topics: Sequence[str],
    without: Sequence[str] = (),
) -> tuple[Plan, Forecast]:
    """The plan with the target retention that leads to the highest recall on the day.

    `topics` and `without` are the words that chose the cards of the scope.

    Raises:
        QuizkitError: the date cannot be planned for, or there is no card to practise.
    """
    today = scope.days.date_of(scope.now)
    _ = checked_date(by, today)
    if not scope.cards:
        raise QuizkitError(
            "there is no card in this selection",
            hint="name other topics",
            zh="所选范围内没有卡片",
            hint_zh="请换其他主题",
        )
    tried = FEW_RETENTIONS if (by - today).days >= LONG else RETENTIONS
    targets = sorted({*tried, schedule.retention}, key=lambda r: (r != schedule.retention, r))
    found = [
        (forecast(scope, replace(schedule, retention=target), by, minutes), target)
        for target in targets
    ]
    best, retention = best_of(found)
    before = mastery(scope.cards, scope.memories, schedule, scope.now)
    plan = Plan(
        scope.now,
        by,
        minutes,
        tuple(topics),
        retention,
        scope.habits,
        before,
        best.after,
        best.loads,
        tuple(without),
    )
    return plan, best


def best_of(found: Sequence[tuple[Forecast, float]]) -> tuple[Forecast, float]:
    """The forecast with the highest recall, and its target.

    Of those that differ from it by no more than luck, the one that leaves the least undone; of
    these the first.
    """
    highest = max(overall(this.after) for this, _ in found)
    near = [pair for pair in found if overall(pair[0].after) >= highest - LUCK]
    return min(near, key=lambda pair: sum(load.left for load in pair[0].loads))


def forecast(scope: Scope, schedule: Fsrs, by: date, minutes: int) -> Forecast:
    """Practise from now until the day before `by`, and look at what is known on the day."""
    outcome = _practised(scope, schedule, by, minutes)
    at = scope.days.day(by).start + BEFORE
    order = introduction(scope.cards, scope.memories.__contains__, scope.habits)
    left_out = tuple(card for card in order if card not in outcome.memories)
    begun = {card.question for card in outcome.memories}
    without = dict.fromkeys(card.question for card in left_out if card.question not in begun)
    return Forecast(
        after=mastery(scope.cards, outcome.memories, schedule, at),
        loads=outcome.loads,
        left_out=left_out,
        questions_left_out=tuple(without),
    )


def overall(topics: Iterable[Mastery]) -> float:
    """The mean probability of recall over all cards of these topics."""
    topics = list(topics)
    cards = sum(topic.cards for topic in topics)
    return sum(topic.recall * topic.cards for topic in topics) / cards if cards else 0.0


def introduction(
    cards: Iterable[CardId], is_known: Callable[[CardId], bool], habits: Habits
) -> tuple[CardId, ...]:
    """The new cards in the order in which they are worth most a minute.

    The first card of a question is worth 1, since it adds a question; the second, which asks the
    same in another form, 1/2, the third 1/3. What costs less time for as much comes first; what
    costs the same, in the order of the bank, in which easy questions come first.
    """
    forms: dict[str, int] = {}
    new: list[CardId] = []
    for card in cards:
        if is_known(card):
            forms[card.question] = forms.get(card.question, 0) + 1
        else:
            new.append(card)
    cost: list[tuple[float, int, CardId]] = []
    for number, card in enumerate(new):
        forms[card.question] = forms.get(card.question, 0) + 1
        cost.append((forms[card.question] * habits.seconds_of(card), number, card))
    return tuple(card for _, _, card in sorted(cost))


def steering(
    plan: Plan,
    new: Iterable[CardId],
    due: Iterable[tuple[CardId, Memory]],
    schedule: Fsrs,
    *,
    now: datetime,
    today: Today,
    introduced: int,
) -> Steering:
    """What the plan asks of a day on which `introduced` new cards are begun already.

    `new` are the plan's cards that were never answered, in the order of `introduction`; `due` is
    what is to be asked today. As many new cards as fit beside it: who falls behind is not buried,
    and who has time goes ahead.
    """
    order = tuple(new)
    fits = allowance(
        [pair for pair in due if today.asked.get(pair[0].question, pair[0]) == pair[0]],
        [card for card in order if card.question not in today.asked],
        schedule,
        plan.habits,
        now,
        60.0 * plan.minutes - today.seconds,
    )
    return Steering(introduced + fits, plan.retention, order)


def minutes_needed(scope: Scope, schedule: Fsrs, by: date, minutes: int) -> int | None:
    """About how many minutes a day would let every question be begun and nothing be left undone.

    None if 4 hours would not.
    """
    while minutes < 240:
        minutes = min(240, max(minutes + 5, round(minutes * 1.3 / 5) * 5))
        found = forecast(scope, schedule, by, minutes)
        if not found.questions_left_out and not found.loads[-1].left:
            return minutes
    return None


def _practised(scope: Scope, schedule: Fsrs, by: date, minutes: int) -> Outcome:
    days = scope.days
    today = days.date_of(scope.now)
    dates = [today + timedelta(days=i) for i in range((by - today).days)]
    course = Course(
        days=tuple((name, days.day(name)) for name in dates),
        begins=scope.now - days.day(today).start,
        seconds=60.0 * minutes,
    )
    memories = {card: schedule.rescheduled(m) for card, m in scope.memories.items()}
    order = introduction(scope.cards, scope.memories.__contains__, scope.habits)
    return simulate(memories, order, schedule, scope.habits, course, seed=SEED, today=scope.today)
