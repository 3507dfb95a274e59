"""Inside the child: limits, the check, and what it came to. What happens here harms only it."""

import fcntl
import importlib.util
import os
import resource
import signal
import sys
import tempfile
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

from quizkit.evidence import Check
from quizkit.evidence.check import line_of, versions
from quizkit.model import Report, wire
from quizkit.verify.confine import confine
from quizkit.verify.confine.limits import limit, limit_further
from quizkit.verify.job import FAILED, REPORT, Job, Probe
from quizkit.verify.processes import die_with

BROKEN = 1
"""The exit status when not even a failure could be told."""


def enter(job: Job, folder: str, *, warden: int, result: int, output: int) -> NoReturn:
    """Run the job in this freshly forked process and end it.

    `result` and `output` are the pipes to write to; every other file that the parent had open is
    closed. `folder` becomes the working and the temporary directory.
    """
    me = os.getpid()
    status = BROKEN
    try:
        _isolate(warden, result, output)
        memory = job.memory if job.device == "cpu" else resource.RLIM_INFINITY
        limit(memory)
        _settle(folder, job.path)
        if job.reads is not None:
            limit_further(memory, job.timeout)
            confine(folder, job.reads, parent=warden, device=job.device)
        sent = _outcome(job)
        for stream in (sys.stdout, sys.stderr):
            _ = stream.flush()
        # A process that the check forked and that came back here has nothing to say.
        if os.getpid() == me:
            _send(_RESULT, sent)
            status = 0
    except BaseException as raised:  # noqa: BLE001  the process ends here; this is its last word
        print(told(raised, job.path.parent), file=sys.stderr)  # noqa: T201  the warden reads it
    finally:
        # Neither exit handlers nor threads of the check get a say.
        os._exit(status)


_RESULT = 3
"""The number of the result pipe, once everything else is closed."""


def _isolate(warden: int, result: int, output: int) -> None:
    die_with(warden)
    os.setsid()
    _ = signal.set_wakeup_fd(-1)
    for number in (signal.SIGCHLD, signal.SIGINT, signal.SIGTERM):
        _ = signal.signal(number, signal.SIG_DFL)
    null = os.open(os.devnull, os.O_RDONLY)
    # Moved above the numbers that they are to get, so that none overwrites another.
    standard = [fcntl.fcntl(fd, fcntl.F_DUPFD, 10) for fd in (null, output, output, result)]
    for number, fd in enumerate(standard):
        _ = os.dup2(fd, number, inheritable=number != _RESULT)
    os.closerange(_RESULT + 1, os.sysconf("SC_OPEN_MAX"))


def _settle(folder: str, path: Path) -> None:
    os.chdir(folder)
    os.environ["TMPDIR"] = tempfile.tempdir = folder
    # Line by line, so that a crash loses none of what was said before it.
    sys.stdout = open(1, "w", 1, "utf-8", "replace", closefd=False)  # noqa: SIM115  open to the end
    sys.stderr = open(2, "w", 1, "utf-8", "replace", closefd=False)  # noqa: SIM115  open to the end
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(path.parent))
    sys.argv = [str(path)]


def _outcome(job: Job) -> bytes:
    try:
        check = load(job.path)
        report = (
            check.run(seed=job.seed, device=job.device)
            if job.probe is None
            else _probe(check, job, job.probe)
        )
        return REPORT + wire.dumps(report)
    except BaseException as raised:  # noqa: BLE001  SystemExit and the like are the check's own end
        return FAILED + told(raised, job.path.parent).encode("utf-8", "replace")


def load(path: Path) -> Check:
    """Run the file of a check and return the check that it declares."""
    spec = importlib.util.spec_from_file_location("__check__", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path.name} is no Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules["__check__"] = module
    spec.loader.exec_module(module)
    found = {id(value): value for value in vars(module).values() if isinstance(value, Check)}
    if len(found) != 1:
        raise ImportError(f"{path.name} declares {len(found)} checks; it should be one")
    return next(iter(found.values()))


def told(raised: BaseException, folder: Path) -> str:
    """An exception in one line: what, and where in the files of `folder`."""
    what = "".join(traceback.format_exception_only(raised)[-1:]).strip()
    return what + line_of(raised, folder)


def _probe(check: Check, job: Job, probe: Probe) -> Report:
    at: Mapping[str, object] = probe.at
    arm = check.arm(
        probe.control, seed=job.seed, device=job.device, only=dict(at), until=probe.observation
    )
    return Report(check.id, job.seed, check.title, arm, (), job.device, versions())


def _send(pipe: int, data: bytes) -> None:
    sent = 0
    while sent < len(data):
        sent += os.write(pipe, data[sent : sent + 65_536])
