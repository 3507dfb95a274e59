"""How long `quizkit practice` takes to paint its first card, against an empty Textual app.

    python benchmarks/practice_first_card.py [ROUNDS]

Both run in a pseudo-terminal of 80 × 24, in turn, with Python's byte code and the bank's index
warm, as they are from the second time on. The time is from the start of the process to the last
line of its first full page, the best of some rounds, by the clock and of the processor (which other
programs disturb less).
"""

import fcntl
import os
import pty
import signal
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path
from typing import NamedTuple

REACH = 1.5
EMPTY = "from textual.app import App; App().run()"
LAST_LINE = b"\x1b[24;1H"
PATIENCE = 60.0


class Spent(NamedTuple):
    """Seconds by the clock, and of the processor."""

    clock: float
    processor: float


def main(rounds: int) -> int:
    """Print the figures and their ratios; return 1 beyond the reach."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "QUIZKIT_HOME": home, "TERM": "xterm-256color"}
        environment |= {"PYTHONPYCACHEPREFIX": f"{home}/compiled", "PYTHONDONTWRITEBYTECODE": ""}
        practice = [str(Path(sys.executable).with_name("quizkit")), "practice", "--lang", "en"]
        runs = {
            "empty Textual app": ([sys.executable, "-c", EMPTY], b""),
            "quizkit practice": (practice, b"answered"),
        }
        spent: dict[str, list[Spent]] = {name: [] for name in runs}
        for number in range(rounds + 1):
            for name, (command, word) in runs.items():
                one = painted(command, environment, word)
                spent[name] += [one] if number else []  # the first one compiles and fills the index
    best = {name: Spent(*map(min, zip(*times, strict=True))) for name, times in spent.items()}
    for name, least in best.items():
        clock, processor = least.clock * 1e3, least.processor * 1e3
        print(f"{name:<18} {clock:4.0f} ms by the clock, {processor:4.0f} ms of the processor")
    empty, ours = best.values()
    clock, processor = ours.clock / empty.clock, ours.processor / empty.processor
    print(f"ratio {clock:.2f} by the clock, {processor:.2f} of the processor; reach ≤ {REACH}")
    return int(clock > REACH)


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
            if time.perf_counter() - started > PATIENCE:
                raise TimeoutError(f"{command[0]} painted no page: {seen[-500:]!r}")
            seen += os.read(terminal, 65536)
        clock = time.perf_counter() - started
    finally:
        os.kill(pid, signal.SIGKILL)
        _, _, used = os.wait4(pid, 0)
        os.close(terminal)
    return Spent(clock, used.ru_utime + used.ru_stime)


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 11))
