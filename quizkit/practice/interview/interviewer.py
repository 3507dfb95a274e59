"""The interviewer: what is asked next, by how the answers went and by the time that is left."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizkit.practice.interview.pace import depth, pace, questions_left
from quizkit.practice.interview.record import Exchange, Move, Record, Went

if TYPE_CHECKING:
    from quizkit.bank import Summary

FIRST_LEVEL = 2
"""The difficulty of the first question: neither a screening nor an exam."""
LEVELS = (1, 5)


@dataclass(frozen=True, slots=True)
class Plan:
    """How the time is used: seconds an answer takes, and questions that are still to come.

    `depth` is how many questions about one area there are before another is asked about.
    """

    each: float
    left: int
    depth: int


def plan(record: Record, elapsed: float) -> Plan:
    """The plan after so many seconds."""
    setup = record.setup
    took = [e.answer.seconds for e in record.answered if e.answer]
    each = pace(took, spoken=setup.spoken)
    left = questions_left(setup.seconds - elapsed, each)
    return Plan(each, left, depth(len(took) + left))


def next_question(
    summaries: "Mapping[str, Summary]", selected: Iterable[str], record: Record, elapsed: float
) -> Exchange | None:
    """The question to ask next, and why; None when the time or the questions are over.

    No question is asked twice. The first is asked however short the time is.
    """
    asked = {e.question for e in record.exchanges}
    # What a draft's answer names nobody has said, so no answer can be held against it.
    left = [
        summaries[i]
        for i in selected
        if i in summaries and i not in asked and not summaries[i].draft
    ]
    planned = plan(record, elapsed)
    last = record.answered[-1] if record.answered else None
    if not left or (last is not None and planned.left == 0):
        return None
    interviewer = _Interviewer(summaries, left, record)
    if last is None:
        return Exchange(interviewer.opening(), Move.OPENS)
    return interviewer.after(last, planned)


def level(record: Record) -> int:
    """The difficulty that suits the learner: up by one for a good answer, down for a bad one."""
    steps = {Went.WELL: 1, Went.PARTLY: 0, Went.NOT: -1}
    found, (low, high) = FIRST_LEVEL, LEVELS
    for exchange in record.answered:
        if exchange.answer:
            found = min(high, max(low, found + steps[exchange.answer.went]))
    return found


class _Interviewer:
    """Chooses among the questions that are left; ties are broken by the seed."""

    def __init__(
        self, summaries: "Mapping[str, Summary]", left: "list[Summary]", record: Record
    ) -> None:
        self._summaries = summaries
        self._left = left
        self._record = record
        self._level = level(record)

    def opening(self) -> str:
        """One of the level, with something to follow up."""
        free = {s.id for s in self._left}

        def rank(s: "Summary") -> tuple[object, ...]:
            return self._off(s), not free.intersection(s.follow_ups), self._draw(s)

        return min(self._left, key=rank).id

    def after(self, last: Exchange, planned: Plan) -> Exchange:
        """What follows an answer."""
        how = last.answer.went if last.answer else Went.NOT
        here = self._summaries.get(last.question)
        follow_ups = [s for s in self._left if here and s.id in here.follow_ups]
        if planned.left == 1 and self._untouched():
            return Exchange(self._elsewhere(), Move.CLOSES)
        if how is Went.NOT:
            return Exchange(self._elsewhere(), Move.MISSED)
        if self._run() >= planned.depth:
            return Exchange(self._elsewhere(), Move.ENOUGH)
        if here and how is Went.PARTLY:
            follow_ups = [s for s in follow_ups if s.difficulty <= here.difficulty]
        if not follow_ups:
            return Exchange(self._elsewhere(), Move.EXHAUSTED)
        best = min(follow_ups, key=lambda s: (self._off(s), self._draw(s)))
        return Exchange(best.id, Move.DEEPER if how is Went.WELL else Move.ASIDE)

    def _elsewhere(self) -> str:
        """A question of the area that was asked about least, as difficult as suits the learner.

        None that an earlier question leads to, where there is another: that would be no new area.
        """
        asked = [self._summaries[e.question] for e in self._record.exchanges if self._knows(e)]
        topics = Counter(s.topic for s in asked)
        near = {i for s in asked for i in s.follow_ups}
        current = asked[-1].topic if asked else ""

        def rank(s: "Summary") -> tuple[object, ...]:
            return s.topic == current, topics[s.topic], s.id in near, self._off(s), self._draw(s)

        return min(self._left, key=rank).id

    def _run(self) -> int:
        """How many questions the area has had that is being asked about."""
        run = 0
        for exchange in reversed(self._record.exchanges):
            run += 1
            if exchange.move not in (Move.DEEPER, Move.ASIDE):
                break
        return run

    def _untouched(self) -> bool:
        """Whether there is an area that was not asked about yet."""
        touched = {e.question.partition("/")[0] for e in self._record.exchanges}
        return any(s.topic not in touched for s in self._left)

    def _knows(self, exchange: Exchange) -> bool:
        return exchange.question in self._summaries

    def _off(self, summary: "Summary") -> int:
        return abs(summary.difficulty - self._level)

    def _draw(self, summary: "Summary") -> bytes:
        return hashlib.sha256(f"{self._record.setup.seed}:{summary.id}".encode()).digest()
