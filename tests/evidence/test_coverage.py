"""Each interval misses as often as it says, at a tail where misses can be counted.

`worst` is the allowance for skewness on the worse side: exp(z³g/3√n) by Cramér's expansion, where g
is the skewness of what is averaged and z = 2.05 for the tail of 2 %. 1 means an exact or a
conservative interval. Counts stay within the binomial's bounds; see conftest.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import pytest

from quizkit.evidence import stats
from quizkit.evidence.stats import Interval

if TYPE_CHECKING:
    from tests.evidence.conftest import Bound, CountMisses

TAIL = 0.02
TIMES = 2_000
Rng = np.random.Generator
Sample = Callable[[Rng], Interval]


def mean_of(draw: Callable[[Rng], np.ndarray]) -> Sample:
    return lambda rng: stats.mean(draw(rng), TAIL)


def variance_of(draw: Callable[[Rng], np.ndarray]) -> Sample:
    return lambda rng: stats.variance(draw(rng), TAIL)


def correlated(rng: Rng, n: int, rho: float, draw: str) -> Interval:
    a, b = (getattr(rng, draw)(size=n) for _ in range(2))
    return stats.correlation(a, rho * a + np.sqrt(1 - rho**2) * b, TAIL)


def paired(rng: Rng) -> Interval:
    common = 5 * rng.normal(size=32)
    return stats.difference(common + rng.normal(size=32), common + 1 + rng.normal(size=32), TAIL)


def unequal(rng: Rng) -> Interval:
    return stats.difference(3 * rng.normal(size=16), 1 + rng.normal(size=64), TAIL)


def shared_inside(rng: Rng) -> np.ndarray:
    return rng.normal(size=(64, 1)) + rng.normal(size=(64, 5))


def grows_linearly(rng: Rng) -> Interval:
    xs = np.array([16.0, 64.0, 256.0, 1024.0])
    return stats.slope(xs, [stats.mean(x * rng.exponential(size=2_000), TAIL) for x in xs], TAIL)


CASES: dict[str, tuple[Sample, float, float]] = {
    "mean of 16 normal": (mean_of(lambda rng: rng.normal(size=16)), 0.0, 1.0),
    "mean of 1,000 normal": (mean_of(lambda rng: rng.normal(size=1_000)), 0.0, 1.0),
    "mean of 64 with inner axes": (mean_of(shared_inside), 0.0, 1.0),
    "mean of 4,000 exponential": (mean_of(lambda rng: rng.exponential(size=4_000)), 1.0, 1.09),
    "mean of 8,000 χ²": (mean_of(lambda rng: rng.chisquare(1, 8_000)), 1.0, 1.09),
    "mean of 2,000 t3": (mean_of(lambda rng: rng.standard_t(3, 2_000)), 0.0, 1.0),
    "mean of 2,000 products": (mean_of(lambda rng: rng.normal(size=(2, 2_000)).prod(0)), 0.0, 1.0),
    "mean of 4,000 lognormal": (
        mean_of(lambda rng: rng.lognormal(sigma=0.5, size=4_000)), float(np.exp(0.125)), 1.09
    ),
    "variance of 3,000 normal": (variance_of(lambda rng: rng.normal(size=3_000)), 1.0, 1.04),
    "variance of 3,000 pairs": (variance_of(lambda rng: rng.normal(size=(3_000, 2))), 1.0, 1.04),
    "variance of 3,000 uniform": (
        variance_of(lambda rng: rng.uniform(size=3_000)), 1 / 12, 1.04
    ),
    "variance of 20,000 products": (
        variance_of(lambda rng: rng.normal(size=(2, 20_000)).prod(0)), 1.0, 1.10
    ),
    "share of 30 % of 200": (
        lambda rng: stats.proportion((rng.uniform(size=200) < 0.3).astype(float), TAIL), 0.3, 1.0
    ),
    "share of 1 % of 1,000": (
        lambda rng: stats.proportion((rng.uniform(size=1_000) < 0.01).astype(float), TAIL),
        0.01, 1.0,
    ),
    "median of 51 lognormal": (
        lambda rng: stats.median(rng.lognormal(size=51), TAIL), 1.0, 1.0
    ),
    "median of 1,000 t3": (
        lambda rng: stats.median(rng.standard_t(3, 1_000), TAIL), 0.0, 1.0
    ),
    "correlation of 500 normal": (lambda rng: correlated(rng, 500, 0.6, "normal"), 0.6, 1.0),
    "correlation of 500, none": (lambda rng: correlated(rng, 500, 0.0, "normal"), 0.0, 1.0),
    "correlation of 1,000 exponential": (
        lambda rng: correlated(rng, 1_000, 0.5, "exponential"), 0.5, 1.05
    ),
    "difference of 32 pairs": (paired, 1.0, 1.0),
    "difference of 16 and 64": (unequal, 1.0, 1.0),
    "slope of four means of 2,000": (grows_linearly, 1.0, 1.0),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_an_interval_misses_as_often_as_it_says(
    case: str,
    rng: Rng,
    count_misses: "CountMisses",
    most: "Bound",
    least: "Bound",
) -> None:
    sample, truth, worst = CASES[case]
    below, above = count_misses(lambda: sample(rng), truth, TIMES)
    assert max(below, above) <= most(TIMES, worst * TAIL)
    # Needlessly wide is wrong too. Few units and whole counts are entitled to a fifth.
    assert below + above >= least(TIMES, 2 * TAIL / 5)
