"""What a plan needs to know of the day that has begun, and what it asks of its sessions."""

from datetime import datetime, time, tzinfo

from quizkit.model.review import CardId
from quizkit.practice.days import Days
from quizkit.practice.simulation import Today
from quizkit.settings import DAY_STARTS
from quizkit.store import Store


def today_of(
    store: Store, now: datetime, *, zone: tzinfo | None = None, starts: time = DAY_STARTS
) -> Today:
    """What the log holds of the learner's day of `now`: questions asked, and how long it took.

    A question asked in two forms (by cramming, say, or after a merge) counts as asked by the later.
    """
    days = Days(zone, starts)
    since = days.day(days.date_of(now)).start
    asked: dict[str, CardId] = {}
    for card, _ in sorted(store.asked_since(since).items(), key=lambda pair: pair[1]):
        asked[card.question] = card
    return Today(asked, store.seconds_since(since))
