"""The report of an interview: what was said of each point, and what enters the schedule."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from quizkit.errors import QuizkitError
from quizkit.model.question import Question
from quizkit.model.review import CardId, Rating
from quizkit.practice.interview.interview import Interview
from quizkit.practice.interview.record import Answer, Exchange, Record
from quizkit.practice.ticks import Ticks
from quizkit.store import Store

STRONG = 0.8
"""The share of an area's points from which on it counts as a strength."""


@dataclass(frozen=True, slots=True)
class Item:
    """One question of the interview, with its answer and its points."""

    question: Question
    exchange: Exchange
    answer: Answer
    ticks: Ticks

    @property
    def said(self) -> int:
        """How many points were said."""
        return sum(self.ticks.ticked)

    @property
    def unchecked(self) -> bool:
        """Whether it was spoken and its points were not ticked: how it felt is all there is."""
        return self.answer.felt is not None and self.answer.ticked is None

    @property
    def rating(self) -> Rating:
        """The grade that its card gets."""
        return self.answer.rating(self.ticks.suggested)

    @property
    def revisit(self) -> bool:
        """Whether it is to be learnt again rather than kept."""
        return self.rating < Rating.GOOD

    @property
    def card(self) -> CardId:
        """The card that it is a review of: explain for a typed answer, recall for a spoken one."""
        kind = "explain" if self.answer.felt is None else "recall"
        return CardId(kind, self.question.id)


@dataclass(frozen=True, slots=True)
class Area:
    """A topic that was asked about: how many of its points were said."""

    topic: str
    said: int
    points: int


@dataclass(frozen=True, slots=True)
class Report:
    """All answers of an interview; `gone` are the questions that the pack no longer has.

    `unanswered` is the question that waited when it was ended.
    """

    record: Record
    items: tuple[Item, ...]
    gone: tuple[str, ...] = ()
    unanswered: Question | None = None

    @property
    def said(self) -> int:
        """Points said, over all questions whose points are known."""
        return sum(item.said for item in self.items if not item.unchecked)

    @property
    def points(self) -> int:
        """Points asked for, over the same questions."""
        return sum(len(item.ticks.points) for item in self.items if not item.unchecked)

    @property
    def areas(self) -> tuple[Area, ...]:
        """The topics whose points are known, in the order in which they came up."""
        found: dict[str, Area] = {}
        for item in self.items:
            if not item.unchecked:
                topic = item.question.topic
                before = found.get(topic, Area(topic, 0, 0))
                points = before.points + len(item.ticks.points)
                found[topic] = Area(topic, before.said + item.said, points)
        return tuple(found.values())

    @property
    def strengths(self) -> tuple[Area, ...]:
        """The areas in which nearly everything was said."""
        return tuple(a for a in self.areas if a.said >= STRONG * a.points)

    @property
    def revisit(self) -> tuple[Item, ...]:
        """The questions to learn again."""
        return tuple(item for item in self.items if item.revisit)


def report(interview: Interview) -> Report:
    """What an interview came to, as it stands now."""
    record = interview.record
    items: list[Item] = []
    gone: list[str] = []
    for exchange in record.answered:
        try:
            items.append(_item(interview.question(exchange), exchange))
        except QuizkitError:
            gone.append(exchange.question)
    waiting = record.asked
    there = waiting is not None and waiting.question in interview.bank.summaries
    unanswered = interview.question(waiting) if waiting and there else None
    return Report(record, tuple(items), tuple(gone), unanswered)


def keep(
    interview: Interview,
    store: Store,
    *,
    clock: datetime,
    random: Callable[[int], bytes],
) -> int:
    """Put every answer into the schedule as a review of its card; return how many were added.

    Called again after it was cut off, it adds those that are missing.

    Raises:
        StoreError: some may not have been kept.
    """
    key = interview.record.setup.id
    added = 0
    for item in report(interview).items:
        if any(review.detail.get("interview") == key for review in store.reviews(item.card)):
            continue
        _ = store.append(
            item.card,
            item.rating,
            clock=clock,
            random=random,
            seconds=item.answer.seconds,
            detail=dict(_detail(item, key)),
        )
        added += 1
    interview.finish(kept=True)
    return added


def _item(question: Question, exchange: Exchange) -> Item:
    answer = exchange.answer
    if answer is None:
        raise ValueError("only what was answered is reported")
    points = tuple(point.text for point in question.points)
    ticked = answer.said(len(points))
    found = answer.found
    if len(ticked) != len(points):  # the question was edited meanwhile
        ticked, found = (False,) * len(points), ()
    return Item(question, exchange, answer, Ticks(points, ticked, found, answer.ticked is not None))


def _detail(item: Item, key: str) -> Iterator[tuple[str, object]]:
    """What a review of the card keeps as well when it is practised, and where it is from."""
    if item.answer.felt is None:
        yield "typed", item.answer.typed
    else:
        yield "felt", item.answer.felt.value
    if not item.unchecked:
        yield from item.ticks.detail.items()
    yield "interview", key
