"""Keeping hold of processes: none outlives the one that answers for it.

Everything here is Linux; on other systems a check runs without the guards that only Linux has.
"""

import ctypes
import os
import signal
import sys
from pathlib import Path
from types import FrameType

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
LINUX = sys.platform == "linux"


def adopt_orphans() -> None:
    """Make descendants whose parent dies children of this process."""
    _prctl(PR_SET_CHILD_SUBREAPER, 1)


def die_with(parent: int) -> None:
    """Kill this process as soon as its parent, whose id it was forked from, is dead."""
    _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        # It died before the kernel was asked.
        os._exit(1)


def kill_group(pid: int) -> None:
    """Kill a process and its process group, whether or not they are still there."""
    for kill in (os.killpg, os.kill):
        try:
            kill(pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            continue


def kill_children(spared: frozenset[int] = frozenset()) -> int:
    """Kill this process's children and, as they become its children, theirs; wait for their end.

    Return how many were still alive. `spared` are left alone.
    """
    killed = 0
    while alive := [pid for pid in children() if pid not in spared]:
        for pid in alive:
            if not _is_dead(pid):
                killed += 1
            kill_group(pid)
            _wait(pid)
    return killed


def children() -> list[int]:
    """The ids of this process's children; those that have ended and wait to be reaped too."""
    found: list[int] = []
    for entry in Path("/proc").iterdir() if LINUX else ():
        if entry.name.isdigit() and _parent_of(entry) == os.getpid():
            found.append(int(entry.name))
    return found


def wake_when_a_child_ends() -> tuple[int, int]:
    """A pipe that becomes readable whenever a child ends, for a poll that waits for more."""
    read, write = os.pipe()
    for end in (read, write):
        os.set_blocking(end, False)
    _ = signal.signal(signal.SIGCHLD, _ignore)
    _ = signal.set_wakeup_fd(write, warn_on_full_buffer=False)
    return read, write


def have_children() -> bool:
    """Whether this process has any child, alive or ended; reaps none of them."""
    try:
        _ = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return False
    return True


def _ignore(number: int, frame: FrameType | None) -> None:
    """A signal that is ignored outright would wake nobody."""


def _parent_of(entry: Path) -> int:
    try:
        # pid (comm) state ppid …; comm may hold anything, brackets too.
        return int((entry / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()[1])
    except (OSError, IndexError, ValueError):
        return 0


def _is_dead(pid: int) -> bool:
    ended = os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    return ended is not None


def _wait(pid: int) -> None:
    try:
        _ = os.waitpid(pid, 0)
    except ChildProcessError:
        return


def _prctl(option: int, value: int) -> None:
    if LINUX and ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0):
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
