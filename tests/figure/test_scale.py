"""Axes and their ticks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.figure.scale import Scale, Tick, point_scale, spaced, value_scale
from quizkit.model.notation import number

numbers = st.floats(-1e120, 1e120) | st.sampled_from([0.0, 1e-300, 5e-324, 1e308, -1e308])


def test_values_that_span_decades_stand_on_a_logarithmic_axis() -> None:
    scale = value_scale([1.0, 1000.0], [], [0.9, 1.1])
    assert scale.log
    assert scale.place(1000) - scale.place(100) == pytest.approx(scale.place(10) - scale.place(1))


def test_an_interval_across_zero_keeps_the_axis_linear() -> None:
    assert not value_scale([0.0003, 0.9], [-0.002, 0.0026], []).log


def test_a_target_around_zero_keeps_the_axis_linear() -> None:
    assert not value_scale([0.001, 0.9], [], [-0.05, 0.05]).log


def test_an_exact_zero_has_a_place_of_its_own_below_every_magnitude() -> None:
    scale = value_scale([0.0, 2e-16, 0.7], [], [0.0, 1e-10, 1e-6])
    assert scale.log
    assert 0 < scale.place(0.0) < scale.place(2e-16) < scale.place(0.7) < 1
    assert Tick(scale.on_axis(0.0), "0") in scale.ticks


def test_the_lower_end_of_an_interval_does_not_stretch_the_axis() -> None:
    wide = value_scale([1e-4, 0.5], [1e-12, 2e-4], [])
    assert wide.low > 1e-5


@given(st.lists(numbers, min_size=1, max_size=8), st.lists(numbers, max_size=4))
def test_every_value_has_a_place_on_its_axis(values: list[float], edges: list[float]) -> None:
    scale = value_scale(values, values, edges)
    assert scale.low < scale.high
    for v in (*values, *edges):
        assert 0 <= scale.place(v) <= 1
    assert scale.ticks


@given(st.lists(st.floats(-1e100, 1e100), min_size=1, max_size=8, unique=True))
def test_places_on_a_sweep_keep_the_order_of_its_points(points: list[float]) -> None:
    places = [point_scale(points).place(p) for p in sorted(points)]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("points", "log"),
    [
        ((16, 64, 256, 1024), True),
        ((1, 2, 4), True),
        ((1, 2, 3, 4), False),
        ((0.1, 0.5, 1.0), False),
        ((0, 1, 10, 100), True),
        ((-10, 1, 1000), False),
        ((3,), False),
    ],
)
def test_a_sweep_is_logarithmic_when_it_is_geometric_or_spans_decades(
    points: tuple[float, ...], log: bool
) -> None:
    scale = point_scale(points)
    assert scale.log is log
    assert [t.label for t in scale.ticks] == [number(p) for p in points]


def test_labels_that_would_touch_are_left_out_and_the_ends_stay() -> None:
    ticks = [Tick(float(v), str(v)) for v in range(11)]
    scale = Scale(0.0, 10.0, False, tuple(ticks))
    kept = [t.value for t in spaced(ticks, scale, [0.25] * 11)]
    assert kept == [0.0, 3.0, 6.0, 10.0]
