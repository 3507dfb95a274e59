"""Confinement changes nothing for a check that computes."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from quizkit.bank import Bank, builtin_pack, load
from quizkit.model import Report, Verdict, judge_report
from quizkit.verify import Options
from quizkit.verify.handles import Over
from quizkit.verify.planning import plan, reads
from quizkit.verify.reading import read
from quizkit.verify.runner import Runner

if TYPE_CHECKING:
    from quizkit.bank import CheckSource


def _run(runner: Runner, source: "CheckSource", *, confined: bool) -> Report:
    job = replace(plan(source, 0, Options()), reads=reads(source) if confined else None)
    (over,) = [step for step in runner.run([job], 1) if isinstance(step, Over)]
    outcome = read(over, source.controls)
    assert isinstance(outcome, Report), outcome
    return outcome


@pytest.mark.parametrize(
    "check",
    ["plain", "talks", "with_a_thread", "uses_a_helper", "uses_a_training_helper"],
)
def test_what_does_no_harm_runs(runner: Runner, hostile: Bank, check: str) -> None:
    report = _run(runner, hostile.checks[f"harmless/{check}"], confined=True)
    assert not any(arm.error for arm in (report.claim, *report.controls))


@pytest.mark.parametrize(
    "check",
    [
        "scaling/unit_variance",
        # It looks up the processor, and its numbers depend on it.
        "normalization/eps_in_half_precision",
    ],
)
def test_a_confined_check_observes_the_same(runner: Runner, check: str) -> None:
    source = load(builtin_pack()).checks[check]
    free, confined = (_run(runner, source, confined=c) for c in (False, True))
    assert judge_report(confined).verdict is Verdict.SUPPORTED
    assert confined.claim.observations == free.claim.observations
    assert [a.observations for a in confined.controls] == [a.observations for a in free.controls]


def test_a_child_shares_no_memory_with_its_warden(runner: Runner, hostile: Bank) -> None:
    source = hostile.checks["harmless/shares"]
    report = _run(runner, source, confined=False)
    assert [record.value for record in report.claim.records] == [0]
