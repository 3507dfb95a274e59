"""How long `quizkit practice` takes to paint its first card, against an empty Textual app.

    python benchmarks/practice_first_card.py [ROUNDS]

Both run in a pseudo-terminal of 80 × 24, in turn, with Python's byte code and the bank's index
warm, as they are from the second time on. The time is from the start of the process to the last
line of its first full page, the best of some rounds, by the clock and of the processor (which other
programs disturb less).
"""

import os
import sys
import tempfile
from pathlib import Path

from painting import EMPTY, compare

REACH = 1.5


def main(rounds: int) -> int:
    """Print the figures and their ratio; return 1 beyond the reach."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "QUIZKIT_HOME": home, "TERM": "xterm-256color"}
        environment |= {"PYTHONPYCACHEPREFIX": f"{home}/compiled", "PYTHONDONTWRITEBYTECODE": ""}
        practice = [str(Path(sys.executable).with_name("quizkit")), "practice", "--lang", "en"]
        runs = {
            "empty Textual app": ([sys.executable, "-c", EMPTY], b""),
            "quizkit practice": (practice, b"answered"),
        }
        ratio = compare(runs, environment, rounds)
    print(f"ratio {ratio:.2f} by the clock; reach ≤ {REACH}")
    return int(ratio > REACH)


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 11))
