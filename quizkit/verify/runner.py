"""The parent's side: keeps zygotes and wardens, hands out jobs, and takes what comes back.

This process imports no torch and runs no check code. A zygote that has imported transformers starts
beside the plain one, so that the checks that need torch alone do not wait for it.
"""

import selectors
import socket
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from quizkit.errors import QuizkitError
from quizkit.verify import folders
from quizkit.verify.handles import Over, Preload, Warden, Zygote, received
from quizkit.verify.job import Job, messages, unpack_ended

CLOSING = 0.7
"""Seconds that closing waits for the processes to end by themselves; it takes them milliseconds."""
DEATHS = 5
"""How many zygotes may die without a job being over in between."""


class Stopped(Exception):
    """A run was given up by another thread."""


class Runner:
    """Runs checks in children; a context manager that leaves no process behind.

    Its processes stay warm until it is closed, so that a second job costs one fork. It serves one
    thread at a time; `stop` and `close` may be called from another.

    Raises:
        QuizkitError: there is no place for temporary files.
    """

    def __init__(self) -> None:
        try:
            self._scratch = Path(tempfile.mkdtemp(prefix="quizkit-"))
        except OSError as error:
            raise QuizkitError(
                f"no temporary folder can be made: {error}", hint="set TMPDIR to another place"
            ) from error
        self._zygotes: dict[Preload, Zygote] = {}
        self._wardens: list[Warden] = []
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
        if preload not in self._zygotes:
            zygote = self._zygotes[preload] = Zygote.start(preload, self._scratch)
            _ = self._selector.register(zygote.control, selectors.EVENT_READ, zygote)

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
        _ = received(self._wake)
        try:
            while jobs or self._busy():
                self._man(jobs, workers)
                yield from self._hand_out(jobs, workers)
                for key, _ in self._selector.select(self._patience()):
                    match key.data:
                        case Zygote() as zygote:
                            self._hear_zygote(zygote)
                        case Warden() as warden:
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
        self._dismiss(list(self._wardens))
        for zygote in self._zygotes.values():
            zygote.end(CLOSING)
        self._zygotes.clear()
        self._selector.close()
        self._wake.close()
        self._wake_write.close()
        folders.remove(str(self._scratch))

    # -------------------------------------------------------------------------------------------

    def _busy(self) -> list[Warden]:
        return [w for w in self._wardens if w.job]

    def _man(self, waiting: list[Job], workers: int) -> None:
        """Start the zygotes that are needed, and ask those that are ready for wardens."""
        # An idle warden may have been killed, by an earlier check or from outside, since the runner
        # last listened: the next job must not be blamed for it.
        for warden in [w for w in self._wardens if not w.job and w.has_died()]:
            self._forget(warden)
        for preload in _wanted(waiting):
            if not any(preload <= other for other in self._zygotes):
                self.start(preload)
        homes = Counter(self._home(job) for job in waiting)
        homes.update(w.zygote.preload for w in self._wardens if w.job)
        for preload, zygote in self._zygotes.items():
            manned = sum(w.zygote.preload == preload for w in self._wardens)
            for _ in range(min(workers, homes[preload]) - manned if zygote.ready else 0):
                warden = zygote.fork_warden()
                self._wardens.append(warden)
                _ = self._selector.register(warden.line, selectors.EVENT_READ, warden)

    def _home(self, job: Job) -> Preload:
        """The zygote for a job: the lightest of those that have imported what it needs."""
        return min((p for p in self._zygotes if job.preload <= p), key=len)

    def _hand_out(self, waiting: list[Job], workers: int) -> Iterator[Job]:
        for warden in [w for w in self._wardens if w.pid and not w.job]:
            able = (job for job in waiting if self._home(job) == warden.zygote.preload)
            job = next(able, None)
            if job and len(self._busy()) < workers:
                waiting.remove(job)
                warden.give(job)
                yield job

    def _hear_zygote(self, zygote: Zygote) -> None:
        if received(zygote.control):
            zygote.ready = True
            return
        _ = self._selector.unregister(zygote.control)
        zygote.control.close()
        status = zygote.process.wait()
        del self._zygotes[zygote.preload]
        self._deaths += 1
        failed = status >= 0 and not zygote.ready
        if failed or self._deaths == DEATHS:
            raise zygote.failure(status)

    def _hear_warden(self, warden: Warden) -> Iterator[Over]:
        data = received(warden.line)
        if not data:
            self._forget(warden)
            yield from self._counted(warden.over(None))
            return
        warden.received += data
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
                warden.kill()

    def _dismiss(self, wardens: list[Warden]) -> None:
        """Hang up on wardens, which then kill their children, and wait for their end."""
        for warden in wardens:
            warden.hang_up()
        deadline = time.monotonic() + CLOSING
        for warden in wardens:
            if not warden.ends(deadline):
                warden.kill()
                _ = warden.ends(deadline + CLOSING)
            self._forget(warden)

    def _forget(self, warden: Warden) -> None:
        _ = self._selector.unregister(warden.line)
        warden.line.close()
        self._wardens.remove(warden)


def _wanted(waiting: list[Job]) -> list[Preload]:
    """Two zygotes at the most: the plain one, and one with everything that any job may import."""
    plain = [job.preload for job in waiting if not job.preload]
    heavy = [job.preload for job in waiting if job.preload]
    return plain[:1] + ([frozenset[str]().union(*heavy)] if heavy else [])
