"""The lab: where a check makes its observations."""

import math
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TypedDict, Unpack

import numpy as np
import torch
from torch import Tensor

from quizkit.evidence import compare, stats
from quizkit.evidence.compare import Units, floats
from quizkit.evidence.draws import Draws
from quizkit.evidence.stats import Broken, Interval
from quizkit.model.evidence import MAP, Observation, Record, Target
from quizkit.model.question import Scalar

EXACT_INTEGERS = 2**53
"""Below this every whole number is a float64."""


class Goal(TypedDict, total=False):
    """What a statistic must come to: `equals` with `within`, or `at_least`, or `at_most`.

    A `premise` is supported in every arm, controls too, or the arm is in error.
    """

    equals: float
    within: float
    at_least: float
    at_most: float
    premise: bool


class Found(BaseException):
    """The one observation that was asked for has been made; the rest of the arm is not needed."""


class Lab(Draws):
    """Draws, sweeps and observations of one arm.

    `until` ends the arm as soon as the observation of that name is made at the sweep point `only`
    (a predict card needs no more).
    """

    def __init__(
        self,
        seed: int = 0,
        device: str = "cpu",
        *,
        only: Mapping[str, Scalar] = MappingProxyType({}),
        until: str | None = None,
    ) -> None:
        super().__init__(seed, device, only=only)
        self.observations: list[Observation] = []
        self.records: list[Record] = []
        self._until = until
        self._observed: set[tuple[object, ...]] = set()

    # Statistics --------------------------------------------------------------------------------

    def mean(
        self,
        name: str,
        units: Units,
        **goal: Unpack[Goal],
    ) -> None:
        """Mean of independent units (axis 0)."""
        self._aim(name, stats.mean(floats(units)), goal)

    def variance(
        self,
        name: str,
        units: Units,
        **goal: Unpack[Goal],
    ) -> None:
        """Variance of independent units (axis 0); 3,000 or more of them."""
        self._aim(name, stats.variance(floats(units)), goal)

    def proportion(
        self,
        name: str,
        units: Units,
        **goal: Unpack[Goal],
    ) -> None:
        """Share of true units. "Never" is a proportion of violations with `at_most`."""
        self._aim(name, stats.proportion(floats(units)), goal)

    def median(
        self,
        name: str,
        units: Units,
        **goal: Unpack[Goal],
    ) -> None:
        """Median of independent units (axis 0)."""
        self._aim(name, stats.median(floats(units)), goal)

    def correlation(
        self,
        name: str,
        x: Units,
        y: Units,
        **goal: Unpack[Goal],
    ) -> None:
        """Pearson's correlation of paired, independent units (axis 0)."""
        self._aim(name, stats.correlation(floats(x), floats(y)), goal)

    def order(
        self, name: str, smaller: Units, larger: Units, *, by: float, premise: bool = False
    ) -> None:
        """`larger` exceeds `smaller` on average by at least `by` > 0, a margin that matters."""
        if not 0 < by < math.inf:
            raise Broken("order needs by > 0: without a margin, no difference can ever be refuted")
        interval = stats.difference(floats(smaller), floats(larger))
        self._observe(name, interval, Target.band(by, math.inf), premise)

    def growth(
        self,
        name: str,
        xs: Sequence[float],
        points: Sequence[Units | float],
        *,
        equals: float,
        within: float,
        premise: bool = False,
    ) -> None:
        """Exponent of a power law: each point is a set of units (averaged) or an exact number."""
        intervals = [
            stats.exact(float(p)) if isinstance(p, int | float) else stats.mean(floats(p))
            for p in points
        ]
        x = np.asarray(xs, dtype=np.float64)
        interval = stats.slope(x, intervals)
        for i, local in enumerate(stats.local_slopes(x, np.array([p.value for p in intervals]))):
            self.record(f"{name}, local slope from {xs[i]:g} to {xs[i + 1]:g}", local)
        goal: Goal = {"equals": equals, "within": within, "premise": premise}
        self._aim(name, interval, goal)

    # Exact readings ----------------------------------------------------------------------------

    def same(
        self,
        name: str,
        a: Tensor,
        b: Tensor,
        *,
        scale: float | None = None,
        precision: torch.dtype | None = None,
        terms: int = 1,
        premise: bool = False,
    ) -> None:
        """`a` equals `b` up to rounding; the value is max|a-b| over max(|a|, |b|, scale).

        Identities are compared in float64. Where a lower precision is itself the subject, name it
        with the number of `terms` that are summed: what errs by a hundred times their rounding is
        refuted, or by the geometric mean of their rounding and 1 where that is less. `scale` is the
        size of what cancelled.
        """
        error = compare.relative_error(a, b, scale)
        target = compare.identity(a, b) if precision is None else compare.rounding(precision, terms)
        self._observe(name, stats.exact(error), target, premise)

    def apart(
        self, name: str, a: Tensor, b: Tensor, *, at_least: float, premise: bool = False
    ) -> None:
        """`a` and `b` differ by at least `at_least`, relative to their largest entry.

        Refuted below a tenth of that: a maximum has no interval, so the two answers keep a gap.
        """
        if not 0 < at_least < math.inf:
            raise Broken("apart needs at_least > 0: without a margin nothing refutes it")
        target = Target(low=at_least, refuted_below=at_least / 10)
        self._observe(name, stats.exact(compare.relative_error(a, b)), target, premise)

    def zero(self, name: str, x: Tensor, *, premise: bool = False) -> None:
        """Every entry of `x` is exactly 0.0, without any tolerance (rule 17)."""
        self._observe(name, stats.exact(compare.largest(x)), Target.band(0.0, 0.0, 0.0), premise)

    def count(self, name: str, n: int | Tensor, *, equals: int, premise: bool = False) -> None:
        """A count is exactly `equals`."""
        value = float(n)
        if not (value.is_integer() and abs(value) < EXACT_INTEGERS):
            raise Broken(f"{name}: {value} is not a count")
        self._observe(name, stats.exact(value), Target.band(equals, equals, equals), premise)

    def shape(
        self, name: str, x: Tensor, expected: Sequence[int], *, premise: bool = False
    ) -> None:
        """`x` has the shape `expected`; the value is 1 if so."""
        self._fact(name, tuple(x.shape) == tuple(expected), premise)

    def raises(
        self,
        name: str,
        f: Callable[[], object],
        error: type[Exception] | tuple[type[Exception], ...],
        *,
        premise: bool = False,
    ) -> None:
        """Calling `f` raises `error`; the value is 1 if so. Any other exception breaks the arm."""
        if error in (Exception, BaseException):
            raise Broken(f"{name}: any mistake raises an Exception; say which one is expected")
        try:
            _ = f()
        except error:
            raised = True
        else:
            raised = False
        self._fact(name, raised, premise)

    def finite(self, name: str, x: Tensor, *, premise: bool = False) -> None:
        """No entry of `x` is NaN or infinite; the value is how many are."""
        bad = int((~torch.isfinite(compare.filled(x))).sum())
        self._observe(name, stats.exact(float(bad)), Target.band(0.0, 0.0, 0.0), premise)

    # For the figure ----------------------------------------------------------------------------

    def record(self, name: str, value: float | Tensor) -> None:
        """Keep a number for the figure, without a verdict."""
        number = float(value.detach() if isinstance(value, Tensor) else value)
        self._record(name, number, math.isfinite(number))

    def show(self, name: str, matrix: Tensor) -> None:
        """Keep a matrix for a heat map, without a verdict; at most 64 × 64 entries."""
        if matrix.ndim != 2 or not 1 <= min(matrix.shape) <= max(matrix.shape) <= MAP:
            raise Broken(
                f"a heat map is a matrix of at most {MAP} × {MAP}, not {tuple(matrix.shape)}"
            )
        rows = tuple(tuple(float(v) for v in row) for row in matrix.tolist())
        self._record(name, rows, bool(torch.isfinite(matrix).all()))

    # -------------------------------------------------------------------------------------------

    def _aim(self, name: str, interval: Interval, goal: Goal) -> None:
        self._observe(name, interval, _target(goal), goal.get("premise", False))

    def _fact(self, name: str, holds: bool, premise: bool) -> None:
        self._observe(name, stats.exact(float(holds)), Target.band(1.0, 1.0, 1.0), premise)

    def _record(
        self, name: str, value: float | tuple[tuple[float, ...], ...], finite: bool
    ) -> None:
        if not finite:
            raise Broken(f"{name}: a figure has no place for NaN or infinity")
        self.records.append(Record(name, dict(self._path), value))

    def _observe(self, name: str, interval: Interval, target: Target, premise: bool) -> None:
        at = dict(self._path)
        if not (name.strip() and name.isprintable()):
            raise Broken(f"an observation needs a name in one line, not {name!r}")
        if not all(map(math.isfinite, (interval.low, interval.value, interval.high))):
            raise Broken(
                f"{name!r} overflows: {interval.value} in [{interval.low}, {interval.high}]"
            )
        address = (name, *self._path)
        if address in self._observed:
            raise Broken(f"{name!r} is observed twice at {at}")
        self._observed.add(address)
        self.observations.append(
            Observation(
                name=name,
                at=at,
                value=interval.value,
                low=interval.low,
                high=interval.high,
                target=target,
                premise=bool(premise),
                stderr=interval.stderr,
                units=interval.units,
                doubt=interval.doubt,
            )
        )
        if name == self._until and at == self._only:
            raise Found


def _target(goal: Goal) -> Target:
    stated = {key: value for key, value in goal.items() if key != "premise"}
    if not all(math.isfinite(value) for value in stated.values() if isinstance(value, int | float)):
        raise Broken(f"a goal is finite, not {stated}")
    match stated:
        case {"equals": float() | int() as equals, "within": float() | int() as within, **rest}:
            if rest or not within > 0:
                raise Broken("equality needs within > 0: a margin that matters")
            return Target.band(equals - within, equals + within, equals)
        case {"at_least": float() | int() as low, **rest} if not rest:
            return Target.band(low, math.inf)
        case {"at_most": float() | int() as high, **rest} if not rest:
            return Target.band(-math.inf, high)
        case _:
            raise Broken(
                f"give one of equals= with within=, at_least=, at_most=; got {sorted(stated)}"
            )
