"""What a margin of ten standard errors buys: supported where true, refuted where wrong."""

from collections.abc import Callable
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np
import pytest
from scipy import special

from quizkit.evidence import stats
from quizkit.evidence.stats import Interval
from quizkit.model import Observation, Target, Verdict

if TYPE_CHECKING:
    from tests.evidence.conftest import Bound

Rng = np.random.Generator
Draw = Callable[[Rng], Interval]


def verdicts(draw: Draw, target: Target, rng: Rng, times: int) -> list[Verdict]:
    found = (draw(rng) for _ in range(times))
    return [Verdict.INCONCLUSIVE if i.doubt else target.judge(i.low, i.high) for i in found]


@pytest.mark.parametrize("headroom", [7, 8, 10])
def test_headroom_sets_how_often_a_true_claim_stays_inconclusive(
    headroom: int, rng: Rng, most: "Bound", least: "Bound"
) -> None:
    seeds, n = 2_000, 20_000
    within = headroom / sqrt(n)
    found = verdicts(
        lambda rng: stats.mean(rng.normal(size=n)), Target.band(-within, within), rng, seeds
    )
    # The interval reaches 4.79 standard errors: of 7 are left 2.2 to either side, 2.7 % of seeds;
    # of 8 are left 3.2, 0.13 %; of 10 are left 5.2, two in ten million.
    rate = 2 * special.ndtr(4.79 - headroom)
    assert Verdict.REFUTED not in found
    assert least(seeds, rate) <= found.count(Verdict.INCONCLUSIVE) <= most(seeds, rate)


def exponential_growth(rng: Rng) -> Interval:
    xs = np.array([16.0, 64.0, 256.0])
    return stats.slope(xs, [stats.mean(x * rng.exponential(size=10_000)) for x in xs])


def scores(rng: Rng) -> np.ndarray:
    q, k = rng.normal(size=(2, 20_000, 8))
    return (q * k).sum(1) / sqrt(8)


# Each: what is measured, its true value, and ten standard errors of it by theory.
SIZED: dict[str, tuple[Draw, float, float]] = {
    "mean of 20,000 normal": (
        lambda rng: stats.mean(rng.normal(size=20_000)), 0.0, 10 / sqrt(20_000)
    ),
    "mean of 20,000 exponential": (
        lambda rng: stats.mean(rng.exponential(size=20_000)), 1.0, 10 / sqrt(20_000)
    ),
    "mean of 32 trainings": (
        # Stretched by 1 + 1/√32 and by Student's 31 degrees of freedom: 2.6 sd.
        lambda rng: stats.mean(rng.normal(size=32)), 0.0, 2.6
    ),
    "variance of 20,000 normal": (
        lambda rng: stats.variance(rng.normal(size=20_000)), 1.0, 0.1
    ),
    "variance of 20,000 scores": (
        # Of width 8: the fourth moment of q·k/√8 is 3 + 6/8.
        lambda rng: stats.variance(scores(rng)), 1.0, 10 * sqrt(2.75 / 20_000)
    ),
    "a share of 80 % of 40,000": (
        lambda rng: stats.proportion((rng.uniform(size=40_000) < 0.8).astype(float)), 0.8, 0.02
    ),
    "median of 20,000 lognormal": (
        lambda rng: stats.median(rng.lognormal(size=20_000)), 1.0, 12.53 / sqrt(20_000)
    ),
    "correlation of 4,000": (
        lambda rng: stats.correlation(*rng.normal(size=(2, 4_000))), 0.0, 10 / sqrt(4_000)
    ),
    "difference of 5,000 pairs": (
        lambda rng: stats.difference(*rng.normal(size=(2, 5_000))), 0.0, 10 * sqrt(2 / 5_000)
    ),
    "slope over three means": (
        # Weights ∓1/(2 log 4) and 0 on errors of 1/√10,000 each.
        exponential_growth, 1.0, 10 * sqrt(2 / 10_000) / (4 * np.log(2))
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", SIZED)
def test_a_margin_of_ten_standard_errors_supports_what_is_true(case: str, rng: Rng) -> None:
    draw, true, margin = SIZED[case]
    found = verdicts(draw, Target.band(true - margin, true + margin), rng, 200)
    assert found == [Verdict.SUPPORTED] * 200


@pytest.mark.parametrize("case", SIZED)
def test_ten_standard_errors_outside_the_margin_it_is_refuted(case: str, rng: Rng) -> None:
    draw, true, margin = SIZED[case]
    found = verdicts(draw, Target.band(true + margin, true + 3 * margin), rng, 200)
    assert found == [Verdict.REFUTED] * 200


def test_a_value_at_the_edge_of_its_target_is_inconclusive(rng: Rng) -> None:
    found = verdicts(
        lambda rng: stats.mean(rng.normal(size=1_000)), Target.band(0.0, 1.0), rng, 1_000
    )
    assert found == [Verdict.INCONCLUSIVE] * 1_000


def test_never_is_supported_from_13_82_over_p_units_on() -> None:
    at_most = 0.001
    enough = round(13.82 / at_most)
    assert stats.proportion(np.zeros(enough)).high <= at_most
    assert stats.proportion(np.zeros(enough - 20)).high > at_most


def headroom(value: float, target: Target, stderr: float) -> float:
    return Observation("x", {}, value, value, value, target, stderr=stderr, units=100).headroom


def test_headroom_is_the_margin_over_the_standard_error_where_the_value_is_as_expected() -> None:
    target = Target.band(0.9, 1.1, equals=1.0)
    assert headroom(1.0, target, 0.01) == pytest.approx(10)
    assert headroom(1.019, target, 0.01) == pytest.approx(10)


def test_headroom_counts_from_a_value_that_is_not_as_expected() -> None:
    target = Target.band(0.9, 1.1, equals=1.0)
    assert headroom(1.03, target, 0.01) == pytest.approx(7)
    assert headroom(1.2, target, 0.01) == pytest.approx(-10)
    assert headroom(3.0, Target(low=2.0, refuted_below=2.0), 0.1) == pytest.approx(10)


def test_headroom_of_an_exact_reading_is_infinite_and_has_a_sign() -> None:
    assert headroom(0.0, Target.band(0.0, 0.0, 0.0), 0.0) == float("inf")
    assert headroom(1.0, Target.band(0.0, 0.0, 0.0), 0.0) == -float("inf")


def test_a_headroom_of_ten_by_design_is_seen_as_about_ten_on_every_seed(rng: Rng) -> None:
    """Counted from the value alone it would be 9.2 on average, and never 10 on five seeds."""
    target = Target.band(-10 / sqrt(20_000), 10 / sqrt(20_000), 0.0)
    medians: list[float] = []
    for _ in range(40):
        found = [stats.mean(rng.normal(size=20_000)) for _ in range(5)]
        medians.append(float(np.median([headroom(i.value, target, i.stderr) for i in found])))
    # The stretched interval costs 0.7 %, and its standard error is known to 0.5 %.
    assert min(medians) > 9.8


@pytest.mark.parametrize("n", [16, 24, 64])
def test_headroom_of_few_units_means_what_it_means_for_many(n: int, rng: Rng) -> None:
    """Few units leave their own standard error uncertain: `stderr` is widened for it."""
    typical = stats.mean(rng.normal(size=n))
    sd_units = typical.stderr / (typical.high - typical.value)
    assert sd_units == pytest.approx(1 / 4.7534, rel=1e-4)
    half = special.stdtrit(n - 1, 1 - stats.TAIL) * (1 + 1 / sqrt(n)) / sqrt(n)
    margin = 10 * half / 4.7534
    values = rng.normal(size=100_000) / sqrt(n)
    spreads = np.sqrt(rng.chisquare(n - 1, 100_000) / (n - 1))
    inconclusive = np.abs(values) + half * spreads > margin
    # Ten seeds in a million would be too many; none of 100,000 is what can be counted.
    assert inconclusive.sum() == 0
