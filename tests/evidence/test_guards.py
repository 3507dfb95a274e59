"""What a careless check may try, and what comes of it."""

import contextlib
import random

import numpy as np
import pytest
import torch

from quizkit.evidence import Broken, Lab, check
from quizkit.model import Verdict, judge_report


def test_a_failure_that_a_check_swallows_is_still_its_error() -> None:
    @check(controls={"one": {"n": 1.0}, "two": {"n": 2.0}})
    def swallows(lab: Lab, n: float = 0.0) -> None:
        with contextlib.suppress(Exception):
            lab.mean("what was claimed", torch.full((100,), torch.nan), equals=0.0, within=0.5)
        lab.mean("something else", lab.normal(1_000) + n, equals=0.0, within=0.5)

    assert judge_report(swallows.run()).verdict is Verdict.ERROR


def test_a_sum_of_no_terms_is_refused() -> None:
    x = torch.ones(3)
    with pytest.raises(Broken):
        Lab().same("sum", x, x, precision=torch.float32, terms=0)


def test_the_generators_of_python_and_numpy_are_seeded_at_every_sweep_point() -> None:
    def draws(seed: int) -> list[float]:
        lab = Lab(seed)
        return [f() for _ in lab.sweep("d", (1, 2)) for f in (random.random, np.random.random)]

    assert draws(3) == draws(3)
    assert len(set(draws(3) + draws(4))) == 8
