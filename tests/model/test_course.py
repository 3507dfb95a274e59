"""A course is told of a curve only where it is clear, and an order only of what is apart."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.model.course import MATTERS, Course, apart, course, in_order


@dataclass(frozen=True)
class Span:
    value: float
    low: float
    high: float


def spans(values: Sequence[float], error: float = 0.0) -> list[Span]:
    return [Span(v, v - error, v + error) for v in values]


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ((1, 2, 3), Course.RISES),
        ((3, 2, 1), Course.FALLS),
        ((1, 1.01, 0.99), Course.LEVEL),
        ((1, 3, 1), Course.PEAKS),
        ((3, 1, 3), Course.DIPS),
        ((1, 3, 1, 3), None),
        ((1, 1.03, 1.06, 1.09, 1.12), Course.RISES),
        ((1, 2, 2.05, 1), Course.PEAKS),
        ((1, 2, 2.09, 1.98), Course.PEAKS),
        ((2, 2, 2, 1), Course.FALLS),
        ((0, 0, 0), Course.LEVEL),
        ((-3, -2, -1), Course.RISES),
    ],
)
def test_the_course_of_a_curve(values: tuple[float, ...], told: Course | None) -> None:
    assert course(spans(values)) is told


def test_what_the_intervals_do_not_tell_apart_is_level() -> None:
    assert course(spans((1.0, 1.2, 1.4), error=0.3)) is Course.LEVEL
    assert course(spans((1.0, 1.2, 1.4), error=0.05)) is Course.RISES


numbers = st.floats(-1e6, 1e6, allow_subnormal=False)
curves = st.lists(numbers, min_size=1, max_size=8)


@given(st.integers(2, 8), st.floats(1.06, 10), st.floats(1e-3, 1e3))
def test_what_grows_by_more_than_matters_at_every_step_rises_and_backwards_it_falls(
    points: int, growth: float, start: float
) -> None:
    values = [start * growth**n for n in range(points)]
    assert course(spans(values)) is Course.RISES
    assert course(spans(values[::-1])) is Course.FALLS


MIRRORED = {
    Course.RISES: Course.FALLS,
    Course.FALLS: Course.RISES,
    Course.PEAKS: Course.DIPS,
    Course.DIPS: Course.PEAKS,
    Course.LEVEL: Course.LEVEL,
    None: None,
}


@given(curves)
def test_a_curve_upside_down_takes_the_course_upside_down(values: list[float]) -> None:
    assert course(spans([-v for v in values])) is MIRRORED[course(spans(values))]


@given(curves, st.integers(-9, 9))
def test_the_unit_of_a_curve_is_of_no_account(values: list[float], power: int) -> None:
    assert course(spans([v * 2.0**power for v in values])) is course(spans(values))


@given(numbers, numbers)
def test_apart_is_mutual_and_nothing_is_apart_from_itself(a: float, b: float) -> None:
    one, other = spans([a, b])
    assert apart(one, other) == apart(other, one)
    assert not apart(one, one)


@given(st.floats(1, 1e6), st.floats(0, 1))
def test_less_than_five_percent_never_matters(value: float, share: float) -> None:
    one, other = spans([value, value * (1 - MATTERS * share)])
    assert not apart(one, other) or share > 0.999


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=5))
def test_an_order_holds_in_one_direction_at_the_most(values: list[float]) -> None:
    forwards, backwards = in_order(spans(values)), in_order(spans(values[::-1]))
    assert not (forwards and backwards)
    if forwards:
        assert values == sorted(values)
        assert course(spans(values)) is Course.RISES


def test_an_order_needs_every_neighbour_apart() -> None:
    assert in_order(spans((1, 2, 3)))
    assert not in_order(spans((1, 2, 2.05)))
    assert not in_order(spans((1, 2, 3), error=0.6))
    assert not in_order(spans((1, 3, 2)))
