"""Where a group stands: who is strong and weak in what, what nobody knows, what to do next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from quizkit.group.digest import Digest
from quizkit.group.lines import Share
from quizkit.group.shared import question_of
from quizkit.group.strangers import strange_packs
from quizkit.model.review import Rating
from quizkit.schedule import Fsrs

if TYPE_CHECKING:
    from quizkit.bank import Bank

WEEK = timedelta(days=7)
UNKNOWN = 0.5
"""A question that no member would recall with this probability is one that nobody knows."""
EXPLAINS = 0.7
"""Who recalls a question, or a topic, with this probability can explain it."""
NEXT = 5
"""Questions that are suggested for a session."""
MOST = 10
"""Questions that nobody knows which are told one by one."""


@dataclass(frozen=True, slots=True)
class Level:
    """How well a member knows something: a probability of recall."""

    name: str
    recall: float


@dataclass(frozen=True, slots=True)
class TopicLevels:
    """A topic over the members who share it, the strongest first; `mean` is theirs."""

    topic: str
    levels: tuple[Level, ...]

    @property
    def mean(self) -> float:
        """The mean over those who share it."""
        return sum(level.recall for level in self.levels) / len(self.levels)


@dataclass(frozen=True, slots=True)
class MemberState:
    """A member: what is shared, the latest day that is known of, answers within a week.

    `finished` says that nothing that was due today was left, where the member tells that.
    """

    name: str
    share: Share
    last: date | None
    week: int
    finished: bool


@dataclass(frozen=True, slots=True)
class Best:
    """A question that somebody was asked, and who knows it best."""

    question: str
    level: Level


@dataclass(frozen=True, slots=True)
class Suggested:
    """A question for the next session, and who should explain it: None where nobody can yet.

    `mean` is over the members who share their cards (never asked counts 0), or over the topic where
    nobody does.
    """

    question: str
    mean: float
    explains: Level | None


@dataclass(frozen=True, slots=True)
class Said:
    """The latest answer to a question that a member typed and shares, as it was typed."""

    question: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Status:
    """All of it. `notices` are files and lines that were skipped: where, and why.

    `said` are the typed answers to the questions that were asked for.
    """

    today: date
    folder: str
    members: tuple[MemberState, ...]
    topics: tuple[TopicLevels, ...]
    unknown: tuple[Best, ...]
    unknown_count: int
    suggested: tuple[Suggested, ...]
    notices: tuple[tuple[str, str], ...] = ()
    said: tuple[Said, ...] = ()

    @property
    def finished(self) -> tuple[str, ...]:
        """Who has finished today, of those who tell it."""
        return tuple(member.name for member in self.members if member.finished)


def status_of(
    digests: Mapping[str, Digest],
    bank: "Bank",
    *,
    now: datetime,
    today: date,
    folder: str = "",
    notices: Sequence[tuple[str, str]] = (),
    about: Sequence[str] = (),
) -> Status:
    """Count what the members share; topics and questions that the bank lacks are left out.

    `about` are the questions whose typed answers are wanted; without any, those suggested.
    """
    topics = tuple(_topics(digests, bank.topics))
    levels = levels_of(digests, bank, now)
    sharing = [name for name, d in digests.items() if _shares_cards(d)]
    unknown = [
        Best(question, known[0])
        for question, known in sorted(levels.items())
        if known[0].recall < UNKNOWN
    ]
    suggested = tuple(suggestions(bank, levels, topics, len(sharing))[:NEXT])
    return Status(
        today=today,
        folder=folder,
        members=tuple(_state(name, digest, today) for name, digest in sorted(digests.items())),
        topics=topics,
        unknown=tuple(unknown[:MOST]),
        unknown_count=len(unknown),
        suggested=suggested,
        notices=(*notices, *strange_packs(digests, bank)),
        said=tuple(said_about(digests, bank, about or [one.question for one in suggested])),
    )


def said_about(
    digests: Mapping[str, Digest], bank: "Bank", questions: Iterable[str]
) -> Iterable[Said]:
    """What the members typed to these questions, in their order, of those who share it."""
    found: dict[str, list[Said]] = {}
    for name, digest in sorted(digests.items()):
        for card, words in digest.typed.items() if _shares_cards(digest) else ():
            question = bank.renames.get(question_of(card), question_of(card))
            found.setdefault(question, []).append(Said(question, name, words))
    for question in questions:
        yield from found.get(question, ())


def levels_of(
    digests: Mapping[str, Digest], bank: "Bank", now: datetime
) -> dict[str, tuple[Level, ...]]:
    """How well each question is known by the members who were asked it and share their cards.

    The mean over the member's cards of the question: the probability of recall now, and 0 for a
    card that was forgotten at its last answer. The best first.
    """
    found: dict[str, list[Level]] = {}
    for name, digest in digests.items():
        if not _shares_cards(digest):
            continue
        recalls: dict[str, list[float]] = {}
        for card, recalled in digest.cards.items():
            question = bank.renames.get(question_of(card), question_of(card))
            if question in bank.summaries:
                forgotten = recalled.rating is Rating.AGAIN
                recall = 0.0 if forgotten else Fsrs().recall(recalled.memory, now)
                recalls.setdefault(question, []).append(recall)
        for question, all_of_it in recalls.items():
            found.setdefault(question, []).append(Level(name, sum(all_of_it) / len(all_of_it)))
    return {question: _sorted(levels) for question, levels in found.items()}


def suggestions(
    bank: "Bank",
    levels: Mapping[str, tuple[Level, ...]],
    topics: Sequence[TopicLevels],
    sharing: int,
) -> list[Suggested]:
    """The questions that are worth a session, the least known first.

    First those that somebody was asked and the group recalls worst, then questions of the weakest
    topics. Who knows a question best explains it; else who knows its topic best.
    """
    by_topic = {topic.topic: topic for topic in topics}
    asked = [
        Suggested(q, sum(level.recall for level in known) / sharing, _explains(q, known, by_topic))
        for q, known in levels.items()
    ]
    asked.sort(key=lambda one: (one.mean, one.question))
    weak = [one for one in asked if one.mean < EXPLAINS]
    others = [
        Suggested(q, by_topic[topic].mean, _explains(q, (), by_topic))
        for q in bank.ids
        for topic in (q.partition("/")[0],)
        if q not in levels and topic in by_topic
    ]
    others.sort(key=lambda one: (one.mean, bank.summaries[one.question].difficulty, one.question))
    return weak + others


# -----------------------------------------------------------------------------------------------


def _topics(digests: Mapping[str, Digest], topics: Iterable[str]) -> Iterable[TopicLevels]:
    for topic in topics:
        levels = [
            Level(name, digest.topics[topic].recall)
            for name, digest in digests.items()
            if topic in digest.topics and _shares(digest)
        ]
        if levels:
            yield TopicLevels(topic, _sorted(levels))


def _state(name: str, digest: Digest, today: date) -> MemberState:
    shares = _shares(digest)
    days = {day: 0 for day, _ in digest.days} if shares else {}
    for (day, _), counted in digest.days.items() if shares else ():
        days[day] += counted.answers
    share = digest.membership.share if digest.membership else Share.NOTHING
    week = sum(n for day, n in days.items() if today - WEEK < day <= today)
    return MemberState(name, share, max(days, default=None), week, today in digest.finished)


def _shares(digest: Digest) -> bool:
    return bool(digest.membership) and digest.membership.share in (Share.TOPICS, Share.CARDS)


def _shares_cards(digest: Digest) -> bool:
    return bool(digest.membership) and digest.membership.share is Share.CARDS


def _best(levels: tuple[Level, ...]) -> Level | None:
    return levels[0] if levels else None


def _explains(
    question: str, known: tuple[Level, ...], by_topic: Mapping[str, TopicLevels]
) -> Level | None:
    topic = by_topic.get(question.partition("/")[0])
    for best in (_best(known), _best(topic.levels) if topic else None):
        if best and best.recall >= EXPLAINS:
            return best
    return None


def _sorted(levels: Iterable[Level]) -> tuple[Level, ...]:
    return tuple(sorted(levels, key=lambda level: (-level.recall, level.name)))
