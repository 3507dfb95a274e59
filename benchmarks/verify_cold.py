"""What it costs to verify the whole built-in pack when everything has to be run.

    python benchmarks/verify_cold.py [--workers N] [--rounds 3]

In one run: the compute time of each check alone on one core; `quizkit verify` with an empty cache,
against that compute time shared among the workers plus one `import torch`; and the same checks as
one fresh `python checks/….py` each, as many at once as there are workers.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from quizkit.bank import builtin_pack, load

COLD_REACH = 1.3
"""Times compute ÷ workers + one import of torch."""
FRESH_REACH = 4.0
"""Times faster than a fresh process per check."""
MEDIAN_REACH, LONGEST_REACH = 0.5, 5.0
"""Seconds of one check with its controls, on one core."""

ONE_CORE = os.environ | {"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def verify(workers: int) -> tuple[float, dict[str, Any]]:
    """Wall time of `quizkit verify` with an empty cache, and what it printed."""
    quizkit = str(Path(sys.executable).with_name("quizkit"))
    with tempfile.TemporaryDirectory() as home:
        start = time.perf_counter()
        run = subprocess.run(
            [quizkit, "verify", "--json", "--workers", str(workers)],
            capture_output=True,
            env=os.environ | {"QUIZKIT_HOME": home},
            check=False,
        )
        taken = time.perf_counter() - start
    if run.returncode not in (0, 1):
        sys.exit(run.stderr.decode())
    return taken, json.loads(run.stdout)


def fresh(*arguments: str) -> float:
    """Wall time of one fresh interpreter."""
    start = time.perf_counter()
    _ = subprocess.run([sys.executable, *arguments], capture_output=True, env=ONE_CORE, check=False)
    return time.perf_counter() - start


def all_fresh(paths: list[str], workers: int) -> float:
    """Wall time of all checks, each in a fresh interpreter."""
    start = time.perf_counter()
    with ThreadPoolExecutor(workers) as pool:
        _ = list(pool.map(fresh, paths))
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    _ = parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)))
    _ = parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    workers: int = arguments.workers
    _, told = verify(1)
    seconds = {claim["check"]: claim["seconds"] for claim in told["claims"]}
    longest = max(seconds, key=lambda check: seconds[check])
    print(f"{len(seconds)} checks, {workers} workers; {told['summary']}")
    print(f"median check     {statistics.median(seconds.values()):6.2f} s   (≤ {MEDIAN_REACH} s)")
    print(f"longest check    {seconds[longest]:6.2f} s   {longest} (≤ {LONGEST_REACH} s)")
    torch = min(fresh("-c", "import torch") for _ in range(arguments.rounds))
    ideal = sum(seconds.values()) / workers + torch
    print(f"compute          {sum(seconds.values()):6.2f} s")
    print(f"import torch     {torch:6.2f} s")
    cold = min(verify(workers)[0] for _ in range(arguments.rounds))
    print(f"verify, cold     {cold:6.2f} s   {cold / ideal:.2f} × ideal (≤ {COLD_REACH} ×)")
    checks = load(builtin_pack()).checks
    slow = all_fresh([str(checks[check].path) for check in seconds], workers)
    print(f"a process each   {slow:6.2f} s   {slow / cold:.1f} × slower (≥ {FRESH_REACH} ×)")


if __name__ == "__main__":
    main()
