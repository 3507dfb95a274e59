"""What is imported before a check is forked, and who waits for it."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizkit.bank import Bank
from quizkit.model import Report
from quizkit.verify import Options
from quizkit.verify.handles import Over
from quizkit.verify.planning import DYNAMO, TRANSFORMERS, plan, preload
from quizkit.verify.reading import read
from quizkit.verify.runner import Runner

if TYPE_CHECKING:
    from tests.verify.conftest import Marked, Mill


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        ("harmless/plain", frozenset[str]()),
        ("harmless/uses_a_helper", frozenset[str]()),
        ("harmless/needs_transformers", TRANSFORMERS),
        ("harmless/uses_a_training_helper", DYNAMO),
    ],
)
def test_what_a_check_imports_decides_what_is_imported_before_it(
    hostile: Bank, check: str, expected: frozenset[str]
) -> None:
    assert preload(hostile.checks[check]) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("_ = torch.optim.Adam", DYNAMO),
        ("_ = torch.func.jacrev(f)", DYNAMO),
        ("_ = torch.compile(f)", DYNAMO),
        ("from torch.utils.flop_counter import FlopCounterMode", DYNAMO),
        ("torch.autograd.grad(y, x, upstream)", DYNAMO),
        ("loss.backward()", DYNAMO),
        ("from transformers import BertModel", TRANSFORMERS),
        ("import transformers", TRANSFORMERS),
        ("from quizkit.evidence.subjects import small_bert", TRANSFORMERS),
        ("# transformers are what this is about, and so is an optimum", frozenset[str]()),
    ],
)
def test_what_takes_long_to_import_is_known_by_its_name(
    mill: "Mill", body: str, expected: frozenset[str]
) -> None:
    _ = mill.check("named", body)
    assert preload(mill.bank().checks["tiny/named"]) == expected


def test_a_check_that_went_away_is_planned_all_the_same(mill: "Mill") -> None:
    path = mill.check("gone")
    source = mill.bank().checks["tiny/gone"]
    path.unlink()
    assert preload(source) == frozenset()


def test_a_check_of_torch_alone_does_not_wait_for_transformers(
    hostile: Bank, marked: "Marked"
) -> None:
    heavy, plain = (hostile.checks[f"harmless/{name}"] for name in ("needs_transformers", "plain"))
    with Runner() as runner:
        jobs = [plan(heavy, 0, Options()), plan(plain, 0, Options())]
        over = [step for step in runner.run(jobs, workers=1) if isinstance(step, Over)]
        assert [step.job.check for step in over] == [plain.id, heavy.id]
        # Two that import and two that watch; a fork of a process with threads may hang.
        assert [threads(pid) for pid in marked.alive()] == [1, 1, 1, 1]
        running = most = 0
        jobs = [plan(source, seed, Options()) for seed in range(2) for source in (heavy, plain)]
        for step in runner.run(jobs, workers=1):
            running += -1 if isinstance(step, Over) else 1
            most = max(most, running)
        assert most == 1
        assert len(marked.alive()) == 4
    report = read(over[1], heavy.controls)
    assert isinstance(report, Report)
    assert not report.claim.error
    assert [record.value for record in report.claim.records] == [1.0]


def threads(pid: int) -> int:
    """The number of threads of a process."""
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    return int(status.partition("Threads:")[2].split()[0])
