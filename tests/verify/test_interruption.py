"""However a run ends, its processes end with it, and what was finished is kept."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizkit.bank import Bank, select
from quizkit.errors import QuizkitError
from quizkit.verify import Options, Started, last_results, verify
from quizkit.verify import runner as runner_module
from quizkit.verify.handles import Over
from quizkit.verify.planning import plan
from quizkit.verify.runner import Runner

if TYPE_CHECKING:
    from tests.verify.conftest import Marked, Mill

pytestmark = pytest.mark.usefixtures("unconfined")
AT_ONCE = 1.0
"""Seconds."""
STUBBORN = """
import os, signal, time
for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
    signal.signal(number, signal.SIG_IGN)
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.setsid()
while True:
    time.sleep(60)
"""
"""A check that hears no signal and has spread over three sessions."""


@pytest.fixture
def endless(mill: "Mill") -> Bank:
    """A bank with a check that ends at once, and two that never do."""
    _ = mill.check("nothing")
    _ = mill.check("stubborn", STUBBORN.strip())
    _ = mill.check("other", STUBBORN.strip())
    for name in ("nothing", "stubborn", "other"):
        mill.claim(f"is-{name}", "same", name)
    return mill.bank()


@contextmanager
def verifying(bank: Bank, cache: Path) -> Generator["subprocess.Popen[str]", None, None]:
    """A process that verifies the bank, and has come to where both endless checks run."""
    script = Path(__file__).with_name("verifies_until_stopped.py")
    with subprocess.Popen(
        [sys.executable, str(script), str(bank.pack.root), str(cache)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        told: set[str] = set()
        while not told >= {"Finished tiny/nothing", "Started tiny/stubborn", "Started tiny/other"}:
            line = process.stdout.readline()
            assert line, process.stderr and process.stderr.read()
            told.add(line.strip())
        # Until they have ignored the signals and forked.
        time.sleep(0.3)
        try:
            yield process
        finally:
            process.kill()


def first_on_the_path(folder: Path) -> str:
    """PYTHONPATH with a folder in front of it."""
    return os.pathsep.join([str(folder), *filter(None, [os.environ.get("PYTHONPATH")])])


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, -15), (signal.SIGKILL, -9)]
)
def test_a_signal_ends_every_process_at_once_and_keeps_what_was_finished(
    endless: Bank, marked: "Marked", tmp_path: Path, number: signal.Signals, status: int
) -> None:
    with verifying(endless, tmp_path / "cache") as process:
        assert len(marked.alive()) >= 1 + 1 + 2 + 6
        start = time.monotonic()
        process.send_signal(number)
        assert process.wait(AT_ONCE) == status
        assert marked.gone(within=start + AT_ONCE - time.monotonic())
    (kept,) = last_results(endless, select(endless, []), cache_dir=tmp_path / "cache")
    assert kept.check == "tiny/nothing"


def test_closing_the_iterator_ends_every_process_at_once(
    endless: Bank, marked: "Marked", tmp_path: Path, noon: Callable[[], datetime]
) -> None:
    chosen = select(endless, ["tiny/stubborn"])
    events = verify(endless, chosen, Options(), cache_dir=tmp_path / "cache", now=noon)
    assert isinstance(next(events), Started)
    time.sleep(0.2)
    start = time.monotonic()
    events.close()
    assert time.monotonic() - start < AT_ONCE
    assert marked.gone(within=0)


def test_a_runner_can_be_closed_while_it_imports(marked: "Marked") -> None:
    with Runner() as fresh:
        fresh.start()
        # Between fork and exec it does not carry its mark yet.
        patience = time.monotonic() + 5
        while not marked.alive() and time.monotonic() < patience:
            time.sleep(0.005)
        assert len(marked.alive()) == 1
        start = time.monotonic()
    assert time.monotonic() - start < AT_ONCE
    assert marked.gone(within=0)


def test_a_parent_killed_during_the_import_takes_the_importer_along(
    marked: "Marked", tmp_path: Path
) -> None:
    slow = tmp_path / "slow" / "torch"
    slow.mkdir(parents=True)
    _ = (slow / "__init__.py").write_text(
        "import pathlib, time\npathlib.Path(__file__).with_name('begun').touch()\ntime.sleep(60)\n"
    )
    code = """
import os, pathlib, signal, sys, time
from quizkit.verify.runner import Runner
runner = Runner()
runner.start()
while not pathlib.Path(sys.argv[1]).exists():
    time.sleep(0.01)
os.kill(os.getpid(), signal.SIGKILL)
"""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    ended = subprocess.run(
        [sys.executable, "-c", code, str(slow / "begun")],
        check=False,
        env=os.environ | {"TMPDIR": str(scratch), "PYTHONPATH": first_on_the_path(slow.parent)},
    )
    assert ended.returncode == -signal.SIGKILL
    assert marked.gone(within=AT_ONCE)
    assert not any(scratch.iterdir())


def test_what_a_killed_warden_leaves_behind_is_killed(
    hostile: Bank, marked: "Marked", runner: Runner
) -> None:
    with Runner() as fresh:
        job = plan(hostile.checks["kills/its_parent_and_stays"], 0, Options())
        (over,) = [step for step in fresh.run([job], 1) if isinstance(step, Over)]
        assert over.ended is None
        deadline = time.monotonic() + AT_ONCE
        # Of the zygote and the warden, the zygote alone is left.
        while len(marked.alive()) > 1 and time.monotonic() < deadline:
            time.sleep(0.01)
        assert len(marked.alive()) == 1


def test_a_job_given_up_leaves_the_runner_warm(
    endless: Bank, hostile: Bank, runner: Runner, tmp_path: Path, noon: Callable[[], datetime]
) -> None:
    chosen = select(endless, ["tiny/stubborn"])
    cache = tmp_path / "cache"
    events = verify(endless, chosen, Options(), cache_dir=cache, now=noon, runner=runner)
    assert isinstance(next(events), Started)
    events.close()
    (over,) = [
        step
        for step in runner.run([plan(hostile.checks["harmless/plain"], 0, Options())], 1)
        if isinstance(step, Over)
    ]
    assert over.ended
    assert over.ended.status == 0


def parent(pid: int) -> int:
    """The process that started it."""
    status = Path(f"/proc/{pid}/status").read_text("utf-8", "replace")
    return int(status.partition("\nPPid:")[2].split()[0])


def is_running(pid: int) -> bool:
    """Whether it has anything open yet: a process that ends has lost its environment before."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text("utf-8", "replace")
    except OSError:
        return False


def test_a_job_is_not_blamed_for_a_warden_that_was_killed_before_it(
    hostile: Bank, marked: "Marked"
) -> None:
    with Runner() as fresh:
        job = plan(hostile.checks["harmless/plain"], 0, Options())
        _ = list(fresh.run([job], 1))
        (warden,) = (pid for pid in marked.alive() if parent(pid) != os.getpid())
        os.kill(warden, signal.SIGKILL)
        while is_running(warden):
            time.sleep(0.01)
        (over,) = [step for step in fresh.run([job], 1) if isinstance(step, Over)]
    assert over.ended
    assert over.ended.status == 0


def test_a_killed_zygote_is_replaced_and_its_jobs_still_run(
    hostile: Bank, marked: "Marked"
) -> None:
    with Runner() as fresh:
        fresh.start()
        (zygote,) = marked.alive()
        os.kill(zygote, signal.SIGKILL)
        jobs = [plan(hostile.checks["harmless/plain"], seed, Options()) for seed in range(2)]
        ended = [step.ended for step in fresh.run(jobs, 1) if isinstance(step, Over)]
        assert [e.status for e in ended if e] == [0, 0]


def test_an_evidence_layer_that_cannot_be_imported_is_told_once(
    hostile: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "torch"
    broken.mkdir()
    _ = (broken / "__init__.py").write_text("raise ImportError('no torch here')\n")
    monkeypatch.setenv("PYTHONPATH", first_on_the_path(tmp_path))
    with Runner() as fresh, pytest.raises(QuizkitError, match="no torch here"):
        _ = list(fresh.run([plan(hostile.checks["harmless/plain"], 0, Options())], 1))


def test_nothing_is_left_in_the_temporary_folder(
    hostile: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner_module.tempfile, "tempdir", str(tmp_path))
    with Runner() as fresh:
        _ = list(fresh.run([plan(hostile.checks["harmless/looks_around"], 0, Options())], 1))
        assert any(tmp_path.iterdir())
    assert not any(tmp_path.iterdir())
