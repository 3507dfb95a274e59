"""Dividing by √d_k keeps attention scores at unit variance, whatever d_k is.

A score q·k is a sum of d_k products of independent unit-variance numbers, so its variance is d_k;
dividing by d_k^power leaves d_k^(1 - 2·power), which is 1 for all d_k only at power 1/2.
Vaswani et al. 2017, §3.2.1, footnote 4.
"""

import torch

from quizkit.evidence import Lab, check


@check(controls={"unscaled": {"power": 0.0}, "divided by d_k": {"power": 1.0}})
def unit_variance(lab: Lab, power: float = 0.5) -> None:
    for d_k in lab.sweep("d_k", (16, 64, 256, 1024)):
        q, k = lab.normal(2, 20_000, d_k, dtype=torch.float32)
        scores = (q * k).sum(-1) / d_k**power
        lab.variance("score variance", scores, equals=1.0, within=0.1)


if __name__ == "__main__":
    unit_variance.main()
