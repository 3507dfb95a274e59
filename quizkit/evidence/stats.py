"""Intervals for what a check measures (EVIDENCE rules 7 to 13).

Every interval misses with a probability of about 1e-6 per side. That far out a normal
approximation is only as good as the tails of the data, so each estimator looks at the skewness of
the values that it averages, and says so when there are too few units to know (`doubt`).

Shapes: `units` has the independent unit on axis 0; other axes are averaged inside the unit.
All arithmetic is float64.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

TAIL = 1e-6
"""Probability of a miss on either side of an interval."""
Z = float(-special.ndtri(TAIL))
"""The normal quantile for TAIL: 4.75."""
MIN_UNITS = 16
MIN_UNITS_VARIANCE = 3_000
"""Below this the log-scale interval of a variance is too short in the tail (measured, rule 9)."""
SKEW_UNITS = 1_000
"""An average of units with skewness g needs SKEW_UNITS·g² of them (rule 10)."""
FEW_UNITS = 500
"""Below this a sample's skewness is mostly noise, and SPREAD takes the place of rule 10."""
SPREAD = 3.4
"""Half-width, in standard deviations of a unit, of an interval from few units (rule 21)."""

Array = NDArray[np.float64]


class Broken(Exception):
    """A measurement that cannot be judged at all: broken is not refuted (rule 6)."""


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate with its interval, standard error, number of units, and a doubt if any."""

    value: float
    low: float
    high: float
    stderr: float = 0.0
    units: int = 1
    doubt: str = ""


def exact(value: float) -> Interval:
    """A reading without sampling error."""
    return Interval(value, value, value)


def mean(units: Array) -> Interval:
    """Mean over axis 0, by Student's t."""
    x = _inside(units)
    return _mean_of(x)


def variance(units: Array) -> Interval:
    """Variance over axis 0, by the influence function on the log scale.

    χ² is wrong here: it assumes normal data, and misses 280 times too often on products q·k.
    """
    x = _checked(units, MIN_UNITS_VARIANCE)
    centred = x - x.mean()
    influence = (centred**2).reshape(len(x), -1).mean(axis=1)
    v = float(influence.sum() * (x.size / len(x)) / (x.size - 1))
    _vary(influence)
    log_stderr = float(influence.std(ddof=1)) / (float(influence.mean()) * math.sqrt(len(x)))
    return Interval(
        v,
        v * math.exp(-Z * log_stderr),
        v * math.exp(Z * log_stderr),
        v * log_stderr,
        len(x),
        _tails(influence),
    )


def proportion(units: Array) -> Interval:
    """Share of true units, by Clopper and Pearson; `units` is one boolean per unit, shape (n,).

    A maximum or a "never" is stated as a proportion of violations with `at_most=p`, which needs
    13.8/p units: with fewer, not even zero violations bring the upper end below p.
    """
    x = _checked(units, MIN_UNITS)
    if x.ndim != 1:
        raise Broken(
            f"a proportion takes one boolean per independent unit, not shape {x.shape}; "
            "use lab.mean over units that are shares themselves"
        )
    if not bool(np.isin(x, (0.0, 1.0)).all()):
        raise Broken("a proportion takes booleans")
    n, k = len(x), int(x.sum())
    low = float(special.betaincinv(k, n - k + 1, TAIL)) if k else 0.0
    high = float(special.betaincinv(k + 1, n - k, 1 - TAIL)) if k < n else 1.0
    p = k / n
    # Laplace's rule keeps the standard error of "never" away from zero.
    smoothed = (k + 1) / (n + 2)
    return Interval(p, low, high, math.sqrt(smoothed * (1 - smoothed) / n), n)


def median(units: Array) -> Interval:
    """Median over axis 0, by order statistics: exact for any continuous distribution."""
    x = np.sort(_inside(units))
    n = len(x)
    # The largest k with P(Binomial(n, 1/2) < k) ≤ TAIL: the interval is [x_(k), x_(n+1-k)].
    k = int(np.searchsorted(special.bdtr(np.arange(n), n, 0.5), TAIL, side="right"))
    if k < 1:
        raise Broken(f"{n} units are too few for the interval of a median; it takes 21")
    low, high = float(x[k - 1]), float(x[n - k])
    return Interval(float(np.median(x)), low, high, (high - low) / (2 * Z), n)


def correlation(x: Array, y: Array) -> Interval:
    """Pearson's correlation over axis 0, by the influence function on Fisher's z scale.

    Fisher's 1/√(n-3) holds for normal pairs only; the influence function holds for any.
    """
    a, b = _inside(x), _inside(y)
    if len(a) != len(b):
        raise Broken(f"correlation of {len(a)} units with {len(b)}")
    _vary(a)
    _vary(b)
    a, b = (a - a.mean()) / a.std(), (b - b.mean()) / b.std()
    r = float(np.clip((a * b).mean(), -1.0, 1.0))
    if 1 - r * r < 1e-12:
        return Interval(r, r, r, 0.0, len(a))
    influence = a * b - r * (a * a + b * b) / 2
    stderr = float(influence.std(ddof=1)) / math.sqrt(len(a))
    z, half = math.atanh(r), Z * stderr / (1 - r * r)
    doubt = _tails(influence) or (
        f"too few units: {len(a)} of {MIN_UNITS_VARIANCE}" if len(a) < MIN_UNITS_VARIANCE else ""
    )
    return Interval(r, math.tanh(z - half), math.tanh(z + half), stderr, len(a), doubt)


def difference(smaller: Array, larger: Array) -> Interval:
    """Mean of `larger` minus mean of `smaller`.

    Equally many units are taken as pairs, which is right whether or not they share a draw;
    unequally many are taken as independent (Welch).
    """
    a, b = _inside(smaller), _inside(larger)
    if len(a) == len(b):
        return _mean_of(b - a)
    low, high = _mean_of(a), _mean_of(b)
    stderr = math.hypot(low.stderr, high.stderr)
    df = stderr**4 / (low.stderr**4 / (low.units - 1) + high.stderr**4 / (high.units - 1))
    half = float(special.stdtrit(df, 1 - TAIL)) * stderr
    value = high.value - low.value
    units = min(low.units, high.units)
    return Interval(value, value - half, value + half, stderr, units, low.doubt or high.doubt)


def slope(xs: Array, points: list[Interval]) -> Interval:
    """Exponent of a power law: the slope of log(points) on log(xs).

    Each point's own standard error is propagated; the residuals of four points say next to nothing
    about their errors (measured: 100 times too wide).
    """
    if len(xs) != len(points) or len(xs) < 2:
        raise Broken(f"growth needs a value for each of two or more points, got {len(points)}")
    values = np.array([p.value for p in points])
    if (values <= 0).any() or (xs <= 0).any():
        raise Broken("growth needs positive values: it is a slope on logarithmic axes")
    log_x = np.log(xs) - np.log(xs).mean()
    if not log_x.any():
        raise Broken("growth needs two different points")
    weights = log_x / (log_x**2).sum()
    stderr = float(
        np.sqrt(sum((w * p.stderr / p.value) ** 2 for w, p in zip(weights, points, strict=True)))
    )
    value = float(weights @ np.log(values))
    random = [p for p in points if p.stderr > 0]
    units = min((p.units for p in random), default=1)
    half = float(special.stdtrit(units - 1, 1 - TAIL)) * stderr if random else 0.0
    doubt = next((p.doubt for p in points if p.doubt), "")
    return Interval(value, value - half, value + half, stderr, units, doubt)


def local_slopes(xs: Array, values: Array) -> list[float]:
    """Slopes between neighbouring points: a sum of powers shows as a drift (d + 10: .76, .92)."""
    return [float(s) for s in np.diff(np.log(values)) / np.diff(np.log(xs))]


def _mean_of(x: Array) -> Interval:
    _vary(x)
    n = len(x)
    sd = float(x.std(ddof=1))
    stderr = sd / math.sqrt(n)
    value = float(x.mean())
    half = float(special.stdtrit(n - 1, 1 - TAIL)) * stderr
    doubt = _tails(x)
    if doubt and n < FEW_UNITS:
        # Few units (trainings of a toy) cannot show that their tails are light. Rule 21 asks for a
        # margin of 3.4 standard deviations instead: so wide an interval needs no normality.
        half, doubt = max(half, SPREAD * sd), ""
    return Interval(value, value - half, value + half, stderr, n, doubt)


def _checked(units: Array, at_least: int) -> Array:
    if units.ndim == 0 or len(units) < at_least:
        raise Broken(f"{len(units) if units.ndim else 1} units; at least {at_least} are needed")
    if not np.isfinite(units).all():
        raise Broken(
            "NaN or infinity among the units; lab.finite observes them if they are the point"
        )
    return units


def _inside(units: Array) -> Array:
    """Average every axis but the first."""
    x = _checked(units, MIN_UNITS)
    return x.reshape(len(x), -1).mean(axis=1)


def _vary(x: Array) -> None:
    spread = float(x.max() - x.min())
    if spread <= 1e-12 * float(np.abs(x).max()):
        raise Broken("the units do not vary: an exact value is observed by same, zero or count")


def _tails(x: Array) -> str:
    centred = x - x.mean()
    skewness = float((centred**3).mean() / (centred**2).mean() ** 1.5)
    needed = SKEW_UNITS * skewness**2
    return f"tails: skewness {skewness:.2g} needs {needed:.0f} units" if len(x) < needed else ""
