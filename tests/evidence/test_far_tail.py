"""At the tail that checks use, one in a million, misses are computed or drawn by importance.

Importance sampling: data are drawn from the distribution that has its mean (variance, correlation)
at the interval's end, where a miss is as likely as not, and each miss is weighted by how much less
likely the data are under the truth. Some thousand draws then measure a rate of 1e-6 to a few
percent, whose standard error the tests allow four times.
"""

from bisect import bisect_left
from collections.abc import Callable
from math import exp, log, sqrt

import numpy as np
import pytest
from scipy import special

from quizkit.evidence import stats
from quizkit.evidence.stats import TAIL, Interval

Rng = np.random.Generator
Z = 4.7534  # the normal quantile of one in a million
Weighted = Callable[[Rng], float]


def rate_of(weighted: Weighted, rng: Rng, times: int) -> tuple[float, float]:
    """The rate of misses and its standard error."""
    weights = np.array([weighted(rng) for _ in range(times)])
    return float(weights.mean()), float(weights.std() / sqrt(times))


def half_width(i: Interval) -> float:
    return (i.high - i.low) / 2


def gamma_mean(n: int, shape: float) -> Weighted:
    """Misses below of the mean of n gamma units, whose skewness is 2/√shape."""
    scale = 1 - 1.05 * Z / sqrt(n * shape)

    def weighted(rng: Rng) -> float:
        x = scale * rng.standard_gamma(shape, n)
        missed = stats.mean(x).high < shape
        return missed * exp(n * shape * log(scale) + x.sum() * (1 / scale - 1))

    return weighted


def normal_variance(n: int, side: int) -> Weighted:
    """Misses of the variance of n normal units; side -1: the interval lies below 1."""
    v = exp(side * Z * sqrt(2 / n))

    def weighted(rng: Rng) -> float:
        x = rng.normal(size=n) * sqrt(v)
        i = stats.variance(x)
        missed = i.high < 1 if side < 0 else i.low > 1
        return missed * exp(n / 2 * log(v) - (x @ x) / 2 * (1 - 1 / v))

    return weighted


def normal_correlation(n: int, side: int, rho: float = 0.6) -> Weighted:
    """Misses of the correlation of n normal pairs; side -1: the interval lies below rho."""
    tilted = np.tanh(np.arctanh(rho) + side * Z / sqrt(n))

    def weighted(rng: Rng) -> float:
        a, e = rng.normal(size=(2, n))
        b = tilted * a + sqrt(1 - tilted**2) * e
        i = stats.correlation(a, b)
        missed = i.high < rho if side < 0 else i.low > rho
        return missed * exp(log_density(a, b, rho) - log_density(a, b, tilted))

    return weighted


def log_density(a: np.ndarray, b: np.ndarray, rho: float) -> float:
    square = (a @ a - 2 * rho * (a @ b) + b @ b) / (1 - rho**2)
    return float(-len(a) / 2 * log(1 - rho**2) - square / 2)


@pytest.mark.parametrize("n", [16, 20, 32, 64, 200, 2_000, 20_000])
def test_the_mean_of_normal_units_misses_less_often_than_one_in_a_million(n: int, rng: Rng) -> None:
    x = rng.normal(size=n)
    half = half_width(stats.mean(x)) / (x.std(ddof=1) / sqrt(n))
    missed = special.stdtr(n - 1, -half)
    assert missed <= TAIL * (1 + 1e-6)  # the quantile's own accuracy
    # For 16 units the quantile is stretched by a quarter; from 2,000 on that is nothing.
    assert missed >= TAIL * (0.02 if n < 2_000 else 0.5)


@pytest.mark.parametrize("n", [64, 200, 500])
def test_few_units_of_skewness_1_miss_a_handful_of_times_in_a_million(n: int, rng: Rng) -> None:
    rate, error = rate_of(gamma_mean(n, 4.0), rng, 20_000)
    # Measured by plain simulation of 10 million means: 4.5e-6 at n = 64, 4.1e-6 at n = 200.
    assert rate - 4 * error <= 5e-6
    assert error < 2e-6


def test_as_many_units_as_skewness_asks_for_miss_three_times_in_a_million_at_most(
    rng: Rng,
) -> None:
    rate, error = rate_of(gamma_mean(4_000, 1.0), rng, 3_000)  # exponential: 1,000 · 2²
    assert rate + 4 * error <= TAIL * exp(Z**3 / (3 * sqrt(1_000)))
    assert rate - 4 * error >= TAIL


def test_a_quarter_of_those_units_would_miss_more_often_and_are_doubted(rng: Rng) -> None:
    rate, error = rate_of(gamma_mean(1_000, 1.0), rng, 3_000)
    assert rate - 4 * error > TAIL * exp(Z**3 / (3 * sqrt(1_000)))
    assert stats.mean(rng.exponential(size=1_000)).doubt.startswith("tails: skewness ")


@pytest.mark.parametrize("side", [-1, 1])
def test_the_variance_of_3000_normal_units_misses_one_time_in_a_million(
    side: int, rng: Rng
) -> None:
    rate, error = rate_of(normal_variance(3_000, side), rng, 3_000)
    # The logarithm leaves a skewness of 0.7: exp(z³ · 0.7 / 3√3000) = 1.6.
    assert rate + 4 * error <= 1.6 * TAIL
    assert error < 0.1 * TAIL


@pytest.mark.parametrize("side", [-1, 1])
def test_the_correlation_of_500_normal_pairs_misses_one_time_in_a_million(
    side: int, rng: Rng
) -> None:
    rate, error = rate_of(normal_correlation(500, side), rng, 6_000)
    assert rate - 4 * error <= TAIL
    assert error < TAIL


@pytest.mark.parametrize("p", [0.0005, 0.01, 0.2, 0.5, 0.999])
@pytest.mark.parametrize("n", [16, 100, 1_000, 40_000])
def test_a_proportion_misses_less_often_than_one_in_a_million_whatever_it_is(
    n: int, p: float
) -> None:
    # An interval depends on the count alone and rises with it, so that every miss can be added up.
    def interval(k: int) -> Interval:
        return stats.proportion((np.arange(n) < k).astype(float))

    counts = range(n + 1)
    lies_below = bisect_left(counts, True, key=lambda k: interval(k).high >= p)
    not_above = bisect_left(counts, True, key=lambda k: interval(k).low > p)
    assert special.bdtr(lies_below - 1, n, p) <= TAIL or lies_below == 0
    assert special.bdtrc(not_above - 1, n, p) <= TAIL or not_above == n + 1


@pytest.mark.parametrize("n", [20, 21, 64, 1_000, 20_001])
def test_a_median_misses_less_often_than_one_in_a_million_and_one_rank_less_would_not(
    n: int,
) -> None:
    ranks = stats.median(np.arange(1.0, n + 1))
    assert ranks.low == n + 1 - ranks.high
    assert special.bdtr(ranks.low - 1, n, 0.5) <= TAIL < special.bdtr(ranks.low, n, 0.5)


def test_combined_means_of_normal_units_never_miss_too_often_where_welch_would(
    rng: Rng,
) -> None:
    """16 units against 64: only the two variances matter, and the difference is then normal."""
    drawn = rng.chisquare(15, 200_000) / 15 / 16, rng.chisquare(63, 200_000) / 63 / 64
    spread = sqrt(1 / 16 + 1 / 64)
    one, other = rng.normal(size=16), rng.normal(size=64)
    parts = [stats.mean(one), stats.mean(other)]
    mine = half_width(stats.difference(one, other))
    assert mine == pytest.approx(sqrt(sum(half_width(p) ** 2 for p in parts)))
    quantiles = [
        half_width(p) / (x.std(ddof=1) / sqrt(len(x)))
        for p, x in zip(parts, (one, other), strict=True)
    ]
    combined = np.sqrt(sum(q**2 * v for q, v in zip(quantiles, drawn, strict=True)))
    total = drawn[0] + drawn[1]
    df = total**2 / (drawn[0] ** 2 / 15 + drawn[1] ** 2 / 63)
    welch = special.stdtrit(df, 1 - TAIL) * np.sqrt(total)
    assert special.ndtr(-combined / spread).mean() <= TAIL
    assert special.ndtr(-welch / spread).mean() > 2 * TAIL
