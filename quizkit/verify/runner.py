"""The parent's side: keeps zygotes and wardens, hands out jobs, and takes what comes back.

This process imports no torch and runs no check code. A zygote that has imported transformers starts
beside the plain one, so that the checks that need torch alone do not wait for it.
"""

import os
import selectors
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from quizkit.errors import QuizkitError
from quizkit.verify.job import Ended, Job, messages, pack_job, unpack_ended

ENVIRONMENT = {
    # One core per check: workers do not fight, and results do not depend on the number of cores.
    **{f"{name}_NUM_THREADS": "1" for name in ("OMP", "MKL", "OPENBLAS", "NUMEXPR")},
    "VECLIB_MAXIMUM_THREADS": "1",
    # A check gives the same on every run and on every machine: no order of sets, no network.
    "PYTHONHASHSEED": "0",
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_VERBOSITY": "error",
}
LATE = 10.0
"""Seconds beyond its time after which a process is taken to be stuck, and is killed."""
CLOSING = 0.7
"""Seconds that closing waits for the processes to end by themselves; it takes them milliseconds."""
DEATHS = 5
"""How many zygotes may die without a job being over in between."""

Preload = frozenset[str]


class Stopped(Exception):
    """A run was given up by another thread."""


@dataclass(frozen=True, slots=True)
class Over:
    """A job is over; `ended` is None when its warden was killed. `seconds` is wall time."""

    job: Job
    seconds: float
    ended: Ended | None


@dataclass(slots=True, eq=False)
class _Zygote:
    process: "subprocess.Popen[bytes]"
    control: socket.socket
    log: Path
    preload: Preload
    ready: bool = False


@dataclass(slots=True, eq=False)
class _Warden:
    """`pid` is 0 until it has said hello; `late` is when it is taken to be stuck."""

    line: socket.socket
    zygote: _Zygote
    late: float
    pid: int = 0
    job: Job | None = None
    since: float = 0.0
    received: bytearray = field(default_factory=bytearray)

    def give(self, job: Job) -> None:
        """Have it run a job."""
        self.job, self.since = job, time.monotonic()
        self.late = self.since + job.timeout + LATE
        with suppress(OSError):  # a warden that has died is heard of soon enough
            self.line.sendall(pack_job(job))

    def over(self, ended: Ended | None) -> Iterator[Over]:
        """The end of its job, if it has one."""
        job, self.job = self.job, None
        if job:
            yield Over(job, ended.seconds if ended else time.monotonic() - self.since, ended)


class Runner:
    """Runs checks in children; a context manager that leaves no process behind.

    Its processes stay warm until it is closed, so that a second job costs one fork. It serves one
    thread at a time; `stop` and `close` may be called from another.
    """

    def __init__(self) -> None:
        self._scratch = Path(tempfile.mkdtemp(prefix="quizkit-"))
        self._zygotes: dict[Preload, _Zygote] = {}
        self._wardens: list[_Warden] = []
        self._selector = selectors.DefaultSelector()
        self._deaths = 0
        self._wake, self._wake_write = socket.socketpair()
        self._wake.setblocking(False)
        _ = self._selector.register(self._wake, selectors.EVENT_READ, None)
        self._thread: int | None = None
        self._idle = threading.Event()
        self._idle.set()

    def __enter__(self) -> "Runner":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self, preload: Preload = frozenset()) -> None:
        """Begin to import, in the background, what jobs with this preload need."""
        if preload in self._zygotes:
            return
        ours, theirs = socket.socketpair()
        log = self._scratch / f"{time.monotonic_ns()}.log"
        with theirs, log.open("wb") as errors:
            process = subprocess.Popen(
                [
                    *(sys.executable, "-P", "-m", "quizkit.verify.zygote"),
                    *(str(theirs.fileno()), str(self._scratch), *sorted(preload)),
                ],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                pass_fds=(theirs.fileno(),),
                start_new_session=True,
                env=os.environ | ENVIRONMENT,
            )
        zygote = self._zygotes[preload] = _Zygote(process, ours, log, preload)
        _ = self._selector.register(ours, selectors.EVENT_READ, zygote)

    def run(self, jobs: list[Job], workers: int) -> Iterator[Job | Over]:
        """Run jobs, `workers` at once; yield each job when it starts, and when it is over.

        They are taken from the list, to which more may be added meanwhile. Closing the iterator
        kills the jobs that run.

        Raises:
            QuizkitError: torch cannot be imported.
            Stopped: another thread called `stop` or `close`.
        """
        self._thread = threading.get_ident()
        self._idle.clear()
        _ = _received(self._wake)
        try:
            while jobs or self._busy():
                self._man(jobs, workers)
                yield from self._hand_out(jobs, workers)
                for key, _ in self._selector.select(self._patience()):
                    match key.data:
                        case _Zygote() as zygote:
                            self._hear_zygote(zygote)
                        case _Warden() as warden:
                            yield from self._hear_warden(warden)
                        case _:
                            raise Stopped
                self._kill_the_stuck()
        finally:
            self._dismiss(self._busy())
            self._thread = None
            self._idle.set()

    def stop(self) -> None:
        """Give up the run that another thread is in, which raises Stopped there."""
        _ = self._wake_write.send(b"!")

    def close(self) -> None:
        """End every process at once, and wait until it is gone."""
        if self._thread not in (None, threading.get_ident()):
            self.stop()
            _ = self._idle.wait(CLOSING)
        for zygote in self._zygotes.values():
            if not zygote.ready:
                zygote.process.kill()
            zygote.control.close()
        self._dismiss(list(self._wardens))
        for zygote in self._zygotes.values():
            try:
                _ = zygote.process.wait(CLOSING)
            except subprocess.TimeoutExpired:
                zygote.process.kill()
                _ = zygote.process.wait()
        self._zygotes.clear()
        self._selector.close()
        self._wake.close()
        self._wake_write.close()
        shutil.rmtree(self._scratch, ignore_errors=True)

    # -------------------------------------------------------------------------------------------

    def _busy(self) -> list[_Warden]:
        return [w for w in self._wardens if w.job]

    def _man(self, waiting: list[Job], workers: int) -> None:
        """Start the zygotes that are needed, and ask those that are ready for wardens."""
        # Two at the most: the plain one, and one with everything that any job may import.
        heavy = frozenset[str]().union(*(job.preload for job in waiting))
        for preload in (
            {frozenset[str](), heavy} if any(not j.preload for j in waiting) else {heavy}
        ):
            if waiting and not any(preload <= other for other in self._zygotes):
                self.start(preload)
        homes = Counter(self._home(job) for job in waiting)
        homes.update(w.zygote.preload for w in self._wardens if w.job)
        for preload, zygote in self._zygotes.items():
            manned = sum(w.zygote.preload == preload for w in self._wardens)
            for _ in range(min(workers, homes[preload]) - manned if zygote.ready else 0):
                self._ask_for_warden(zygote)

    def _home(self, job: Job) -> Preload:
        """The zygote for a job: the lightest of those that have imported what it needs."""
        return min((p for p in self._zygotes if job.preload <= p), key=len)

    def _ask_for_warden(self, zygote: _Zygote) -> None:
        ours, theirs = socket.socketpair()
        with theirs, suppress(OSError):  # a zygote that has died is heard of soon enough
            _ = socket.send_fds(zygote.control, [b"W"], [theirs.fileno()])
        warden = _Warden(ours, zygote, time.monotonic() + LATE)
        self._wardens.append(warden)
        _ = self._selector.register(ours, selectors.EVENT_READ, warden)

    def _hand_out(self, waiting: list[Job], workers: int) -> Iterator[Job]:
        for warden in [w for w in self._wardens if w.pid and not w.job]:
            able = (job for job in waiting if self._home(job) == warden.zygote.preload)
            job = next(able, None)
            if job and len(self._busy()) < workers:
                waiting.remove(job)
                warden.give(job)
                yield job

    def _hear_zygote(self, zygote: _Zygote) -> None:
        if _received(zygote.control):
            zygote.ready = True
            return
        _ = self._selector.unregister(zygote.control)
        zygote.control.close()
        status = zygote.process.wait()
        del self._zygotes[zygote.preload]
        self._deaths += 1
        failed = status >= 0 and not zygote.ready
        if failed or self._deaths == DEATHS:
            said = zygote.log.read_text("utf-8", "replace").strip().rpartition("\n")[2]
            raise QuizkitError(
                f"the process that imports torch has ended: {said or f'exit status {status}'}",
                hint='try: python -c "import quizkit.evidence"',
            )

    def _hear_warden(self, warden: _Warden) -> Iterator[Over]:
        received = _received(warden.line)
        if not received:
            self._forget(warden)
            yield from self._counted(warden.over(None))
            return
        warden.received += received
        if not warden.pid:
            warden.pid = int.from_bytes(warden.received[:4])
            del warden.received[:4]
        for message in messages(warden.received):
            yield from self._counted(warden.over(unpack_ended(message)))

    def _counted(self, over: Iterator[Over]) -> Iterator[Over]:
        for step in over:
            self._deaths = 0
            yield step

    def _patience(self) -> float | None:
        times = [w.late for w in self._wardens if w.job or not w.pid]
        return max(min(times) - time.monotonic(), 0) if times else None

    def _kill_the_stuck(self) -> None:
        now = time.monotonic()
        for warden in self._wardens:
            if now >= warden.late and not warden.pid:
                warden.zygote.process.kill()
            elif now >= warden.late and warden.job:
                self._kill(warden)

    def _kill(self, warden: _Warden) -> None:
        # Its line is open, so the process is there and its number is its own.
        if warden.pid:
            with suppress(ProcessLookupError):
                os.kill(warden.pid, signal.SIGKILL)

    def _dismiss(self, wardens: list[_Warden]) -> None:
        """Hang up on wardens, which then kill their children, and wait for their end."""
        for warden in wardens:
            with suppress(OSError):
                warden.line.shutdown(socket.SHUT_WR)
        deadline = time.monotonic() + CLOSING
        for warden in wardens:
            if not _ends(warden.line, deadline):
                self._kill(warden)
                _ = _ends(warden.line, deadline + CLOSING)
            self._forget(warden)

    def _forget(self, warden: _Warden) -> None:
        _ = self._selector.unregister(warden.line)
        warden.line.close()
        self._wardens.remove(warden)


def _received(line: socket.socket) -> bytes:
    """What is there to be read; nothing when the other end has hung up."""
    try:
        return line.recv(1 << 18)
    except OSError:
        return b""


def _ends(line: socket.socket, deadline: float) -> bool:
    """Whether the other end hangs up before the deadline; what it still says is dropped."""
    while (left := deadline - time.monotonic()) > 0:
        line.settimeout(left)
        try:
            if not line.recv(1 << 18):
                return True
        except TimeoutError:
            return False
        except OSError:
            return True
    return False
