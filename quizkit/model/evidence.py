"""What a check sends back: observations, arms and reports. Plain data, without torch."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from quizkit.model.question import Scalar


class Verdict(StrEnum):
    """What became of an observation, an arm, a check or a claim."""

    SUPPORTED = "supported"
    REFUTED = "refuted"
    INCONCLUSIVE = "inconclusive"
    TOOTHLESS = "toothless"
    ERROR = "error"
    SKIPPED = "skipped"


MAP = 64
"""Rows and columns of a heat map at the most."""
AT_TARGET = 2.0
"""A value within so many standard errors of `equals` counts as lying there: the rest is noise."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a value must lie, and from where on it is refuted.

    An interval inside [low, high] is supported; one wholly below `refuted_below` or wholly above
    `refuted_above` is refuted; anything else is inconclusive. For a statistic the two pairs
    coincide; an identity keeps a gap between "equal" and "different".
    """

    low: float = -math.inf
    high: float = math.inf
    refuted_below: float = -math.inf
    refuted_above: float = math.inf
    equals: float | None = None

    @classmethod
    def band(cls, low: float, high: float, equals: float | None = None) -> "Target":
        """A target whose refuted region begins where the supported one ends."""
        return cls(low, high, low, high, equals)

    def judge(self, low: float, high: float) -> Verdict:
        """Judge the interval [low, high] against this target (EVIDENCE rule 1)."""
        if self.low <= low and high <= self.high:
            return Verdict.SUPPORTED
        if high < self.refuted_below or low > self.refuted_above:
            return Verdict.REFUTED
        return Verdict.INCONCLUSIVE

    def __str__(self) -> str:
        if self.equals is not None:
            margin = self.high - self.equals
            return f"{self.equals:.4g}" if margin == 0 else f"{self.equals:.4g} ± {margin:.3g}"
        if math.isinf(self.high):
            return f"≥ {self.low:.4g}"
        if math.isinf(self.low):
            return f"≤ {self.high:.4g}"
        return f"{self.low:.4g} … {self.high:.4g}"


@dataclass(frozen=True, slots=True)
class Observation:
    """One measured quantity: where on the sweep, its value, interval and target.

    `stderr` is the standard error on the scale of `value`, widened where few units leave it
    uncertain; 0 for an exact reading. `units` is the number of independent units, 1 for an exact
    reading. `doubt` names why no interval can be trusted (then the observation
    is inconclusive, whatever its value).
    """

    name: str
    at: Mapping[str, Scalar]
    value: float
    low: float
    high: float
    target: Target
    premise: bool = False
    stderr: float = 0.0
    units: int = 1
    doubt: str = ""

    @property
    def verdict(self) -> Verdict:
        """Supported, refuted or inconclusive."""
        return Verdict.INCONCLUSIVE if self.doubt else self.target.judge(self.low, self.high)

    @property
    def random(self) -> bool:
        """Whether the value is a statistic, which misses now and then, and no exact reading."""
        return self.units > 1

    @property
    def headroom(self) -> float:
        """How many standard errors the target leaves on its narrower side (EVIDENCE rule 14).

        Counted from the value; from `equals` where the value lies at it up to noise, so that
        headroom is the margin over the standard error. Positive inside the target, negative
        outside, infinite for an exact reading inside.
        """
        centre = self.value
        equals = self.target.equals
        if equals is not None and abs(self.value - equals) <= AT_TARGET * self.stderr:
            centre = equals
        inside = min(centre - self.target.low, self.target.high - centre)
        if self.stderr == 0:
            return math.copysign(math.inf, inside) if inside else math.inf
        return inside / self.stderr


@dataclass(frozen=True, slots=True)
class Record:
    """A number or a matrix kept for the figure, without a verdict."""

    name: str
    at: Mapping[str, Scalar]
    value: float | tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class Arm:
    """One run of the check's function: the claim (`control` is None) or one control."""

    control: str | None
    observations: tuple[Observation, ...] = ()
    records: tuple[Record, ...] = ()
    error: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Report:
    """All arms of one check on one seed; `title` is the first line of the check's docstring."""

    check: str
    seed: int
    title: str
    claim: Arm
    controls: tuple[Arm, ...]
    device: str = "cpu"
    versions: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def seconds(self) -> float:
        """Compute time of all arms."""
        return self.claim.seconds + sum(arm.seconds for arm in self.controls)
