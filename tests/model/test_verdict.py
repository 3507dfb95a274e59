"""How intervals meet targets, and verdicts each other."""

import itertools
import math

import pytest

from quizkit.model import Observation, Target, Verdict, combine

S, R, I = Verdict.SUPPORTED, Verdict.REFUTED, Verdict.INCONCLUSIVE  # noqa: E741  read as a column
BAND = Target.band(1.0, 2.0)
GAP = Target(0.0, 1e-10, refuted_above=1e-6)
FROM = Target(low=1.0, refuted_below=0.1)


@pytest.mark.parametrize(
    ("target", "low", "high", "verdict"),
    [
        (BAND, 1.2, 1.8, S),
        (BAND, 1.0, 2.0, S),
        (BAND, 0.9, 1.8, I),
        (BAND, 1.2, 2.1, I),
        (BAND, 0.5, 2.5, I),
        (BAND, 0.5, 1.0, I),
        (BAND, 0.5, 0.99, R),
        (BAND, 2.01, 3.0, R),
        (GAP, 0.0, 0.0, S),
        (GAP, 1e-10, 1e-10, S),
        (GAP, 1e-8, 1e-8, I),
        (GAP, 1e-6, 1e-6, I),
        (GAP, 1.1e-6, 1.1e-6, R),
        (FROM, 1.0, 1.0, S),
        (FROM, 0.5, 0.5, I),
        (FROM, 0.09, 0.09, R),
        (BAND, math.nan, math.nan, I),
    ],
)
def test_an_interval_is_inside_outside_or_neither(
    target: Target, low: float, high: float, verdict: Verdict
) -> None:
    assert target.judge(low, high) is verdict


def test_a_doubt_is_inconclusive_inside_and_outside() -> None:
    for value in (1.5, 9.0):
        o = Observation("x", {}, value, value, value, BAND, units=50, doubt="tails")
        assert o.verdict is I


WORST_FIRST = (
    Verdict.ERROR,
    Verdict.REFUTED,
    Verdict.TOOTHLESS,
    Verdict.INCONCLUSIVE,
    Verdict.SKIPPED,
    Verdict.SUPPORTED,
)


@pytest.mark.parametrize(("worse", "better"), list(itertools.combinations(WORST_FIRST, 2)))
def test_of_several_verdicts_the_worst_one_counts(worse: Verdict, better: Verdict) -> None:
    assert combine([better, worse, better]) is worse
    assert combine([better, better]) is better


def test_where_nothing_was_judged_nothing_is_supported() -> None:
    assert combine([]) is Verdict.SKIPPED
