"""Axes: linear or logarithmic, with the ticks that a reader wants, for every way of drawing."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from quizkit.model.notation import number, power

LOG_SPAN = 10**1.5
"""What spans a decade and a half crowds together at one end of a linear axis."""
FARTHEST = 1e100
"""Larger and smaller magnitudes are drawn at the edge, where no arithmetic overflows."""
TICKS = 5


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled place on an axis."""

    value: float
    label: str


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from `low` to `high`.

    A logarithmic axis on which zeros must be shown keeps a place for them at `zero`, one step below
    everything else.
    """

    low: float
    high: float
    log: bool
    ticks: tuple[Tick, ...]
    zero: float | None = None

    def on_axis(self, value: float) -> float:
        """Return `value` as it can be drawn: zero where zeros stand, and never off the axis."""
        if self.zero is not None and value < self.zero:
            return self.zero if value == 0 else self.low
        return min(max(value, self.low), self.high)

    def place(self, value: float) -> float:
        """Return where `value` lies between the ends of the axis, from 0 to 1."""
        v = self.on_axis(value)
        if self.log:
            return math.log(v / self.low) / math.log(self.high / self.low)
        return (v - self.low) / (self.high - self.low)


def value_scale(values: Sequence[float], ends: Sequence[float], edges: Sequence[float]) -> Scale:
    """Choose the axis for measured `values`, the `ends` of their intervals and target `edges`."""
    finite = [_near(e) for e in edges if math.isfinite(e)]
    values, ends = [_near(v) for v in values], [_near(e) for e in ends]
    everything = [*values, *ends, *finite]
    positive = [max(v, 1 / FARTHEST) for v in (*values, *finite) if v > 0]
    if min(everything) >= 0 and positive and max(positive) / min(positive) >= LOG_SPAN:
        # The lower end of an interval may be far below its value; it runs off the axis then.
        inside = [e for e in ends if e > min(positive)]
        return _log([*positive, *inside], has_zero=0 in values)
    return _linear(everything)


def point_scale(points: Sequence[float]) -> Scale:
    """Choose the axis for a sweep: its ticks are its points."""
    positive = [p for p in points if p > 0]
    ticks = tuple(Tick(p, number(p)) for p in sorted(points))
    if min(points) >= 0 and len(positive) > 1 and _wants_log(positive, points):
        low, high = min(positive), max(positive)
        zero = None
        if 0 in points:
            zero = low = low / (high / low) ** (1 / len(positive))
            ticks = (Tick(zero, "0"), *ticks[1:])
        pad = (high / low) ** 0.05
        return Scale(low / pad, high * pad, True, ticks, zero)
    low, high = min(points), max(points)
    # No less than floating point can add to the ends.
    pad = max((high - low) * 0.05 or 0.5, 1e-9 * max(abs(low), abs(high)))
    return Scale(low - pad, high + pad, False, ticks)


def amount_scale(amounts: Sequence[float]) -> Scale:
    """Choose the axis for amounts that begin at nothing, none of them negative."""
    high = max((*amounts, 0.0)) or 1.0
    step = _nice_step(high / TICKS)
    values = [float(f"{i * step:.12g}") for i in range(math.floor(high / step) + 1)]
    return Scale(0.0, high, False, tuple(Tick(v, number(v)) for v in values))


def spaced(ticks: Iterable[Tick], scale: Scale, sizes: Sequence[float]) -> list[Tick]:
    """Leave out the ticks whose labels would touch; `sizes` are their shares of the axis.

    The ends stay, since they say how far the sweep goes.
    """
    placed = sorted(zip(ticks, sizes, strict=True), key=lambda t: scale.place(t[0].value))
    if len(placed) < 2:
        return [tick for tick, _ in placed]
    kept = [placed[0]]
    last = placed[-1]
    for candidate in placed[1:-1]:
        if _apart(scale, kept[-1], candidate) and _apart(scale, candidate, last):
            kept.append(candidate)
    if _apart(scale, kept[-1], last):
        kept.append(last)
    return [tick for tick, _ in kept]


def _apart(scale: Scale, a: tuple[Tick, float], b: tuple[Tick, float]) -> bool:
    return scale.place(b[0].value) - scale.place(a[0].value) >= (a[1] + b[1]) / 2


def _near(value: float) -> float:
    return min(max(value, -FARTHEST), FARTHEST)


def _wants_log(positive: Sequence[float], points: Sequence[float]) -> bool:
    if min(positive) < 1 / FARTHEST:
        return False
    if max(positive) / min(positive) >= LOG_SPAN:
        return True
    ordered = sorted(points)
    if len(ordered) < 3 or 0 in ordered:
        return False
    ratios = [b / a for a, b in pairwise(ordered)]
    return max(ratios) / min(ratios) < 1.001


def _log(positive: Sequence[float], *, has_zero: bool) -> Scale:
    low, high = min(positive), max(positive)
    pad = (high / low) ** 0.06
    powers = range(math.ceil(math.log10(low / pad)), math.floor(math.log10(high * pad)) + 1)
    step = math.ceil(len(powers) / TICKS) if powers else 1
    shown = [d for d in powers if d % step == 0]
    if len(powers) < 3:
        decades = range(math.floor(math.log10(low / pad)), math.ceil(math.log10(high * pad)) + 1)
        between = (m * 10.0**d for d in decades for m in (1, 2, 5))
        ticks = [Tick(v, number(v)) for v in between if low / pad <= v <= high * pad]
    else:
        plain = all(-3 <= d <= 4 for d in shown)
        ticks = [Tick(10.0**d, number(10.0**d) if plain or d == 0 else power(d)) for d in shown]
    zero = None
    if has_zero:
        zero = low = 10.0 ** (math.floor(math.log10(low)) - step)
        ticks.append(Tick(zero, "0"))
        pad = (high / low) ** 0.06
    return Scale(low / pad, high * pad, True, tuple(ticks), zero)


def _linear(everything: Sequence[float]) -> Scale:
    low, high = min(everything), max(everything)
    pad = (high - low) * 0.08 or max(abs(high) * 0.1, 0.5)
    low, high = low - pad, high + pad
    step = _nice_step((high - low) / TICKS)
    first, last = math.ceil(low / step), math.floor(high / step)
    # Multiples of the step, rounded so that 3 × 0.1 reads 0.3.
    values = [float(f"{i * step:.12g}") for i in range(first, last + 1)]
    return Scale(low, high, False, tuple(Tick(v, number(v)) for v in values))


def _nice_step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    return next(m * power for m in (1, 2, 5, 10) if m * power >= rough * 0.999)
