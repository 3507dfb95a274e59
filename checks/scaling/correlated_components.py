"""If matching components of q and k have correlation ρ, the scaled score has mean ρ√d_k.

With k = ρ·q + √(1-ρ²)·z each product q_i·k_i has mean ρ and variance 1 + ρ², so q·k/√d_k has mean
ρ√d_k and variance 1 + ρ²: the mean grows with the width again. The argument for √d_k is about
independent q and k. Training makes them depend on each other, and μP divides by d_k instead.
Yang et al. 2022, Definition 4.1; the moments are those of a bivariate normal.
"""

import torch
from torch import Tensor

from quizkit.evidence import Lab, check

RHO = 0.5


def correlated(q: Tensor, z: Tensor) -> Tensor:
    return RHO * q + (1 - RHO**2) ** 0.5 * z


def with_another_component(q: Tensor, z: Tensor) -> Tensor:
    return correlated(q.roll(1, dims=-1), z)


def root_forgotten(q: Tensor, z: Tensor) -> Tensor:
    return RHO * q + (1 - RHO) * z


@check(
    controls={
        "divided by d_k": {"power": 1.0},
        "correlated with another component": {"key": with_another_component},
        "keys not of unit variance": {"key": root_forgotten},
    }
)
def correlated_components(lab: Lab, power=0.5, key=correlated) -> None:
    for d_k in lab.sweep("d_k", (32, 64, 128)):
        q, z = lab.normal(2, 32_000, d_k, dtype=torch.float32)
        scores = (q * key(q, z)).sum(-1) / d_k**power
        lab.mean("score mean", scores, equals=RHO * d_k**0.5, within=0.2)
        lab.variance("score variance", scores, equals=1 + RHO**2, within=0.18)


if __name__ == "__main__":
    correlated_components.main()
