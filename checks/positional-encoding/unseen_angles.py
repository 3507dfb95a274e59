"""Past the trained length L, every pair whose period exceeds L turns to angles never seen before.

Sinusoids and RoPE turn pair i by p·10000^(-2i/d). A fast pair has gone round many times within L;
a slow one has not finished its first turn, and new positions continue it. Scaling positions down
into the trained range leaves nothing unseen. Period 2π·10000^(2i/d): Vaswani et al. 2017, §3.5;
scaling: Chen et al. 2023.
"""

import math

import torch
from _sinusoids import sinusoids
from torch import Tensor

from quizkit.evidence import Lab, check

D = 128


def as_they_are(position: Tensor, length: int) -> Tensor:
    return position


def scaled_into_range(position: Tensor, length: int) -> Tensor:
    return position * (length - 1) / position.max()


def angles(position: Tensor) -> Tensor:
    """Where each pair points, between -π and π, in rising order; shape (pair, position)."""
    pairs = sinusoids(position, D).unflatten(1, (-1, 2)).movedim(1, 0)
    return torch.atan2(pairs[..., 0], pairs[..., 1]).sort().values.contiguous()


@check(
    controls={
        "positions scaled into the trained range": {"place": scaled_into_range},
        "all positions trained": {"factor": 2},
    }
)
def unseen_angles(lab: Lab, place=as_they_are, factor: int = 1) -> None:
    # Lengths at which no pair is within a few steps of a whole turn.
    for length in lab.sweep("trained length", (512, 1024, 2048)):
        old = torch.arange(factor * length, dtype=torch.float64)
        new = place(torch.arange(2 * length, dtype=torch.float64), length)
        trained, asked = (angles(p) for p in (old, new))  # (pair, position)
        around = torch.cat([trained[:, -1:] - math.tau, trained, trained[:, :1] + math.tau], dim=1)
        at = torch.searchsorted(around, asked).clamp(1, around.shape[1] - 1)
        gap = torch.minimum(asked - around.gather(1, at - 1), around.gather(1, at) - asked)
        step = 10_000 ** (-2 * torch.arange(D // 2, dtype=torch.float64) / D)
        # In a full circle the next trained angle is at most one step away; three leave room.
        unseen = (gap.amax(1) > 3 * step).sum()
        slow = sum(math.tau * 10_000 ** (2 * i / D) > length for i in range(D // 2))
        lab.count("pairs at angles never seen", unseen, equals=slow)


if __name__ == "__main__":
    unseen_angles.main()
