"""How fast a pack of 10,000 questions is loaded, cold and warm.

    python benchmarks/bank_loading.py [--questions 10000] [--rounds 5]

Each figure is the best of some rounds, each round a fresh process, in seconds by the clock and of
the processor. Cold is against `yaml.CSafeLoader` alone over the same files, by the processor: both
are bound to it, find the files in the file system's cache, and other programs do not disturb it.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from generated_pack import make_pack

COLD_REACH = 1.5
"""Times `yaml.CSafeLoader` alone."""
WARM_REACH = 0.150
"""Seconds, for 10,000 questions."""

TIMED = """
import shutil, sys, time
from pathlib import Path
root, cache = Path(sys.argv[1]), Path(sys.argv[2])
{setup}
clock, processor = time.perf_counter(), time.process_time()
{timed}
print(time.perf_counter() - clock, time.process_time() - processor)
"""
LOAD = "from quizkit.bank import Pack, load; bank = load(Pack(root), cache); len(bank.ids)"
PHASES = {
    "CSafeLoader alone": TIMED.format(
        setup="import yaml; paths = sorted(root.glob('qa_bank/*/*.yaml'))",
        timed="for path in paths: yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)",
    ),
    "load, cold": TIMED.format(setup="shutil.rmtree(cache, ignore_errors=True)", timed=LOAD),
    "load, warm": TIMED.format(setup="", timed=LOAD),
    "then all summaries": TIMED.format(setup=LOAD, timed="list(bank.summaries.values())"),
    "then 100 questions": TIMED.format(
        setup=LOAD, timed="[bank.question(i) for i in bank.ids[:100]]"
    ),
}


def measured(code: str, root: Path, cache: Path) -> list[float]:
    """What one fresh process measures: seconds by the clock and of the processor."""
    command = [sys.executable, "-c", code, str(root), str(cache)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [float(word) for word in told.split()]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    _ = parser.add_argument("--questions", type=int, default=10_000)
    _ = parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root, cache = Path(folder).resolve() / "pack", Path(folder) / "cache"
        make_pack(root, arguments.questions)
        best: dict[str, list[float]] = {}
        for _round in range(arguments.rounds):
            for name, code in PHASES.items():
                now = measured(code, root, cache)
                best[name] = [min(pair) for pair in zip(best.get(name, now), now, strict=True)]
    print(f"{arguments.questions:,} questions, best of {arguments.rounds}:   clock   processor")
    for name, (clock, processor) in best.items():
        print(f"{name:28}{clock:10.3f} s{processor:8.3f} s")
    ratio = best["load, cold"][1] / best["CSafeLoader alone"][1]
    print(f"cold: {ratio:.2f} × CSafeLoader alone; to reach: {COLD_REACH} ×")
    print(f"warm: {best['load, warm'][0]:.3f} s; to reach: {WARM_REACH} s")


if __name__ == "__main__":
    main()
