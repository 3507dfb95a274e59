"""From the learner's own log to the lines that the group gets."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from quizkit.group.lines import (
    Counted,
    Finished,
    Known,
    Line,
    Membership,
    OfDay,
    OfTopic,
    Share,
    write,
)
from quizkit.group.membership import Member
from quizkit.group.shared import Shared, later_than
from quizkit.model.review import CardId, Mark, Rating, Review, Undo
from quizkit.practice.days import Days
from quizkit.practice.stats import mastery
from quizkit.schedule import Fsrs
from quizkit.settings import DAY_STARTS
from quizkit.store import Answer, Store

MATTERS = 0.01
"""A change of a topic's recall that is worth a line."""


@dataclass(frozen=True, slots=True)
class Own:
    """What the learner's own side of a sync needs; `now` is in the learner's zone.

    `cards` are those of the bank; `finished` says that nothing that is due today is left.
    """

    store: Store
    cards: Iterable[CardId]
    schedule: Fsrs
    now: datetime
    starts: time = DAY_STARTS
    finished: bool = False

    @property
    def days(self) -> Days:
        """The learner's days."""
        return Days(self.now.tzinfo, self.starts)

    @property
    def today(self) -> date:
        """The learner's date."""
        return self.days.date_of(self.now)


def to_share(own: Own, member: Member, shared: Shared, limit: datetime) -> list[str]:
    """The lines that the member's file lacks: nothing is written that stands there already.

    Nor what is later than `limit`, from a clock that once ran ahead: a reader refuses it, so that
    it would seem to be lacking, and be written again, on every sync until its time has come.
    """
    number = shared.last_n + 1
    lines: list[Line] = []
    if shared.membership is None or shared.membership.share is not member.share:
        lines.append(Membership(number, member.id, member.name, member.share))
    if member.share in (Share.TOPICS, Share.CARDS):
        lines += _counted(own, shared, number)
        lines += _known(own, shared, number)
    if member.finished and own.finished and own.today not in shared.finished:
        lines.append(Finished(own.today))
    if member.share is Share.CARDS:
        lines += _events(own.store, shared)
    return [write(line, typed=member.typed) for line in lines if not later_than(line, limit)]


def _counted(own: Own, shared: Shared, number: int) -> Iterator[Line]:
    """The days and topics whose counts are not what the group was last told."""
    answers, recalled = _count(own.store.answers(), own.days)
    for key in sorted(answers.keys() | shared.days.keys()):
        counted = Counted(number, answers[key], recalled[key])
        told = shared.days.get(key, Counted(0, 0, 0))
        if (told.answers, told.recalled) != (counted.answers, counted.recalled):
            yield OfDay(*key, counted)


def _count(answers: Iterable[Answer], days: Days) -> tuple[Counter[tuple[date, str]], ...]:
    asked, recalled = Counter[tuple[date, str]](), Counter[tuple[date, str]]()
    day, start, end = date.min, 0, 0
    for answer in answers:
        if not start <= answer.at < end:
            day, start, end = days.span(answer.at)
        key = (day, answer.card.partition(":")[2].partition("/")[0])
        asked[key] += 1
        recalled[key] += answer.rating != Rating.AGAIN
    return asked, recalled


def _known(own: Own, shared: Shared, number: int) -> Iterator[Line]:
    """The topics that are known better, or worse, than the group was last told."""
    out = own.store.suspended()
    asked = [card for card in own.cards if card not in out]
    for topic in mastery(asked, own.store.schedule(), own.schedule, own.now):
        told = shared.topics.get(topic.topic)
        if topic.begun and (told is None or abs(told.recall - topic.recall) >= MATTERS):
            yield OfTopic(topic.topic, Known(number, own.today, round(topic.recall, 3)))


def _events(store: Store, shared: Shared) -> Iterator[Review | Undo]:
    """The answers, and what was taken back of them, that the group has not got."""
    events = [event for event in store.events() if not isinstance(event, Mark)]
    undone = {event.undoes for event in events if isinstance(event, Undo)}
    for event in events:
        if isinstance(event, Undo):
            fresh = event.undoes in shared.answers and event.undoes not in shared.undone
        else:
            fresh = event.id not in shared.answers and event.id not in undone
        if fresh:
            yield event
