"""Which protections hold on this machine, found out by trying each in a child.

Elsewhere than on Linux there are limits and timeouts alone; the trial shows it.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from quizkit.errors import QuizkitError
from quizkit.verify.confine import landlock, seccomp
from quizkit.verify.confine.attempts import SECRET, Target
from quizkit.verify.handles import environment
from quizkit.verify.processes import adopt_orphans, kill_children

PATIENCE = 20.0
"""Seconds; it takes a tenth of one."""
LEAVER = """
import os, sys, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.setsid()
        os.write(1, b"%d" % os.getpid())
        os.close(1)
        os.close(2)
        time.sleep(5)
    os._exit(0)
"""
"""It leaves a process behind that left its session, for 5 seconds at the most."""


class Holds(StrEnum):
    """Whether a protection holds against what was attempted."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One thing that was tried; `stopped_by` is None if nothing stopped it."""

    name: str
    stopped_by: str | None


@dataclass(frozen=True, slots=True)
class Protection:
    """One protection, and what was tried against it."""

    name: str
    attempts: tuple[Attempt, ...]

    @property
    def holds(self) -> Holds:
        """Whether all, some or none of the attempts were stopped."""
        stopped = [attempt.stopped_by is not None for attempt in self.attempts]
        return Holds.YES if all(stopped) else Holds.PARTLY if any(stopped) else Holds.NO


@dataclass(frozen=True, slots=True)
class Walls:
    """What of the kernel stands behind the protections: Landlock's version, 0 for none; seccomp."""

    landlock: int
    seccomp: bool


def walls() -> Walls:
    """What this kernel has to confine with."""
    return Walls(landlock.abi(), seccomp.is_available())


def protections() -> tuple[Protection, ...]:
    """Try every protection in a child that is confined as a check of an added pack is.

    Raises:
        QuizkitError: the child could not be confined, which no check could then be either.
    """
    with tempfile.TemporaryDirectory(prefix="quizkit-") as folder, targets(Path(folder)) as target:
        told = _attempted(target)
    found = [
        Protection(name, tuple(Attempt(n, by) for n, by in attempts.items()))
        for name, attempts in told.items()
    ]
    return (*found, Protection("survivors", (Attempt("session", _survivor_stopped_by()),)))


@contextmanager
def targets(base: Path) -> Generator[Target]:
    """Something to attempt everything on, as long as the context lasts, in an empty folder."""
    own, outside = base / "own", base / "outside"
    for folder in (own, outside):
        folder.mkdir()
    key = outside / "key"
    key.touch()
    # Open to everybody, so that what stops an attempt is not that it belongs to somebody else.
    for path, mode in ((outside, 0o777), (key, 0o666)):
        path.chmod(mode)
    with ExitStack() as stack:
        tcp = stack.enter_context(socket.socket())
        tcp.bind(("127.0.0.1", 0))
        tcp.listen()
        unix = stack.enter_context(socket.socket(socket.AF_UNIX))
        unix.bind(str(base / "service"))
        unix.listen()
        (base / "service").chmod(0o777)
        port = tcp.getsockname()[1]
        yield Target(str(own), str(key), str(outside), port, str(base / "service"), os.getpid())


def _attempted(target: Target) -> dict[str, dict[str, str | None]]:
    command = [sys.executable, "-P", "-m", "quizkit.verify.confine.attempts"]
    try:
        run = subprocess.run(
            [*command, json.dumps(asdict(target))],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=environment(os.environ | {SECRET: "x"}),
            timeout=PATIENCE,
            check=True,
        )
        return json.loads(run.stdout)
    except subprocess.CalledProcessError as error:
        last = error.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise QuizkitError(f"a check cannot be confined here: {last}") from error
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise QuizkitError(f"what a confined check may do cannot be tried: {error}") from error


def _survivor_stopped_by() -> str | None:
    """What ends a process that has left its session, as a warden would."""
    adopt_orphans()
    run = subprocess.run(
        [sys.executable, "-I", "-S", "-c", LEAVER],
        capture_output=True,
        timeout=PATIENCE,
        check=True,
    )
    pid = int(run.stdout)
    _ = kill_children()
    for _ in range(20):
        with suppress(ProcessLookupError):
            os.kill(pid, 0)
            time.sleep(0.01)
            continue
        return "SIGKILL"
    return None
