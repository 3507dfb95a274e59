"""Dividing by √d_k keeps attention scores at mean 0 and variance 1, whatever d_k is.

A score q·k is a sum of d_k products. If the components of q and k are independent with mean 0 and
variance 1, each product has mean 0 and variance 1 and no two of them are correlated, so the score
has mean 0 and variance d_k. Dividing by d_k^power leaves d_k^(1 - 2·power), which is 1 for all d_k
only at power 1/2.
Vaswani et al. 2017, §3.2.1, footnote 4.
"""

import torch
from torch import Tensor

from quizkit.evidence import Lab, check


def independent(q: Tensor, z: Tensor) -> Tensor:
    return z


def same_vector(q: Tensor, z: Tensor) -> Tensor:
    return q


@check(
    controls={
        "unscaled": {"power": 0.0},
        "divided by d_k": {"power": 1.0},
        "each key equal to its query": {"key": same_vector},
    }
)
def unit_variance(lab: Lab, power=0.5, key=independent) -> None:
    for d_k in lab.sweep("d_k", (16, 64, 256)):
        q, z = lab.normal(2, 24_000, d_k, dtype=torch.float32)
        scores = (q * key(q, z)).sum(-1) / d_k**power
        lab.mean("score mean", scores, equals=0.0, within=0.15)
        lab.variance("score variance", scores, equals=1.0, within=0.15)


if __name__ == "__main__":
    unit_variance.main()
