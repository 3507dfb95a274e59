"""A zygote and a warden as the parent holds them."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from quizkit.errors import QuizkitError
from quizkit.verify.job import Ended, Job, pack_job

Preload = frozenset[str]
"""The modules that a zygote imports beside torch."""

ENVIRONMENT = {
    # One core per check: workers do not fight, and results do not depend on the number of cores.
    **{f"{name}_NUM_THREADS": "1" for name in ("OMP", "MKL", "OPENBLAS", "NUMEXPR")},
    "VECLIB_MAXIMUM_THREADS": "1",
    # A check gives the same on every run and on every machine: no order of sets, no network.
    "PYTHONHASHSEED": "0",
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_VERBOSITY": "error",
    # A child gives all its memory back when it ends. Giving it back after each tensor, and being
    # given it anew page by page, took 9 % of the time of the built-in pack (measured, glibc).
    "MALLOC_MMAP_THRESHOLD_": str(2**30),
    "MALLOC_TRIM_THRESHOLD_": str(2**32),
}
KEPT = re.compile(
    r"PATH|HOME|LANG|LANGUAGE|LC_\w+|TZ|TMPDIR|TEMP|TMP|SYSTEMROOT|LD_LIBRARY_PATH|DYLD_\w+"
    r"|PYTHON(?:PATH|HOME|USERBASE|NOUSERSITE|DONTWRITEBYTECODE|PYCACHEPREFIX|WARNINGS|UTF8)"
    r"|VIRTUAL_ENV|CONDA_PREFIX|XDG_CACHE_HOME|HF_HOME|(?:CUDA|NVIDIA|TORCH)_\w+|QUIZKIT_HOME"
)
"""What of the user's environment a check needs or may know; the rest may hold keys and passwords.

It is left out where the zygote starts: what a process was started with stays in its memory.
"""
LATE = 10.0
"""Seconds beyond its time after which a process is taken to be stuck, and is killed."""


def environment(mine: Mapping[str, str]) -> dict[str, str]:
    """The environment of checks, from the user's own."""
    return {name: v for name, v in mine.items() if KEPT.fullmatch(name)} | ENVIRONMENT


@dataclass(frozen=True, slots=True)
class Over:
    """A job is over; `ended` is None when its warden was killed. `seconds` is wall time."""

    job: Job
    seconds: float
    ended: Ended | None


@dataclass(slots=True, eq=False)
class Zygote:
    """The process that has imported, or still imports, and forks wardens once it is `ready`."""

    process: "subprocess.Popen[bytes]"
    control: socket.socket
    log: Path
    preload: Preload
    ready: bool = False

    @classmethod
    def start(cls, preload: Preload, scratch: Path) -> "Zygote":
        """Start one; it works under the folder `scratch`."""
        ours, theirs = socket.socketpair()
        # A check may have removed what lies above its own folder.
        scratch.mkdir(parents=True, exist_ok=True)
        log = scratch / f"{time.monotonic_ns()}.log"
        with theirs, log.open("wb") as errors:
            process = subprocess.Popen(
                [
                    *(sys.executable, "-P", "-m", "quizkit.verify.zygote"),
                    *(str(theirs.fileno()), str(scratch), *sorted(preload)),
                ],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                pass_fds=(theirs.fileno(),),
                start_new_session=True,
                env=environment(os.environ),
            )
        return cls(process, ours, log, preload)

    def fork_warden(self) -> "Warden":
        """Ask for a warden."""
        ours, theirs = socket.socketpair()
        with theirs, suppress(OSError):  # a zygote that has died is heard of soon enough
            _ = socket.send_fds(self.control, [b"W"], [theirs.fileno()])
        return Warden(ours, self, time.monotonic() + LATE)

    def failure(self, status: int) -> QuizkitError:
        """Why it has ended by itself."""
        said = self.log.read_text("utf-8", "replace").strip() if self.log.exists() else ""
        last = said.rpartition("\n")[2] or f"exit status {status}"
        return QuizkitError(
            f"the process that imports torch has ended: {last}",
            hint='try: python -c "import quizkit.evidence"',
        )

    def end(self, patience: float) -> None:
        """Hang up, and wait until it and its wardens are gone."""
        if not self.ready:
            self.process.kill()
        self.control.close()
        try:
            _ = self.process.wait(patience)
        except subprocess.TimeoutExpired:
            self.process.kill()
            _ = self.process.wait()


@dataclass(slots=True, eq=False)
class Warden:
    """The process that runs jobs in children.

    `pid` is 0 until it has said hello; `late` is when it is taken to be stuck.
    """

    line: socket.socket
    zygote: Zygote
    late: float
    pid: int = 0
    job: Job | None = None
    serial: int = 0
    since: float = 0.0
    received: bytearray = field(default_factory=bytearray)

    def give(self, job: Job) -> None:
        """Have it run a job."""
        self.job, self.since = job, time.monotonic()
        self.serial += 1
        self.late = self.since + job.timeout + LATE
        with suppress(OSError):  # a warden that has died is heard of soon enough
            self.line.sendall(pack_job(job, self.serial))

    def over(self, ended: Ended | None) -> Iterator[Over]:
        """The end of its job, if it has one and is not told of another."""
        if ended and ended.serial != self.serial:
            return
        job, self.job = self.job, None
        if job:
            yield Over(job, ended.seconds if ended else time.monotonic() - self.since, ended)

    def has_died(self) -> bool:
        """Whether it is seen to have ended, with nothing left to be heard from it."""
        try:
            return not self.line.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
        except BlockingIOError:
            return False
        except OSError:
            return True

    def hang_up(self) -> None:
        """Have it kill its child and end."""
        with suppress(OSError):
            self.line.shutdown(socket.SHUT_WR)

    def ends(self, deadline: float) -> bool:
        """Whether it ends before the deadline; what it still says is dropped."""
        while (left := deadline - time.monotonic()) > 0:
            self.line.settimeout(left)
            try:
                if not self.line.recv(1 << 18):
                    return True
            except TimeoutError:
                return False
            except OSError:
                return True
        return False

    def kill(self) -> None:
        """Kill it. Its line is open, so the process is there and its number is its own."""
        if self.pid:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)


def received(line: socket.socket) -> bytes:
    """What is there to be read; nothing when the other end has hung up."""
    try:
        return line.recv(1 << 18)
    except OSError:
        return b""
