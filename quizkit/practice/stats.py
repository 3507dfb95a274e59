"""What the review log tells about a learner: how much, how well remembered, what comes next."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from quizkit.model.memory import Memory
from quizkit.model.review import CardId, Rating
from quizkit.practice.days import Days
from quizkit.practice.predictions import Guess, Predictions, predictions_of
from quizkit.schedule import Fsrs
from quizkit.settings import DAY_STARTS
from quizkit.store import Answer

MATURE = 21
"""Days without a review after which one counts as mature, as Anki counts its intervals."""
AHEAD = 30
"""Days that the forecast looks ahead, today among them."""
LONGEST = 300.0
"""Seconds. An answer that took longer was left lying, and counts as so long."""
SLOWEST = 10
FEWEST_TIMES = 2
"""Times that a card was answered before it can be called slow: the first one is read at length."""
ALL = "all"


@dataclass(frozen=True, slots=True)
class Retained:
    """How many reviews asked what had been learnt on an earlier day, and how many were recalled."""

    asked: int = 0
    recalled: int = 0

    @property
    def share(self) -> float | None:
        """The true retention; None where nothing was asked."""
        return self.recalled / self.asked if self.asked else None

    def __add__(self, other: "Retained") -> "Retained":
        return Retained(self.asked + other.asked, self.recalled + other.recalled)


@dataclass(frozen=True, slots=True)
class Period:
    """True retention in a month (`2026-03`), or in all the time (`all`).

    `young` were asked less than 21 days after the review before, `mature` 21 days or more.
    """

    name: str
    young: Retained
    mature: Retained

    @property
    def together(self) -> Retained:
        """Young and mature."""
        return self.young + self.mature


@dataclass(frozen=True, slots=True)
class Mastery:
    """How well a topic is known: the mean over all its cards of the probability of recall now.

    A card never answered counts as 0, a suspended one does not count.
    """

    topic: str
    cards: int
    begun: int
    recall: float


@dataclass(frozen=True, slots=True)
class Slow:
    """A card and the mean of the seconds that its answers took."""

    card: CardId
    answers: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Stats:
    """All of it, as of the learner's day `today`.

    `calendar` counts the answers of each day; `forecast` the cards due on each of the next days,
    the first of which is today with all that is overdue. `crammed` answers are in the calendar and
    nowhere else.
    """

    today: date
    answers: int
    crammed: int
    seconds: float
    streak: int
    calendar: Mapping[date, int]
    target: float
    periods: tuple[Period, ...]
    forecast: tuple[int, ...]
    topics: tuple[Mastery, ...]
    predictions: Predictions
    slowest: tuple[Slow, ...]

    @property
    def recall(self) -> float:
        """The mean probability of recall over all cards."""
        cards = sum(topic.cards for topic in self.topics)
        return sum(t.recall * t.cards for t in self.topics) / cards if cards else 0.0


def stats_of(
    answers: Iterable[Answer],
    memories: Mapping[CardId, Memory],
    cards: Sequence[CardId],
    schedule: Fsrs,
    *,
    now: datetime,
    zone: tzinfo | None = None,
    starts: time = DAY_STARTS,
    suspended: Collection[CardId] = (),
) -> Stats:
    """Count the log (in its order); `cards` are those of the bank, `memories` what is believed."""
    days = Days(zone, starts)
    count = _Count()
    count.take_all(answers, days)
    left_out = set(suspended)
    asked = [card for card in cards if card not in left_out]
    today = days.date_of(now)
    return Stats(
        today=today,
        answers=sum(count.calendar.values()),
        crammed=count.crammed,
        seconds=count.seconds,
        streak=_streak(count.calendar, today),
        calendar=dict(count.calendar),
        target=schedule.retention,
        periods=count.periods(),
        forecast=_forecast(asked, memories, days, today),
        topics=mastery(asked, memories, schedule, now),
        predictions=predictions_of(count.predicted),
        slowest=count.slowest(),
    )


def mastery(
    cards: Iterable[CardId], memories: Mapping[CardId, Memory], schedule: Fsrs, at: datetime
) -> tuple[Mastery, ...]:
    """How well each topic of these cards is known at `at`, by name."""
    topics: dict[str, list[float | None]] = {}
    for card in cards:
        memory = memories.get(card)
        recall = None if memory is None else schedule.recall(memory, at)
        topics.setdefault(card.question.partition("/")[0], []).append(recall)
    return tuple(
        Mastery(
            topic=topic,
            cards=len(recalls),
            begun=sum(recall is not None for recall in recalls),
            recall=sum(recall or 0.0 for recall in recalls) / len(recalls),
        )
        for topic, recalls in sorted(topics.items())
    )


class _Count:
    """What is counted on one way through the log."""

    def __init__(self) -> None:
        self.calendar: Counter[date] = Counter()
        self.crammed = 0
        self.seconds = 0.0
        self.predicted: list[Guess] = []
        self._last: dict[str, int] = {}
        self._times: dict[str, tuple[int, float]] = {}
        self._asked: Counter[tuple[str, bool]] = Counter()
        self._recalled: Counter[tuple[str, bool]] = Counter()

    def take_all(self, answers: Iterable[Answer], days: Days) -> None:
        """Count answers in their order; what holds for a whole day is looked up once."""
        date_of_day, month, day, start, end = date.min, "", 0, 0, 0
        for answer in answers:
            if not start <= answer.at < end:
                date_of_day, start, end = days.span(answer.at)
                month, day = f"{date_of_day:%Y-%m}", date_of_day.toordinal()
            self.calendar[date_of_day] += 1
            self._take(answer, month, day)

    def _take(self, answer: Answer, month: str, day: int) -> None:
        card, _, rating, took, counts, guess = answer
        took = min(took, LONGEST)
        self.seconds += took
        times, total = self._times.get(card, (0, 0.0))
        self._times[card] = (times + 1, total + took)
        if guess:
            self.predicted.append((Rating(rating), json.loads(guess)))
        if not counts:
            self.crammed += 1
            return
        last = self._last.get(card, day)
        if day > last:
            key = (month, day - last >= MATURE)
            self._asked[key] += 1
            self._recalled[key] += rating != Rating.AGAIN
        self._last[card] = day

    def periods(self) -> tuple[Period, ...]:
        """The months, then all the time."""
        months = [
            Period(month, self._retained(month, mature=False), self._retained(month, mature=True))
            for month in sorted({month for month, _ in self._asked})
        ]
        young = sum((month.young for month in months), Retained())
        mature = sum((month.mature for month in months), Retained())
        return (*months, Period(ALL, young, mature))

    def slowest(self) -> tuple[Slow, ...]:
        """The cards whose answers take longest, in the mean."""
        often = [(-s / n, c, n) for c, (n, s) in self._times.items() if n >= FEWEST_TIMES and s > 0]
        return tuple(Slow(CardId.parse(c), n, -s) for s, c, n in sorted(often)[:SLOWEST])

    def _retained(self, month: str, *, mature: bool) -> Retained:
        return Retained(self._asked[month, mature], self._recalled[month, mature])


def _streak(calendar: Mapping[date, int], today: date) -> int:
    """Days in a row with an answer, up to today, or to yesterday while today has none yet."""
    day = today if today in calendar else today - timedelta(days=1)
    streak = 0
    while day in calendar:
        day -= timedelta(days=1)
        streak += 1
    return streak


def _forecast(
    cards: Iterable[CardId], memories: Mapping[CardId, Memory], days: Days, today: date
) -> tuple[int, ...]:
    counts = [0] * AHEAD
    found = (memories.get(card) for card in cards)
    for due in sorted(memory.due for memory in found if memory is not None):
        ahead = max(0, (days.date_of(due) - today).days)
        if ahead >= AHEAD:
            break
        counts[ahead] += 1
    return tuple(counts)
