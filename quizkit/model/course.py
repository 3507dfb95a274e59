"""Which way a curve goes, and whether numbers stand in an order: told only where it is clear."""

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Protocol

from quizkit.model.text import Text

MATTERS = 0.05
"""Two values that differ by less than 5 % of the larger one look level to whoever draws them."""


class Span(Protocol):
    """A measured value with its interval; an exact one has none (`low` = `high`)."""

    @property
    def value(self) -> float: ...
    @property
    def low(self) -> float: ...
    @property
    def high(self) -> float: ...


class Course(StrEnum):
    """Which way a curve goes from the smallest point of its sweep to the largest."""

    RISES = "rises"
    FALLS = "falls"
    LEVEL = "level"
    PEAKS = "peaks"
    DIPS = "dips"


_TURNS: dict[tuple[int, ...], Course] = {
    (): Course.LEVEL,
    (1,): Course.RISES,
    (-1,): Course.FALLS,
    (1, -1): Course.PEAKS,
    (-1, 1): Course.DIPS,
}


COURSES = {
    Course.RISES: Text("it rises", "上升"),
    Course.FALLS: Text("it falls", "下降"),
    Course.LEVEL: Text("it stays level", "基本不变"),
    Course.PEAKS: Text("it rises, then falls", "先升后降"),
    Course.DIPS: Text("it falls, then rises", "先降后升"),
}
"""Always offered in this order: a course has no other mistakes than the other courses."""


def apart(a: Span, b: Span) -> bool:
    """Whether two values differ: beyond their intervals, and by enough to matter."""
    disjoint = a.high < b.low or b.high < a.low
    return disjoint and abs(a.value - b.value) > MATTERS * max(abs(a.value), abs(b.value))


def course(points: Sequence[Span]) -> Course | None:
    """The course of values in the order of their sweep; None where it turns more than once.

    A step counts from the last value that was apart from the one before it, so that a slow climb of
    many small steps is a climb.
    """
    turns: list[int] = []
    last = points[0]
    for point in points[1:]:
        if apart(last, point):
            way = 1 if point.value > last.value else -1
            if turns[-1:] != [way]:
                turns.append(way)
            last = point
        elif turns and (point.value > last.value) == (turns[-1] > 0):
            last = point  # the extreme so far: a turn is counted from there
    return _TURNS.get(tuple(turns))


def in_order(values: Sequence[Span]) -> bool:
    """Whether each value is clearly larger than the one before it."""
    return all(apart(a, b) and a.value < b.value for a, b in pairwise(values))
