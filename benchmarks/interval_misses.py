"""How often the interval of a mean misses at the tail that checks use, by plain simulation.

    python benchmarks/interval_misses.py [SECONDS]

For each number of units and each distribution, the misses below and above in a million, of the
interval as it is and of Student's unstretched one; SECONDS (10) go to each line, of which there are
20. The tests measure the same by importance sampling, in seconds.
"""

import math
import sys
import time
from collections.abc import Callable

import numpy as np
from scipy import special

from quizkit.evidence import stats

Rng = np.random.Generator
Draw = Callable[[Rng, int], np.ndarray]
BATCH = 2_000_000

UNITS: dict[str, tuple[Draw, float]] = {
    "normal": (lambda rng, n: rng.standard_normal(n, np.float32), 0.0),
    "gamma, skewness 1": (lambda rng, n: rng.standard_gamma(4, n, np.float32), 4.0),
    "exponential, skewness 2": (lambda rng, n: rng.standard_exponential(n, np.float32), 1.0),
    "lognormal, skewness 6": (
        lambda rng, n: np.exp(rng.standard_normal(n, np.float32)),
        math.exp(0.5),
    ),
    "t with 3 degrees of freedom": (
        lambda rng, n: rng.standard_t(3, n).astype(np.float32),
        0.0,
    ),
}


def half_width(n: int) -> float:
    """The half-width of the interval in standard errors, read off the interval itself."""
    x = np.linspace(-1.0, 1.0, n)
    i = stats.mean(x)
    return (i.high - i.low) / 2 / (float(x.std(ddof=1)) / math.sqrt(n))


def main() -> None:
    """Print one line for each number of units and each distribution."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    rng = np.random.default_rng(0)
    print(f"{'units':>5}  {'':28} {'means':>8}   {'stretched':>15}   {'plain':>15}")
    for n in (16, 32, 64, 200):
        plain = float(special.stdtrit(n - 1, 1 - stats.TAIL))
        for name, (draw, mean) in UNITS.items():
            times, misses = 0, np.zeros(4)
            end = time.perf_counter() + seconds
            while time.perf_counter() < end:
                x = draw(rng, BATCH).reshape(n, -1)
                centre = x.mean(0)
                error = np.sqrt(((x - centre) ** 2).sum(0) / ((n - 1) * n))
                t = (centre - mean) / error
                times += len(t)
                for i, half in enumerate((half_width(n), plain)):
                    misses[2 * i : 2 * i + 2] += (t < -half).sum(), (t > half).sum()
            below, above, plain_below, plain_above = misses / times * 1e6
            print(
                f"{n:5}  {name:28} {times:8.0e}   {below:7.2f} {above:7.2f}"
                f"   {plain_below:7.2f} {plain_above:7.2f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
