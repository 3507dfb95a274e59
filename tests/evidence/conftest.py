"""Simulation with a reason for every tolerance."""

from collections.abc import Callable

import numpy as np
import pytest
from scipy import special

from quizkit.evidence.stats import Interval

ACCIDENT = 1e-4
"""Probability with which a count may leave its bounds although the rate is as stated."""

Misses = tuple[int, int]
CountMisses = Callable[[Callable[[], Interval], float, int], Misses]
Bound = Callable[[int, float], int]


@pytest.fixture
def rng() -> np.random.Generator:
    """Numbers of its own for each test, the same on every run."""
    return np.random.default_rng(20_261_120)


@pytest.fixture
def count_misses() -> CountMisses:
    """How many of many intervals lie wholly below the truth, and wholly above it."""

    def count(interval: Callable[[], Interval], truth: float, times: int) -> Misses:
        found = [interval() for _ in range(times)]
        return sum(i.high < truth for i in found), sum(i.low > truth for i in found)

    return count


@pytest.fixture
def most() -> Bound:
    """The largest count of `times` events of this rate that is no accident, by the binomial."""
    return lambda times, rate: int(
        np.searchsorted(special.bdtr(np.arange(times + 1), times, rate), 1 - ACCIDENT)
    )


@pytest.fixture
def least() -> Bound:
    """The smallest count of `times` events of this rate that is no accident, by the binomial."""
    return lambda times, rate: int(
        np.searchsorted(special.bdtr(np.arange(times + 1), times, rate), ACCIDENT)
    )
