"""What counts as a unit: independent, finite, varying, enough, and not too skewed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import pytest

from quizkit.evidence import Broken, stats
from quizkit.evidence.stats import Interval

if TYPE_CHECKING:
    from tests.evidence.conftest import Bound, CountMisses

Rng = np.random.Generator
Estimator = Callable[[np.ndarray], Interval]
ESTIMATORS: dict[str, Estimator] = {
    "mean": stats.mean,
    "variance": stats.variance,
    "proportion": stats.proportion,
    "median": stats.median,
    "correlation": lambda x: stats.correlation(x, x),
    "difference": lambda x: stats.difference(x, x),
}
VARYING = [name for name in ESTIMATORS if name != "proportion"]
MANY = 4_000


def squared_scores(rng: Rng) -> np.ndarray:
    """200 blocks of 16 queries against 16 keys of width 4; a block shares queries and keys."""
    q, k = rng.normal(size=(2, 200, 16, 4))
    return np.matmul(q, k.transpose(0, 2, 1)) ** 2 / 4


@pytest.mark.parametrize("flat", [True, False])
def test_scores_that_share_queries_miss_often_when_flattened_and_rarely_in_blocks(
    flat: bool, rng: Rng, count_misses: "CountMisses", most: "Bound"
) -> None:
    times, tail = 600, 0.001

    def interval() -> Interval:
        x = squared_scores(rng)
        return stats.mean(x.ravel() if flat else x, tail)

    missed = sum(count_misses(interval, 1.0, times))
    if flat:
        # Measured 17 % of 1,000 times, 85 times as often as it says.
        assert missed > 30 * times * 2 * tail
    else:
        assert missed <= most(times, 2 * tail)


def test_inner_axes_are_averaged_inside_their_unit(rng: Rng) -> None:
    x = rng.normal(size=(50, 4, 3))
    assert stats.mean(x) == stats.mean(x.reshape(50, 12).mean(1))


def test_a_variance_is_taken_about_the_mean_of_all_units(rng: Rng) -> None:
    x = rng.normal(loc=[0.0, 10.0], size=(3_000, 2))
    assert stats.variance(x).value == pytest.approx(x.var(ddof=1))


@pytest.mark.parametrize("name", ESTIMATORS)
@pytest.mark.parametrize("odd", [np.nan, np.inf, -np.inf])
def test_nan_and_infinity_break_every_statistic(name: str, odd: float, rng: Rng) -> None:
    x = (rng.normal(size=MANY) > 0).astype(float)
    x[7] = odd
    with pytest.raises(Broken, match="NaN or infinity"):
        _ = ESTIMATORS[name](x)


@pytest.mark.parametrize("constant", [0.0, 1.0, 1 / 3, -1e6])
@pytest.mark.parametrize("name", VARYING)
def test_units_that_do_not_vary_break_every_statistic_but_a_share(
    name: str, constant: float, rng: Rng
) -> None:
    x = np.full(MANY, constant) * (1 + 1e-15 * rng.normal(size=MANY))  # up to rounding
    with pytest.raises(Broken, match="do not vary"):
        _ = ESTIMATORS[name](x)


@pytest.mark.parametrize("name", ESTIMATORS)
def test_units_that_have_diverged_break_every_statistic(name: str, rng: Rng) -> None:
    with pytest.raises(Broken, match=r"diverged|takes booleans"):
        _ = ESTIMATORS[name](1e60 * rng.normal(size=MANY))


@pytest.mark.parametrize("size", [1e-60, 1e-20, 1e20, 1e49])
@pytest.mark.parametrize("name", VARYING)
def test_an_interval_scales_with_its_units(name: str, size: float, rng: Rng) -> None:
    x = rng.normal(size=MANY)
    one, other = ESTIMATORS[name](x), ESTIMATORS[name](size * x)
    power = {"correlation": 0, "variance": 2}.get(name, 1)
    assert other.high == pytest.approx(size**power * one.high)
    assert other.doubt == one.doubt == ""


def test_a_small_spread_around_a_large_value_does_vary(rng: Rng) -> None:
    i = stats.mean(1e6 + 1e-3 * rng.normal(size=100))
    assert 0 < i.high - i.low < 1e-2


@pytest.mark.parametrize(
    ("name", "enough"),
    [
        ("mean", 16),
        ("difference", 16),
        ("proportion", 16),
        ("median", 20),
        ("correlation", 500),
        ("variance", 3_000),
    ],
)
def test_too_few_units_break_and_one_more_is_enough(name: str, enough: int, rng: Rng) -> None:
    x = (
        rng.integers(0, 2, enough).astype(float)
        if name == "proportion"
        else rng.normal(size=enough)
    )
    assert ESTIMATORS[name](x).units == enough
    with pytest.raises(Broken, match=r"too few|at least"):
        _ = ESTIMATORS[name](x[1:])


@pytest.mark.parametrize("name", ESTIMATORS)
@pytest.mark.parametrize("shape", [(), (0,), (4_000, 0)])
def test_no_value_at_all_breaks_every_statistic(name: str, shape: tuple[int, ...]) -> None:
    with pytest.raises(Broken):
        _ = ESTIMATORS[name](np.ones(shape))


@pytest.mark.parametrize("units", [np.full(50, 0.5), np.full((50, 2), 1.0), np.full(50, 2.0)])
def test_a_share_takes_one_boolean_a_unit(units: np.ndarray) -> None:
    with pytest.raises(Broken, match="proportion takes"):
        _ = stats.proportion(units)


def test_a_share_of_none_and_of_all_has_an_interval() -> None:
    none, every = stats.proportion(np.zeros(1_000)), stats.proportion(np.ones(1_000))
    assert (none.low, every.high) == (0.0, 1.0)
    assert none.high == pytest.approx(1 - 1e-6 ** (1 / 1_000))
    assert none.stderr > 0


def test_units_of_values_plus_and_minus_one_have_a_variance_of_one(rng: Rng) -> None:
    """All of its spread comes from estimating the mean; without that the interval was a point."""
    i = stats.variance(rng.choice([-1.0, 1.0], 20_000))
    assert i.low <= 1.0 <= i.high
    balanced = stats.variance(np.tile([-1.0, 1.0], 10_000))
    assert balanced.low < 1.0 < balanced.high


def test_many_skewed_units_are_enough_and_few_are_doubted(rng: Rng) -> None:
    x = rng.exponential(size=8_000)  # skewness 2 asks for 4,000
    assert stats.mean(x).doubt == ""
    assert stats.mean(x[:1_000]).doubt.startswith("tails: skewness ")


def test_few_units_with_an_outlier_get_a_wide_interval_instead_of_a_doubt(rng: Rng) -> None:
    x = rng.normal(size=24)
    x[0] = 40.0
    i = stats.mean(x)
    assert i.doubt == ""
    assert i.high - i.value == pytest.approx(3.4 * x.std(ddof=1))
    assert i.stderr == pytest.approx((i.high - i.value) / 4.7534, rel=1e-4)


@pytest.mark.parametrize("n", [500, 5_000])
def test_lognormal_units_are_doubted(n: int, rng: Rng) -> None:
    assert "tails" in stats.mean(rng.lognormal(sigma=1.5, size=n)).doubt


def test_pairs_that_all_differ_by_the_same_amount_are_an_exact_difference(rng: Rng) -> None:
    x = rng.normal(size=100)
    assert stats.difference(x, x) == Interval(0.0, 0.0, 0.0, 0.0, 100)
    assert stats.difference(x, x + 1e6).value == pytest.approx(1e6)


def test_units_in_pairs_are_compared_pair_by_pair(rng: Rng) -> None:
    common = 100 * rng.normal(size=64)
    paired = stats.difference(common, common + 1 + rng.normal(size=64))
    shuffled = stats.difference(common, rng.permutation(common) + 1)
    assert paired.stderr < 0.3
    assert shuffled.stderr > 5


@pytest.mark.parametrize(
    ("xs", "points", "says"),
    [
        ([1.0], [1.0], "two or more"),
        ([1.0, 2.0], [1.0], "two or more"),
        ([1.0, 1.0], [1.0, 2.0], "different points"),
        ([0.0, 1.0], [1.0, 2.0], "positive"),
        ([1.0, np.inf], [1.0, 2.0], "positive"),
        ([1.0, 2.0], [0.0, 2.0], "positive"),
        ([1.0, 2.0], [-1.0, 2.0], "positive"),
    ],
)
def test_growth_takes_positive_values_at_different_points(
    xs: list[float], points: list[float], says: str
) -> None:
    with pytest.raises(Broken, match=says):
        _ = stats.slope(np.array(xs), [stats.exact(p) for p in points])


def test_a_point_that_may_be_zero_has_no_logarithm() -> None:
    with pytest.raises(Broken, match="away from zero"):
        _ = stats.slope(np.array([1.0, 2.0]), [Interval(1.0, -0.5, 2.5), stats.exact(2.0)])


def test_exact_points_have_an_exact_slope() -> None:
    xs = np.array([8.0, 64.0, 512.0])
    i = stats.slope(xs, [stats.exact(x**3) for x in xs])
    assert (i.value, i.low, i.high) == pytest.approx((3.0, 3.0, 3.0))
    assert i.units == 1


def test_local_slopes_show_a_sum_of_powers() -> None:
    xs = np.array([16.0, 64.0, 256.0, 1024.0])
    assert stats.local_slopes(xs, xs + 10) == pytest.approx([0.76, 0.92, 0.98], abs=0.01)


def test_a_lopsided_interval_stays_lopsided_in_a_sum() -> None:
    steep = stats.slope(
        np.array([1.0, np.e]), [stats.exact(1.0), Interval(np.e, np.e / 4, 2 * np.e, 0.1, 50)]
    )
    assert steep.value - steep.low == pytest.approx(np.log(4))
    assert steep.high - steep.value == pytest.approx(np.log(2))
