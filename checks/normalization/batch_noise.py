"""BatchNorm adds a noise whose variance falls as 1/N with the batch size N.

A sample's output depends on who else is in the batch: mean and standard deviation of N values err
by about 1/√N. An activation z comes out with variance (1 + z²/2)/N over batches of independent
normal values. Ioffe and Szegedy 2015, §3.4, sees in this noise why BatchNorm regularises.
"""

import torch
from torch import Tensor

from quizkit.evidence import Lab, check

BATCHES, ACTIVATION = 40_000, 1.0


def independent(lab: Lab, size: int) -> Tensor:
    return lab.normal(BATCHES, size, dtype=torch.float32)


def one_document(lab: Lab, size: int) -> Tensor:
    """Samples that share half of their variance, as tokens of one document do."""
    return (lab.normal(BATCHES, size) + lab.normal(BATCHES, 1)) / 2**0.5


def groups_of_eight(others: Tensor) -> Tensor:
    return others[:, :8]


@check(
    controls={
        "correlated samples": {"draw": one_document},
        "statistics of eight samples": {"used": groups_of_eight},
    }
)
def batch_noise(lab: Lab, draw=independent, used=lambda others: others) -> None:
    sizes, noise = (24, 48, 96), []
    for size in lab.sweep("batch size", sizes):
        batch = used(torch.cat([torch.full((BATCHES, 1), ACTIVATION), draw(lab, size - 1)], dim=1))
        mean, sd = batch.mean(1), batch.std(1, correction=0)
        out = (ACTIVATION - mean) / sd
        noise.append((out - out.mean()) ** 2)
        lab.record("variance of the output", float(noise[-1].mean()))
    lab.growth("exponent of the noise", sizes, noise, equals=-1.0, within=0.1)


if __name__ == "__main__":
    batch_noise.main()
