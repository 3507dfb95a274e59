"""How long linting the whole built-in pack takes: python benchmarks/bank_lint.py [ROUNDS].

Of the processor, without an index, the best of some rounds.
"""

import sys
import time

from quizkit.bank import builtin_pack, lint

REACH = 1.0


def main(rounds: int) -> int:
    """Print the figure; return 1 beyond the reach."""
    spent: list[float] = []
    for _ in range(rounds):
        start = time.process_time()
        faults = lint(builtin_pack())
        spent.append(time.process_time() - start)
        if faults:
            raise SystemExit(f"{len(faults)} faults: run quizkit bank lint")
    print(f"lint of the built-in pack: {min(spent):.2f} s of the processor; reach ≤ {REACH:g} s")
    return int(min(spent) > REACH)


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5))
