"""Limits that the kernel counts: memory, files, processes, time."""

import math
import resource
from pathlib import Path

from quizkit.verify.processes import LINUX

MAX_FILE = 256 * 2**20
MAX_OPEN = 256
SPARE_TASKS = 256
"""How many processes and threads a check may add to those that the machine already runs."""


def limit(memory: int) -> None:
    """Limit this process; `memory` is in bytes, `RLIM_INFINITY` for no limit."""
    # RLIMIT_DATA counts what is asked for; RLIMIT_AS also counts the 400 MB of libraries that torch
    # maps. CUDA reserves more addresses than there is memory, so there neither says anything.
    if memory != resource.RLIM_INFINITY:
        _lower(resource.RLIMIT_DATA, memory)
    _lower(resource.RLIMIT_FSIZE, MAX_FILE)
    _lower(resource.RLIMIT_CORE, 0)
    if LINUX:
        tasks = int(Path("/proc/loadavg").read_text("ascii").split()[3].partition("/")[2])
        _lower(resource.RLIMIT_NPROC, tasks + SPARE_TASKS)


def limit_further(memory: int, seconds: float) -> None:
    """Limit what a check does not reach by accident: shared memory, time on all cores, open files.

    `seconds` are of computing, on all cores together.
    """
    if memory != resource.RLIM_INFINITY and LINUX:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
        _lower(resource.RLIMIT_AS, memory + pages * resource.getpagesize())
    # The first signal can be caught, the second one, a second later, cannot.
    _lower(resource.RLIMIT_CPU, math.ceil(seconds) + 1, spare=1)
    _lower(resource.RLIMIT_NOFILE, MAX_OPEN)


def _lower(resource_id: int, most: int, spare: int = 0) -> None:
    """Set a limit for good, unless a lower one is set already; the soft one lies `spare` below."""
    _, hard = resource.getrlimit(resource_id)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(resource_id, (max(most - spare, 0), most))
