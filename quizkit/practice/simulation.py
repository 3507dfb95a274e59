"""Days of practice played through, review by review: what a plan rests on.

The rules are those of a session: what is due first, its short steps before all else; then new
cards; of a question one card a day, the others wait for the next.
"""

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from quizkit.model.memory import Memory
from quizkit.model.review import CardId, Rating
from quizkit.practice.habits import Habits
from quizkit.schedule import Day, Fsrs


@dataclass(frozen=True, slots=True)
class Load:
    """What falls on one day.

    Answers and their seconds (of these, what goes to the cards begun that day), new cards, and due
    questions left undone.
    """

    day: date
    answers: int
    new: int
    seconds: float
    new_seconds: float
    left: int


@dataclass(frozen=True, slots=True)
class Today:
    """What has happened today before the simulation begins.

    `asked` leads from each question asked to the card that asked it.
    """

    asked: Mapping[str, CardId] = field(default_factory=dict[str, CardId])
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Course:
    """The days to practise on (with their dates), when on each of them, and how long."""

    days: tuple[tuple[date, Day], ...]
    begins: timedelta
    """After the day's own beginning."""
    seconds: float
    """Of a day. It ends before the answer that would go beyond, but never before its first."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What each day holds, and what is believed about each card at the end."""

    loads: tuple[Load, ...]
    memories: Mapping[CardId, Memory]


def allowance(
    due: Iterable[tuple[CardId, Memory]],
    order: Iterable[CardId],
    schedule: Fsrs,
    habits: Habits,
    at: datetime,
    seconds: float,
) -> int:
    """How many new cards fit into the `seconds` of a day beside what is `due`.

    Of a question, one card is asked; what is forgotten is asked twice.
    """
    asked: set[str] = set()
    left = seconds
    for card, memory in due:
        if card.question not in asked:
            asked.add(card.question)
            left -= habits.seconds_of(card) * (2.0 - schedule.recall(memory, at))
    count = 0
    for card in order:
        if card.question in asked:
            continue
        left -= habits.seconds_of(card) * habits.first_answers
        if left < 0:
            break
        asked.add(card.question)
        count += 1
    return count


def simulate(
    memories: Mapping[CardId, Memory],
    order: Sequence[CardId],
    schedule: Fsrs,
    habits: Habits,
    course: Course,
    *,
    seed: int = 0,
    today: Today | None = None,
) -> Outcome:
    """Practise on each day of the course; `order` are the new cards as they are to come.

    Each day as many new cards are begun as `allowance` says; a session ends when what comes next
    does not fit into its seconds, whatever is still due.
    """
    run = _Run({**memories}, list(order), schedule, habits, seed)
    loads: list[Load] = []
    for name, day in course.days:
        before = today if today is not None and not loads else Today()
        loads.append(run.practise(name, day, day.start + course.begins, course.seconds, before))
    return Outcome(tuple(loads), run.memories)


@dataclass(slots=True)
class _Run:
    memories: dict[CardId, Memory]
    new: list[CardId]
    schedule: Fsrs
    habits: Habits
    seed: int
    times: dict[CardId, int] = field(default_factory=dict[CardId, int])

    def practise(self, name: date, day: Day, at: datetime, seconds: float, before: Today) -> Load:
        """One day's practice."""
        asked = dict(before.asked)
        left = seconds - before.seconds
        steps, due = self._due(day)
        waiting = [pair for pair in self.memories.items() if pair[1].due < day.end]
        quota = allowance(waiting, self.new, self.schedule, self.habits, at, left)
        answers = 0
        begun: set[CardId] = set()
        used = used_on_new = 0.0
        while used < left:
            card = _pop(steps, at, asked) or _pop(due, day.end, asked)
            is_new = card is None and len(begun) < quota
            card = self._fresh(asked) if is_new else card
            if card is None:
                if not (steps and steps[0][0] < day.end):
                    break
                at = max(at, steps[0][0])  # the learner waits for a short step
                continue
            took = self.habits.seconds_of(card)
            if used + took > left and (answers or before.seconds):
                if not is_new and self.memories[card].step is None:
                    due.append((self.memories[card].due, str(card), card))
                break
            if is_new:
                self.new.remove(card)
                begun.add(card)
            memory = self._answer(card, at)
            asked[card.question] = card
            at, used, answers = at + timedelta(seconds=took), used + took, answers + 1
            used_on_new += took if card in begun else 0.0
            if memory.step is not None and memory.due < day.end:
                heapq.heappush(steps, (memory.due, str(card), card))
        undone = len({card.question for _, _, card in due if asked.get(card.question) is None})
        return Load(name, answers, len(begun), used, used_on_new, undone)

    def _due(self, day: Day) -> "tuple[list[_Entry], list[_Entry]]":
        """What may come up on a day: those in short steps, and those of the long run."""
        steps: list[_Entry] = []
        long_run: list[_Entry] = []
        for card, memory in self.memories.items():
            if memory.due < day.end:
                entry = (memory.due, str(card), card)
                (long_run if memory.step is None else steps).append(entry)
        heapq.heapify(steps)
        heapq.heapify(long_run)
        return steps, long_run

    def _fresh(self, asked: Mapping[str, CardId]) -> CardId | None:
        """The next new card whose question was not asked today."""
        return next((card for card in self.new if card.question not in asked), None)

    def _answer(self, card: CardId, at: datetime) -> Memory:
        memory, times = self.memories.get(card), self.times.get(card, 0)
        recall = None if memory is None else self.schedule.recall(memory, at)
        grade: Rating = self.habits.grade(self.seed, card, times, recall)
        self.times[card] = times + 1
        self.memories[card] = after = self.schedule.after(memory, grade, at)
        return after


_Entry = tuple[datetime, str, CardId]


def _pop(entries: list[_Entry], now: datetime, asked: Mapping[str, CardId]) -> CardId | None:
    """The first that is due; one whose question was asked by another card waits for tomorrow."""
    while entries and entries[0][0] <= now:
        card = heapq.heappop(entries)[2]
        if asked.get(card.question, card) == card:
            return card
    return None
