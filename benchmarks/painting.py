"""Runs a command in a pseudo-terminal until it has painted a page, and says what that cost."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping
from typing import NamedTuple

EMPTY = "from textual.app import App; App().run()"
"""An app that shows nothing: what any page of Textual costs at the least."""
LAST_LINE = b"\x1b[24;1H"
PATIENCE = 60.0

Command = tuple[list[str], bytes]
"""A command, and a word that stands on its first full page."""


class Spent(NamedTuple):
    """Seconds by the clock, and of the processor."""

    clock: float
    processor: float


def compare(runs: Mapping[str, Command], environment: dict[str, str], rounds: int) -> float:
    """Run all in turn, print the best of each, and return the last against the first.

    The first round compiles and fills caches, and is not counted.
    """
    spent: dict[str, list[Spent]] = {name: [] for name in runs}
    for number in range(rounds + 1):
        for name, (command, word) in runs.items():
            one = painted(command, environment, word)
            spent[name] += [one] if number else []
    best = {name: Spent(*map(min, zip(*times, strict=True))) for name, times in spent.items()}
    for name, least in best.items():
        clock, processor = least.clock * 1e3, least.processor * 1e3
        print(f"{name:<18} {clock:4.0f} ms by the clock, {processor:4.0f} ms of the processor")
    first, *_, last = best.values()
    print(f"processor ratio {last.processor / first.processor:.2f}")
    return last.clock / first.clock


def painted(command: list[str], environment: dict[str, str], word: bytes) -> Spent:
    """What it costs until a page with `word` on it has been painted down to its last line."""
    started = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        os.execve(command[0], command, environment)
    try:
        _ = fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        seen = b""
        while word not in seen or LAST_LINE not in seen[seen.find(word) :]:
            left = PATIENCE - (time.perf_counter() - started)
            if left < 0 or not select.select([terminal], [], [], left)[0]:
                raise TimeoutError(f"{command[0]} painted no page: {seen[-500:]!r}")
            seen += os.read(terminal, 65536)
        clock = time.perf_counter() - started
    finally:
        os.kill(pid, signal.SIGKILL)
        _, _, used = os.wait4(pid, 0)
        os.close(terminal)
    return Spent(clock, used.ru_utime + used.ru_stime)
