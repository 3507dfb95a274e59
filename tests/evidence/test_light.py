"""Importing the evidence layer costs little beyond torch, and a statistic a few milliseconds."""

import json
import subprocess
import sys
import time
from collections.abc import Callable

import numpy as np
import pytest

from quizkit.evidence import stats

HEAVY = ("matplotlib", "rich", "scipy.stats", "scipy.optimize", "textual", "transformers", "yaml")


def test_the_evidence_layer_imports_torch_numpy_and_special_functions_alone() -> None:
    code = (
        "import json, sys, torch; before = set(sys.modules); import quizkit.evidence; "
        "print(json.dumps(sorted(set(sys.modules) - before)))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    loaded = json.loads(ended.stdout)
    assert "scipy.special" in loaded
    assert not [m for m in loaded if m.startswith(HEAVY)]


@pytest.mark.parametrize("statistic", [stats.mean, stats.variance, stats.median])
def test_a_statistic_of_20_000_units_takes_a_few_milliseconds(
    statistic: Callable[[np.ndarray], stats.Interval], rng: np.random.Generator
) -> None:
    x = rng.normal(size=20_000)
    costs: list[float] = []
    for _ in range(20):
        start = time.thread_time()
        _ = statistic(x)
        costs.append(time.thread_time() - start)
    # Measured 0.2 ms for mean and variance, and 5 ms for the median. CPU time, the best of 20:
    # neither the clock nor what else runs here decides.
    assert min(costs) < 0.02
