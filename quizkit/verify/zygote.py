"""The zygote: imports torch once and forks wardens, which fork a child for each check.

`python -m quizkit.verify.zygote FD SCRATCH [MODULE…]`, started by `runner`. It imports the evidence
layer and the modules named, runs no operation (a fork after a multi-threaded one hangs the child),
and forks a warden whenever it is sent the socket that the warden shall serve. When the parent hangs
up, it sees to it that nothing is left, and exits.
"""

import fcntl
import gc
import importlib
import os
import select
import signal
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import NoReturn

from quizkit.verify import folders
from quizkit.verify.processes import adopt_orphans, kill_children, wake_when_a_child_ends

READY = b"R"
GRACE = 0.5
"""Seconds that wardens have to tidy up after the parent has hung up; it takes them milliseconds."""


def main(arguments: list[str]) -> None:
    """Import, then serve until the parent hangs up."""
    fd, scratch, *modules = arguments
    control = socket.socket(fileno=int(fd))
    control.set_inheritable(False)

    def leave(*_: object) -> NoReturn:
        folders.remove(scratch)
        # Taking down an interpreter with torch in it takes half a second; somebody waits for it.
        os._exit(0)

    # An import cannot look whether the parent still lives. The kernel can, and interrupts it.
    _ = signal.signal(signal.SIGIO, leave)
    serve = _import(control, modules)
    _ = signal.signal(signal.SIGIO, signal.SIG_DFL)
    _attend(control, lambda line: serve(socket.socket(fileno=line), scratch))
    leave()


def _import(control: socket.socket, modules: list[str]) -> Callable[[socket.socket, str], NoReturn]:
    """Import everything, and return what a warden does."""
    _ = fcntl.fcntl(control, fcntl.F_SETOWN, os.getpid())
    flags = fcntl.fcntl(control, fcntl.F_GETFL)
    _ = fcntl.fcntl(control, fcntl.F_SETFL, flags | os.O_ASYNC)
    if _hung_up(control):
        signal.raise_signal(signal.SIGIO)
    # With it come the evidence layer and torch.
    from quizkit.verify.warden import serve

    for module in modules:
        # A module that cannot be imported is the failure of the check that imports it.
        with suppress(Exception):
            _ = importlib.import_module(module)
    # What is imported stays for good: the collector need not look at it, nor copy its pages.
    _ = gc.collect()
    gc.freeze()
    _ = fcntl.fcntl(control, fcntl.F_SETFL, flags)
    return serve


def _attend(control: socket.socket, serve: Callable[[int], NoReturn]) -> None:
    """Fork a warden for each socket that comes, until the parent hangs up."""
    adopt_orphans()
    wake, wake_write = wake_when_a_child_ends()
    control.sendall(READY)
    wardens: set[int] = set()
    poll = select.poll()
    poll.register(control, select.POLLIN)
    poll.register(wake, select.POLLIN)
    while True:
        ready = {fd for fd, _ in poll.poll()}
        if wake in ready:
            _ = os.read(wake, 512)
            _reap(wardens)
        if control.fileno() in ready:
            request, lines, _, _ = socket.recv_fds(control, 1, 1)
            if not request:
                break
            for line in lines:
                wardens.add(_fork(line, serve, (control.fileno(), wake, wake_write)))
    _end(wardens)


def _fork(line: int, serve: Callable[[int], NoReturn], mine: tuple[int, ...]) -> int:
    pid = os.fork()
    if pid == 0:
        os.setsid()
        for fd in mine:
            os.close(fd)
        serve(line)
    os.close(line)
    return pid


def _reap(wardens: set[int]) -> None:
    """Take note of the wardens that have ended, and kill what killed ones have left behind."""
    with suppress(ChildProcessError):
        while pid := os.waitpid(-1, os.WNOHANG)[0]:
            wardens.discard(pid)
        _ = kill_children(spared=frozenset(wardens))


def _end(wardens: set[int]) -> None:
    deadline = time.monotonic() + GRACE
    while wardens and time.monotonic() < deadline:
        _reap(wardens)
        time.sleep(0.005)
    _ = kill_children()


def _hung_up(control: socket.socket) -> bool:
    try:
        return not control.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except BlockingIOError:
        return False


if __name__ == "__main__":
    main(sys.argv[1:])
