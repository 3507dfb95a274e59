"""How long `quizkit practice` takes to paint its first card, against an empty Textual app.

    python benchmarks/practice_first_card.py [ROUNDS]

Both run in a pseudo-terminal of 80 × 24, in turn, with Python's byte code and the bank's index
warm, as they are from the second time on. The time is from the start of the process to the last
line of its first full page.
"""

import fcntl
import os
import pty
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path

REACH = 1.5
EMPTY = "from textual.app import App; App().run()"
LAST_LINE = b"\x1b[24;1H"
PATIENCE = 30.0


def main(rounds: int) -> int:
    """Print the medians and their ratio; return 1 beyond the reach."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "QUIZKIT_HOME": home, "TERM": "xterm-256color"}
        environment |= {"PYTHONPYCACHEPREFIX": f"{home}/compiled", "PYTHONDONTWRITEBYTECODE": ""}
        practice = [str(Path(sys.executable).with_name("quizkit")), "practice", "--lang", "en"]
        empty = [sys.executable, "-c", EMPTY]
        for command in (practice, empty):
            _ = painted(command, environment, b"")
        times: dict[str, list[float]] = {"empty Textual app": [], "quizkit practice": []}
        for _ in range(rounds):
            times["empty Textual app"].append(painted(empty, environment, b""))
            times["quizkit practice"].append(painted(practice, environment, b"answered"))
    medians = {name: statistics.median(spent) for name, spent in times.items()}
    for name, spent in times.items():
        print(f"{name:<18} {medians[name] * 1000:6.0f} ms  (least {min(spent) * 1000:.0f})")
    ratio = medians["quizkit practice"] / medians["empty Textual app"]
    print(f"ratio {ratio:.2f}, reach ≤ {REACH}")
    return int(ratio > REACH)


def painted(command: list[str], environment: dict[str, str], word: bytes) -> float:
    """Seconds until a page with `word` on it has been painted down to its last line."""
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
        return time.perf_counter() - started
    finally:
        os.kill(pid, signal.SIGKILL)
        _ = os.waitpid(pid, 0)
        os.close(terminal)


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 11))
