"""What a run of `verify` tells while it goes on, and what it may be asked."""

from dataclasses import dataclass

from quizkit.model.evidence import Report
from quizkit.model.result import ClaimResult

GIB = 2**30


@dataclass(frozen=True, slots=True)
class Options:
    """How to verify.

    `workers` is the number of checks that run at once (None: one per core). `timeout` is in seconds
    and `memory` in bytes, each for one check on one seed.
    """

    seeds: int = 1
    workers: int | None = None
    device: str = "cpu"
    timeout: float = 60.0
    memory: int = 4 * GIB
    use_cache: bool = True


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no report, in plain words."""

    reason: str


@dataclass(frozen=True, slots=True)
class Started:
    """A check begins to run on one seed."""

    check: str
    seed: int


@dataclass(frozen=True, slots=True)
class Finished:
    """A check is done on one seed; `seconds` is wall time, 0 when the report was in the cache."""

    check: str
    seed: int
    seconds: float
    cached: bool
    outcome: Report | Failure


@dataclass(frozen=True, slots=True)
class Done:
    """The last event: one result per claim that names a check, in the order of the selection."""

    results: tuple[ClaimResult, ...]


Event = Started | Finished | Done
