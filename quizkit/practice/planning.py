"""A plan and the log: what is known when one is made, and what it asks of today's sessions."""

from collections.abc import Iterable
from datetime import datetime, time, tzinfo

from quizkit.model.review import CardId
from quizkit.practice.days import Days
from quizkit.practice.habits import habits_of
from quizkit.practice.plan import Plan, Scope, Steering, introduction, steering
from quizkit.practice.simulation import Today
from quizkit.schedule import Fsrs
from quizkit.settings import DAY_STARTS
from quizkit.store import Store


def steer(
    plan: Plan,
    store: Store,
    cards: Iterable[CardId],
    schedule: Fsrs,
    *,
    now: datetime,
    zone: tzinfo | None = None,
    starts: time = DAY_STARTS,
) -> Steering | None:
    """What the plan asks of the day of `now`; None once its own day has come.

    `cards` are those of the plan's topics in the order of the bank. Quick: the log is not read but
    for today, and the habits are those that the plan was made with.
    """
    days = Days(zone, starts)
    date = days.date_of(now)
    if date >= plan.by:
        return None
    day, suspended, answered = days.day(date), store.suspended(), store.answered()
    wanted = (card for card in cards if card not in suspended)
    due = store.schedule(before=day.end).items()
    return steering(
        plan,
        introduction(wanted, lambda card: str(card) in answered, plan.habits),
        [(card, memory) for card, memory in due if card not in suspended],
        schedule,
        now=now,
        today=_today(store, day.start),
        introduced=store.introduced(day.start),
    )


def scope_of(
    store: Store,
    cards: Iterable[CardId],
    *,
    now: datetime,
    zone: tzinfo | None = None,
    starts: time = DAY_STARTS,
) -> Scope:
    """What is known of these cards now; reads the whole log for the learner's habits."""
    days, suspended = Days(zone, starts), store.suspended()
    return Scope(
        cards=tuple(card for card in cards if card not in suspended),
        memories={c: m for c, m in store.schedule().items() if c not in suspended},
        habits=habits_of(store.answers()),
        now=now,
        today=_today(store, days.day(days.date_of(now)).start),
        zone=zone,
        starts=starts,
    )


def _today(store: Store, since: datetime) -> Today:
    """What the log holds of a day: questions asked, and how long it took.

    A question asked in two forms (after a merge, say) counts as asked by the later.
    """
    asked: dict[str, CardId] = {}
    for card, _ in sorted(store.asked_since(since).items(), key=lambda pair: pair[1]):
        asked[card.question] = card
    return Today(asked, store.seconds_since(since))
