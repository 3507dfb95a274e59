"""Whatever a check does harms that check alone, and says why in plain words."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizkit.bank import Bank
from quizkit.model import Report, Verdict, judge_report
from quizkit.verify import Failure, Options, handles
from quizkit.verify.handles import Over
from quizkit.verify.planning import DYNAMO, plan
from quizkit.verify.reading import read
from quizkit.verify.runner import Runner

if TYPE_CHECKING:
    from tests.verify.conftest import Mill

pytestmark = pytest.mark.usefixtures("unconfined")
Run = Callable[..., Report | Failure]


@pytest.mark.parametrize(
    ("check", "reason"),
    [
        ("ends/exits", "ended with exit status 3 before it reported; its last output: so long"),
        ("ends/exits_well", "ended before it reported"),
        ("ends/system_exit", "SystemExit: enough (system_exit.py, line 10)"),
        ("ends/segfault", "crashed: segmentation fault (signal 11); its last output: reading"),
        ("sends/no_json", "what the check sent is no report: not JSON"),
        ("sends/deep_json", "what the check sent is no report: not JSON"),
        ("sends/not_a_number", "what the check sent is no report: seconds is not a finite number"),
        ("sends/impersonates", "reported on harmless/plain, seed 0, cpu; sends/impersonates"),
        ("sends/escapes", " [2Jgone  �"),
        ("sends/floods", "sent more than 4,000,000 bytes in place of a report"),
        (
            "sends/says_nothing",
            "ended with exit status 1 before it reported; its last output: OSError",
        ),
        ("kills/its_parent", "the process that watches the check was killed"),
        ("kills/its_group", "crashed: killed (signal 9); perhaps the machine ran out of memory"),
        ("written/no_check", "ImportError: no_check.py declares 0 checks; it should be one"),
        ("written/two_checks", "ImportError: two_checks.py declares 2 checks; it should be one"),
        ("written/other_controls", "reported on the controls ['one more, really', "),
        ("written/imports_nothing_known", "ModuleNotFoundError: No module named 'no_such_module'"),
    ],
)
def test_a_check_that_breaks_says_why(run: Run, check: str, reason: str) -> None:
    outcome = run(check)
    assert isinstance(outcome, Failure)
    assert outcome.reason.startswith(reason)


@pytest.mark.parametrize("check", ["ends/loops", "ends/loops_deaf", "sends/hangs_in_silence"])
def test_an_endless_check_is_stopped_when_its_time_is_up(run: Run, check: str) -> None:
    outcome = run(check, timeout=0.5)
    assert isinstance(outcome, Failure)
    assert outcome.reason.startswith("stopped after 0.5 s, the time limit")


def test_a_reason_ends_with_the_last_output(run: Run) -> None:
    outcome = run("ends/loops", timeout=0.5)
    assert isinstance(outcome, Failure)
    assert outcome.reason.endswith("; its last output: here we go")


@pytest.mark.parametrize("check", ["ends/eats_memory", "ends/eats_python_memory"])
def test_memory_beyond_the_limit_is_refused(run: Run, check: str) -> None:
    outcome = run(check, memory=2**30)
    assert outcome == Failure("needed more memory than the limit of 1,024 MiB")


@pytest.mark.parametrize(
    ("check", "left"),
    [
        ("spawns/grandchild", 3),
        ("spawns/daemon", 3),
        ("spawns/many", 60),
        ("spawns/shell", 3),
    ],
)
def test_a_process_left_behind_is_killed_and_told(run: Run, check: str, left: int) -> None:
    outcome = run(check)
    assert isinstance(outcome, Failure)
    assert outcome.reason.startswith(f"left {left} processes running")
    pids = [int(pid) for pid in re.findall(r"pid (\d+)", outcome.reason)]
    assert len(pids) == 3
    assert not any(_is_alive(pid) for pid in pids)


@pytest.mark.parametrize(
    "check",
    [
        "harmless/plain",
        "harmless/talks",
        "harmless/with_a_thread",
        "harmless/uses_a_helper",
        "harmless/waits_for_its_programs",
        "harmless/fills_the_disk",
        "spawns/comes_back",
    ],
)
def test_what_does_no_harm_is_no_error(run: Run, check: str) -> None:
    outcome = run(check)
    assert isinstance(outcome, Report)
    assert outcome.check == check
    assert not any(arm.error for arm in (outcome.claim, *outcome.controls))


def test_an_exception_in_the_experiment_is_an_error_of_its_arm(run: Run) -> None:
    outcome = run("ends/raises_in_the_library")
    assert isinstance(outcome, Report)
    judged = judge_report(outcome)
    assert judged.verdict is Verdict.ERROR
    assert judged.reasons[0].startswith("RuntimeError: ")


def test_a_verdict_that_a_child_sends_is_not_read(run: Run) -> None:
    outcome = run("sends/verdict_on_itself")
    assert isinstance(outcome, Report)
    assert judge_report(outcome).verdict is Verdict.TOOTHLESS


def test_a_check_finds_a_place_of_its_own(run: Run) -> None:
    outcome = run("harmless/looks_around")
    assert isinstance(outcome, Report)
    found = {record.name: record.value for record in outcome.claim.records}
    assert found == {
        "entries of the working directory": 0,
        "it is the temporary directory": 1,
        "bytes on stdin": 0,
        "arguments": 1,
        "sys.path begins here": 1,
        "open files": 4,
        "threads of torch": 1,
        "leads its session": 1,
        "so does the process that watches it": 1,
        "order of sets": 0,
        "network": 0,
        "core": 0,
        "memory": Options().memory,
        "file size": 256 * 2**20,
        "processes are limited": 1,
    }


def test_what_a_check_writes_is_removed(runner: Runner, hostile: Bank) -> None:
    source = hostile.checks["harmless/looks_around"]
    steps = list(runner.run([plan(source, 0, Options())], 1))
    (ended,) = [step.ended for step in steps if isinstance(step, Over)]
    assert ended
    folder = Path(ended.tail.splitlines()[0])
    assert folder.is_absolute()
    assert not folder.exists()


def test_nothing_is_written_beside_a_check(runner: Runner, mill: "Mill") -> None:
    helper = mill.pack.checks / "tiny" / "_helper.py"
    _ = helper.write_text("NOTHING = 0\n", encoding="utf-8")
    path = mill.check("helped", "from _helper import NOTHING\nlab.count('n', n, equals=NOTHING)")
    source = mill.bank().checks["tiny/helped"]
    (over,) = [s for s in runner.run([plan(source, 0, Options())], 1) if isinstance(s, Over)]
    report = read(over, source.controls)
    assert isinstance(report, Report)
    assert judge_report(report).verdict is Verdict.SUPPORTED
    assert sorted(path.parent.iterdir()) == [helper, path]


def test_each_failure_leaves_the_other_checks_alone(runner: Runner, hostile: Bank) -> None:
    harmful = ("ends/exits", "ends/segfault", "kills/its_parent", "kills/its_grandparent")
    checks = [hostile.checks[i] for i in (*harmful, *4 * ("harmless/takes_a_while",))]
    jobs = [plan(source, seed, Options()) for seed, source in enumerate(checks)]
    outcomes = {
        step.job.seed: read(step, checks[step.job.seed].controls)
        for step in runner.run(jobs, workers=3)
        if isinstance(step, Over)
    }
    assert sorted(outcomes) == list(range(8))
    for seed in range(4, 8):
        assert isinstance(outcomes[seed], Report), seed


def test_a_check_that_stops_its_warden_is_given_up(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handles, "LATE", 0.5)
    outcome = run("kills/stops_its_parent", timeout=0.5)
    assert isinstance(outcome, Failure)
    assert outcome.reason.startswith("the process that watches the check was killed")


def test_a_check_that_removes_what_lies_above_its_folder_harms_no_later_one(
    runner: Runner, hostile: Bank
) -> None:
    checks = [hostile.checks[i] for i in ("kills/its_surroundings", "harmless/plain")]
    jobs = [plan(source, seed, Options()) for seed, source in enumerate(checks)]
    over = [step for step in runner.run(jobs, workers=1) if isinstance(step, Over)]
    assert isinstance(read(over[1], checks[1].controls), Report)
    runner.start(DYNAMO)


def test_no_more_checks_run_at_once_than_asked_for(runner: Runner, hostile: Bank) -> None:
    source = hostile.checks["harmless/takes_a_while"]
    running = most = 0
    for step in runner.run([plan(source, seed, Options()) for seed in range(4)], workers=2):
        running += -1 if isinstance(step, Over) else 1
        most = max(most, running)
    assert most == 2


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
