"""How long `quizkit home` takes to paint, against an empty Textual app.

    python benchmarks/home_screen.py [ROUNDS] [--questions 10000] [--reviews 100000]

As `practice_first_card.py`, over a bank of generated questions and a log of as many reviews. What
the page fills in afterwards (what is new, known and verified) is not waited for.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from generated_pack import make_pack
from painting import EMPTY, compare
from practice_answer import write_log

from quizkit.bank import Pack, load
from quizkit.store import FILE_NAME

REACH = 1.5


def main() -> int:
    """Print the figures and their ratio; return 1 beyond the reach."""
    parser = argparse.ArgumentParser(description=__doc__)
    _ = parser.add_argument("rounds", type=int, nargs="?", default=11)
    _ = parser.add_argument("--questions", type=int, default=10_000)
    _ = parser.add_argument("--reviews", type=int, default=100_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        make_pack(root / "pack", asked.questions)
        bank = load(Pack(root / "pack"), root / "home" / "cache")
        (root / "home" / "data").mkdir(parents=True)
        write_log(root / "home" / "data" / FILE_NAME, bank, asked.reviews)
        environment = {**os.environ, "QUIZKIT_HOME": f"{root}/home", "TERM": "xterm-256color"}
        environment |= {"QUIZKIT_PACK": f"{root}/pack", "PYTHONDONTWRITEBYTECODE": ""}
        environment |= {"PYTHONPYCACHEPREFIX": f"{root}/compiled"}
        home = [str(Path(sys.executable).with_name("quizkit")), "home", "--lang", "en"]
        runs = {
            "empty Textual app": ([sys.executable, "-c", EMPTY], b""),
            "quizkit home": (home, b"topic-00"),
        }
        ratio = compare(runs, environment, asked.rounds)
    print(f"ratio {ratio:.2f} by the clock; reach ≤ {REACH}")
    return int(ratio > REACH)


if __name__ == "__main__":
    raise SystemExit(main())
