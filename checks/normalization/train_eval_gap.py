"""BatchNorm's two modes differ on the same input, even when warm: by about 1.6/N in mean square.

In training a value z is normalised by the mean and variance of its own batch of N, which scatter
about the true ones; the result scatters with variance (1 + z²/2)/N, on average over a normal z
1.5/N. Evaluation uses running statistics, which at PyTorch's momentum 0.1 still carry 1/19 of a
batch's variance: 1.58/N together, to first order in 1/N. Ioffe & Szegedy 2015, §3.1.
"""

import torch
from torch import Tensor, nn

from quizkit.evidence import Lab, check


@check(
    controls={
        "running statistics never updated": {"updates": 0},
        "only the last batch remembered": {"momentum": 1.0},
    }
)
def train_eval_gap(lab: Lab, updates: int = 30, momentum: float = 0.1) -> None:
    batches, channels = (32, 64, 128), 12_800
    gaps: list[Tensor] = []
    for n in lab.sweep("batch", batches):
        norm = nn.BatchNorm1d(channels, affine=False, momentum=momentum).to(lab.device)
        for _ in range(updates):
            norm.train()(1 + 2 * lab.normal(n, channels, dtype=torch.float32))
        x = 1 + 2 * lab.normal(n, channels, dtype=torch.float32)
        evaluation = norm.eval()(x)
        squared = (norm.train()(x) - evaluation).square()
        # Channels are independent; in groups of 16 the long tails of their squares are tame.
        gap = squared.mean(0).view(-1, 16)
        lab.mean("mean squared gap between the modes", gap, equals=1.58 / n, within=0.4 / n)
        gaps.append(gap)
    lab.growth("exponent of the batch size", batches, gaps, equals=-1.0, within=0.2)


if __name__ == "__main__":
    train_eval_gap.main()
