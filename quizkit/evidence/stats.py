"""Intervals for what a check measures (EVIDENCE rules 7 to 13).

Every interval misses with a probability of about `TAIL` per side. That far out an approximation is
only as good as the tails of the data, so each estimator looks at the skewness of the values that it
averages, and says so when there are too few units for it (`doubt`).

Shapes: `units` has the independent unit on axis 0; other axes are averaged inside the unit.
All arithmetic is float64. `tail` is a parameter so that the misses can be counted in a simulation;
a check always uses `TAIL`.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

TAIL = 1e-6
"""Probability of a miss on either side of an interval."""
MIN_UNITS = 16
MIN_UNITS_VARIANCE = 3_000
"""Below this the log-scale interval of a variance is too short in the tail (measured, rule 9)."""
MIN_UNITS_CORRELATION = 500
"""Pairs of exponentials miss 7 in a million here and 28 at 100 units; normal pairs 1 from 32 on."""
SKEW_UNITS = 1_000
"""An average of units with skewness g needs SKEW_UNITS·g² of them (rule 10): it then misses
exp(z³g/3√n) = 3 times TAIL on its worse side, by Cramér's expansion for Student's statistic."""
FEW_SKEW = 1.0
"""The skewness that is taken for granted where units are too few to estimate it."""
SKEW_NOISE = 8.0
"""More than SKEW_NOISE/√n above FEW_SKEW is no accident: a normal sample's skewness has a standard
deviation of √6/√n."""
FEW_UNITS = 500
"""Below this a mean of visibly skewed units gets a wider interval instead of a doubt."""
SPREAD = 3.4
"""Its half-width in standard deviations of one unit, the margin of rule 21: exponential units miss
it 14 times in a million at n = 16, and less than once in ten million at n = 32 (measured)."""

LARGEST = 1e50
"""Beyond this a fourth power overflows; whatever came so far has diverged."""
SMALLEST = 1e-70
"""A spread below this vanishes when it is taken to its fourth power."""

Array = NDArray[np.float64]


class Broken(BaseException):
    """A measurement that cannot be judged at all: broken is not refuted (rule 6).

    Not an Exception, so that no `except Exception` in a check hides what it failed to measure.
    """


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate with its interval, standard error, number of units, and a doubt if any.

    `stderr` is the half-width in units of the normal quantile: the standard error, widened where
    few units leave it uncertain, so that headroom means the same for 16 units and for 20,000.
    """

    value: float
    low: float
    high: float
    stderr: float = 0.0
    units: int = 1
    doubt: str = ""


def exact(value: float) -> Interval:
    """A reading without sampling error."""
    return Interval(value, value, value)


def mean(units: Array, tail: float = TAIL) -> Interval:
    """Mean over axis 0, by Student's t."""
    x = _inside(units)
    _vary(x)
    return _mean_of(x, tail)


def variance(units: Array, tail: float = TAIL) -> Interval:
    """Variance over axis 0, by the influence function on the log scale.

    χ² is wrong here: it assumes normal data, and misses 280 times too often on products q·k.
    """
    x = _checked(units, MIN_UNITS_VARIANCE)
    _vary(x)
    n = len(x)
    squares = ((x - x.mean()) ** 2).reshape(n, -1).mean(axis=1)
    v = float(squares.mean()) * x.size / (x.size - 1)
    # The second term is what estimating the mean adds; it alone is left for values ±1.
    spread = math.hypot(float(squares.std(ddof=1) / squares.mean()), math.sqrt(2 / (n - 1)))
    half = _quantile(n, tail) * spread / math.sqrt(n)
    # The logarithm takes 3/2 of the coefficient of variation out of Cramér's skewness term, which
    # leaves 0.7 of 2.8 for normal data and 4.6 of 8.8 for products q·k.
    doubt = _tails(n, abs(_skewness(squares) - 1.5 * spread))
    return Interval(v, v * math.exp(-half), v * math.exp(half), v * half / _z(tail), n, doubt)


def proportion(units: Array, tail: float = TAIL) -> Interval:
    """Share of true units, by Clopper and Pearson; `units` is one boolean per unit, shape (n,).

    A maximum or a "never" is stated as a proportion of violations with `at_most=p`, which needs
    13.82/p units: with fewer, not even zero violations bring the upper end below p.
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
    low = float(special.betaincinv(k, n - k + 1, tail)) if k else 0.0
    high = float(special.betaincinv(k + 1, n - k, 1 - tail)) if k < n else 1.0
    # Laplace's rule keeps the standard error of "never" away from zero.
    smoothed = (k + 1) / (n + 2)
    return Interval(k / n, low, high, math.sqrt(smoothed * (1 - smoothed) / n), n)


def median(units: Array, tail: float = TAIL) -> Interval:
    """Median over axis 0, by order statistics: exact for any continuous distribution."""
    x = np.sort(_inside(units))
    _vary(x)
    n = len(x)
    # The largest k with P(Binomial(n, 1/2) < k) ≤ tail: the interval is [x_(k), x_(n+1-k)].
    k = int(np.searchsorted(special.bdtr(np.arange(n), n, 0.5), tail, side="right"))
    if k < 1:
        raise Broken(f"{n} units are too few for a median; it takes {math.ceil(-math.log2(tail))}")
    low, high = float(x[k - 1]), float(x[n - k])
    return Interval(float(np.median(x)), low, high, (high - low) / (2 * _z(tail)), n)


def correlation(x: Array, y: Array, tail: float = TAIL) -> Interval:
    """Pearson's correlation over axis 0, by the influence function on Fisher's z scale.

    Fisher's 1/√(n-3) holds for normal pairs only; the influence function holds for any.
    """
    a, b = _inside(x, MIN_UNITS_CORRELATION), _inside(y, MIN_UNITS_CORRELATION)
    if len(a) != len(b):
        raise Broken(f"correlation of {len(a)} units with {len(b)}")
    _vary(a)
    _vary(b)
    n = len(a)
    a, b = (a - a.mean()) / a.std(), (b - b.mean()) / b.std()
    r = float(np.clip((a * b).mean(), -1.0, 1.0))
    if 1 - r * r < 1e-12:
        # One is a multiple of the other up to rounding; Fisher's z is infinite there.
        return Interval(r, r, r, 0.0, n)
    influence = a * b - r * (a * a + b * b) / 2
    half = _quantile(n, tail) * float(influence.std(ddof=1)) / math.sqrt(n)
    z, half_z = math.atanh(r), half / (1 - r * r)
    doubt = _tails(n, abs(_skewness(influence)))
    return Interval(r, math.tanh(z - half_z), math.tanh(z + half_z), half / _z(tail), n, doubt)


def difference(smaller: Array, larger: Array, tail: float = TAIL) -> Interval:
    """Mean of `larger` minus mean of `smaller`.

    Equally many units are taken as pairs, which is right whether or not they share a draw;
    unequally many are taken as independent.
    """
    a, b = _inside(smaller), _inside(larger)
    _vary(a)
    _vary(b)
    if len(a) != len(b):
        return _combine((mean(a, tail), mean(b, tail)), (-1.0, 1.0), tail)
    pairs = b - a
    if np.ptp(pairs) <= 1e-12 * max(np.abs(a).max(), np.abs(b).max()):
        # Every pair differs by the same amount (often 0: the change did nothing), which is no
        # breakage, since the units themselves vary.
        value = float(pairs.mean())
        return Interval(value, value, value, 0.0, len(pairs))
    return _mean_of(pairs, tail)


def slope(xs: Array, points: Sequence[Interval], tail: float = TAIL) -> Interval:
    """Exponent of a power law: the slope of log(points) on log(xs).

    Each point's own interval is propagated; the residuals of four points say next to nothing
    about their errors (measured: 100 times too wide). The points are independent, or share draws
    that move all of them the same way.
    """
    if len(xs) != len(points) or len(xs) < 2:
        raise Broken(f"growth needs a value for each of two or more points, got {len(points)}")
    if len(set(xs.tolist())) != len(xs):
        raise Broken(f"growth needs different points, got {xs.tolist()}")
    if not (np.isfinite(xs) & (xs > 0)).all() or any(p.value <= 0 for p in points):
        raise Broken("growth needs positive values: it is a slope on logarithmic axes")
    centred = np.log(xs) - np.log(xs).mean()
    return _combine([_log(p) for p in points], (centred / (centred**2).sum()).tolist(), tail)


def local_slopes(xs: Array, values: Array) -> list[float]:
    """Slopes between neighbouring points: a sum of powers shows as a drift (d + 10: .76, .92)."""
    return [float(s) for s in np.diff(np.log(values)) / np.diff(np.log(xs))]


def _combine(parts: Sequence[Interval], weights: Sequence[float], tail: float) -> Interval:
    """A weighted sum of independent estimates, from their intervals (Zou and Donner 2008, MOVER).

    Each end of the sum is as far out as the ends that push it there, added in squares. Unlike
    Welch's degrees of freedom it never misses too often for normal units (measured: at most TAIL,
    Welch up to 3 × TAIL for 16 units against 64), and it keeps intervals lopsided that are.
    """
    value = sum(w * p.value for w, p in zip(weights, parts, strict=True))
    down = up = 0.0
    for w, p in zip(weights, parts, strict=True):
        below, above = w * (p.value - p.low), w * (p.high - p.value)
        down += (below if w > 0 else above) ** 2
        up += (above if w > 0 else below) ** 2
    low, high = value - math.sqrt(down), value + math.sqrt(up)
    units = min((p.units for p in parts if p.units > 1), default=1)
    doubt = next((p.doubt for p in parts if p.doubt), "")
    return Interval(value, low, high, (high - low) / (2 * _z(tail)), units, doubt)


def _log(p: Interval) -> Interval:
    if p.low <= 0:
        raise Broken(f"growth needs points away from zero, not {p.value:.3g} from {p.low:.3g} on")
    return Interval(
        math.log(p.value), math.log(p.low), math.log(p.high), p.stderr / p.value, p.units, p.doubt
    )


def _mean_of(x: Array, tail: float) -> Interval:
    n = len(x)
    value, sd = float(x.mean()), float(x.std(ddof=1))
    half = _quantile(n, tail) * sd / math.sqrt(n)
    doubt = _tails(n, abs(_skewness(x)))
    if doubt and n < FEW_UNITS:
        half, doubt = max(half, SPREAD * sd), ""
    return Interval(value, value - half, value + half, half / _z(tail), n, doubt)


def _quantile(n: int, tail: float) -> float:
    """Student's quantile, stretched where `n` is too small for the skewness to be known.

    Measured one-sided misses at TAIL = 1e-6, in units of it, at n = 16, 32, 64, 200:
    unstretched, skewness 0 gives 1, 1, 1, 1; skewness 1 (gamma) 39, 43, 24, 9; exponential 820,
    550, 250, 58. Stretched, 0.1, 0.1, 0.1, 0.8; 4, 7, 5, 4; and 210, 160, 81, 23.
    """
    return float(special.stdtrit(n - 1, 1 - tail)) * (1 + 1 / math.sqrt(n))


def _z(tail: float) -> float:
    return float(-special.ndtri(tail))


def _checked(units: Array, at_least: int) -> Array:
    if units.ndim == 0 or len(units) < at_least:
        raise Broken(f"{len(units) if units.ndim else 1} units; at least {at_least} are needed")
    if units.size == 0:
        raise Broken(f"units of shape {units.shape} hold no value")
    if not np.isfinite(units).all():
        raise Broken(
            "NaN or infinity among the units; lab.finite observes them if they are the point"
        )
    if (most := float(np.abs(units).max())) > LARGEST:
        raise Broken(f"units up to {most:.0e}: something has diverged")
    return units


def _inside(units: Array, at_least: int = MIN_UNITS) -> Array:
    """Average every axis but the first."""
    x = _checked(units, at_least)
    return x.reshape(len(x), -1).mean(axis=1)


def _vary(x: Array) -> None:
    # float64 rounding of a constant spreads by some 1e-16 of it, and of a sum of 10,000 by 1e-14.
    if np.ptp(x) <= max(1e-12 * np.abs(x).max(), SMALLEST):
        raise Broken("the units do not vary: an exact value is observed by same, zero or count")


def _skewness(x: Array) -> float:
    centred = x - x.mean()
    # Scaled, so that no third power overflows or vanishes.
    if (largest := float(np.abs(centred).max())) == 0:
        return 0.0
    centred /= largest
    square = centred * centred
    return float((square * centred).mean() / square.mean() ** 1.5)


def _tails(n: int, skewness: float) -> str:
    allowed = max(math.sqrt(n / SKEW_UNITS), FEW_SKEW + SKEW_NOISE / math.sqrt(n))
    if skewness <= allowed:
        return ""
    return f"tails: skewness {skewness:.2g} needs {SKEW_UNITS * skewness**2:.0f} units"
