"""A warden: runs one job after another, each in a child of its own, and survives them all.

A warden is a fork of the zygote, so a child of it has torch without importing it. It runs no check
code and no torch operation. When a child ends, or its time is up, or the parent hangs up, the
warden kills whatever the child has started: as a subreaper it inherits even what left the child's
session.
"""

import os
import select
import socket
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from quizkit.model.wire import MAX_BYTES
from quizkit.verify import child, folders
from quizkit.verify.confine.places import libraries
from quizkit.verify.job import Ended, Job, pack_ended, receive, unpack_job
from quizkit.verify.processes import (
    adopt_orphans,
    have_children,
    kill_children,
    kill_group,
    wake_when_a_child_ends,
)

KEPT_OUTPUT = 4_000
"""Bytes of a child's output that are kept: the last ones."""
LOOK = 0.1
"""Seconds between two looks at how much a confined child has written."""


@dataclass(slots=True)
class _Child:
    """A running child, and what has come from it."""

    pid: int
    result: int
    output: int
    sent: bytearray = field(default_factory=bytearray)
    said: bytearray = field(default_factory=bytearray)
    overfull: bool = False

    @property
    def flooded(self) -> bool:
        """Whether it sent more than any report has."""
        return len(self.sent) > MAX_BYTES + 1

    def read(self) -> bool:
        """Take what is there to be read; return whether there was anything."""
        sent, said = _available(self.result), _available(self.output)
        if not self.flooded:
            self.sent += sent
        self.said += said
        del self.said[:-KEPT_OUTPUT]
        return bool(sent or said)


def serve(line: socket.socket, scratch: str) -> NoReturn:
    """Run the jobs that come through `line` until the other end hangs up, then exit."""
    adopt_orphans()
    _ = libraries()  # looked up once, not in every child
    wake, _ = wake_when_a_child_ends()
    try:
        line.sendall(os.getpid().to_bytes(4))
        while message := receive(line):
            line.sendall(pack_ended(_run(*unpack_job(message), line, wake, scratch)))
    except OSError:
        # The parent is gone, and with it the reason to go on.
        pass
    finally:
        _ = kill_children()
        os._exit(0)


def _run(job: Job, serial: int, line: socket.socket, wake: int, scratch: str) -> Ended:
    start = time.monotonic()
    try:
        # A check may have removed what lies above its own folder.
        Path(scratch).mkdir(parents=True, exist_ok=True)
        folder = tempfile.mkdtemp(dir=scratch)
    except OSError as error:
        tail = f"no temporary folder can be made: {error}"
        return Ended(serial, child.BROKEN, False, False, False, 0, 0.0, tail, b"")
    started = _fork(job, folder)
    try:
        watched = folder if job.reads is not None else None
        status, timed_out = _watch(started, start + job.timeout, line, wake, watched)
        seconds = time.monotonic() - start
        left = kill_children() if have_children() else 0
        while started.read():
            pass
        return Ended(
            serial=serial,
            status=status,
            timed_out=timed_out,
            flooded=started.flooded,
            overfull=started.overfull,
            left=left,
            seconds=seconds,
            tail=started.said.decode("utf-8", "replace"),
            sent=b"" if started.flooded else bytes(started.sent),
        )
    finally:
        os.close(started.result)
        os.close(started.output)
        folders.remove(folder)


def _fork(job: Job, folder: str) -> _Child:
    result, result_write = os.pipe()
    output, output_write = os.pipe()
    warden = os.getpid()
    pid = os.fork()
    if pid == 0:
        child.enter(job, folder, warden=warden, result=result_write, output=output_write)
    os.close(result_write)
    os.close(output_write)
    os.set_blocking(result, False)
    os.set_blocking(output, False)
    return _Child(pid, result, output)


def _watch(
    started: _Child, deadline: float, line: socket.socket, wake: int, watched: str | None
) -> tuple[int, bool]:
    """Wait until the child has ended by itself or must be ended; return its status, and whether
    its time was up. Raise ConnectionResetError when the parent hangs up. `watched` is the folder
    that it may not overfill."""
    poll = select.poll()
    for fd in (started.result, started.output, wake):
        poll.register(fd, select.POLLIN)
    # The parent has nothing to say while a job runs: only its hanging up is waited for.
    poll.register(line, select.POLLIN)
    look = time.monotonic() + LOOK
    while True:
        left = deadline - time.monotonic()
        ready = poll.poll(max(left if watched is None else min(left, LOOK), 0) * 1000)
        for fd, events in ready:
            if fd == line.fileno() and events:
                raise ConnectionResetError("the parent hung up")
            if events & select.POLLHUP and not events & select.POLLIN:
                # The child closed this pipe; a pipe that is gone would wake the poll for ever.
                poll.unregister(fd)
        with suppress(BlockingIOError):
            _ = os.read(wake, 512)
        _ = started.read()
        ended, status = os.waitpid(started.pid, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status), False
        if watched and time.monotonic() >= look:
            started.overfull = folders.is_overfull(watched, started.pid)
            look = time.monotonic() + LOOK
        if left <= 0 or started.flooded or started.overfull:
            kill_group(started.pid)
            _, status = os.waitpid(started.pid, 0)
            return os.waitstatus_to_exitcode(status), left <= 0


def _available(pipe: int) -> bytes:
    try:
        return os.read(pipe, 1 << 16)
    except BlockingIOError:
        return b""
