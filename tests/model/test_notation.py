"""Numbers and targets in words."""

import math

import pytest

from quizkit.model import Target
from quizkit.model.notation import aim, estimate, number, rounded


@pytest.mark.parametrize(
    ("value", "label"),
    [
        (0.0, "0"),
        (0.30000000000000004, "0.3"),
        (1024.0, "1024"),
        (0.001, "0.001"),
        (1e-6, "10⁻⁶"),
        (300_000.0, "3×10⁵"),
        (-1e6, "-10⁶"),
        (12.3456, "12.3456"),
        (12.345678, "12.35"),
        (2.31234e-16, "2.312×10⁻¹⁶"),
        (109_482_240.0, "109,482,240"),
    ],
)
def test_a_number_reads_as_on_an_axis(value: float, label: str) -> None:
    assert number(value) == label


def test_an_estimate_has_four_digits() -> None:
    assert [rounded(v) for v in (1.003456, 2.31234e-16, 123456.0)] == [
        "1.003",
        "2.312×10⁻¹⁶",
        "1.235×10⁵",
    ]


@pytest.mark.parametrize(
    ("value", "half", "told"),
    [
        (1.00345, 0.051, ("1.00", "0.95", "1.05")),
        (0.24561, 0.0042, ("0.246", "0.241", "0.250")),
        (-0.00377, 0.031, ("-0.004", "-0.035", "0.027")),
        (0.0002, 0.013, ("0.000", "-0.013", "0.013")),
        (63.84, 2.5, ("63.8", "61.3", "66.3")),
        (1.00421, 0.0000123, ("1.00421", "1.00420", "1.00422")),
        (2.5e-7, 1e-8, ("2.5×10⁻⁷", "2.4×10⁻⁷", "2.6×10⁻⁷")),
        (0.5, 0.0, ("0.5", "0.5", "0.5")),
    ],
)
def test_an_estimate_has_the_digits_that_its_interval_leaves(
    value: float, half: float, told: tuple[str, str, str]
) -> None:
    assert estimate(value, value - half, value + half) == told


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (Target.band(0.9, 1.1, 1.0), "1 ± 0.1"),
        (Target.band(4.0, 4.0, 4.0), "exactly 4"),
        (Target(0.0, 1e-10, refuted_above=1e-6), "≤ 10⁻¹⁰"),
        (Target.band(-math.inf, 0.5), "≤ 0.5"),
        (Target(low=0.1, refuted_below=0.01), "≥ 0.1"),
        (Target.band(0.2, 0.4), "0.2 … 0.4"),
    ],
)
def test_a_target_reads_as_one_states_it(target: Target, words: str) -> None:
    assert aim(target) == words
