"""BatchNorm adds a noise whose variance falls as 1/N with the batch size N.

A sample's output depends on who else is in the batch: mean and standard deviation of N values err
by the order of 1/√N. An activation z comes out with variance (1 + z²/2)/N, to first order in 1/N,
over batches of independent normal values. Ioffe and Szegedy 2015, §3.4, see in this dependence on
the other samples why BatchNorm regularises.
"""

import torch
from torch import Tensor

from quizkit.evidence import Lab, check

BATCHES, SIZES, LARGE = 40_000, (24, 48, 96), 96


def independent(lab: Lab, size: int) -> Tensor:
    return lab.normal(BATCHES, size, dtype=torch.float32)


def one_document(lab: Lab, size: int) -> Tensor:
    """Samples that share half of their variance, as tokens of one document do."""
    return (lab.normal(BATCHES, size) + lab.normal(BATCHES, 1)) / 2**0.5


def groups_of_eight(batch: Tensor) -> Tensor:
    return batch[:, :8]


def of_the_batch(batch: Tensor) -> Tensor:
    return batch.std(1, correction=0)


def known_to_be_one(batch: Tensor) -> Tensor:
    return torch.ones_like(batch[:, 0])


@check(
    controls={
        "correlated samples": {"draw": one_document},
        "statistics of eight samples": {"used": groups_of_eight},
        "only the mean estimated": {"spread": known_to_be_one},
    }
)
def batch_noise(lab: Lab, draw=independent, used=lambda batch: batch, spread=of_the_batch) -> None:
    def noise(others: Tensor, activation: float) -> Tensor:
        """The squared deviations of the output of one fixed activation, over batches."""
        own = torch.full((BATCHES, 1), activation, device=lab.device)
        batch = used(torch.cat([own, others], dim=1))
        out = (activation - batch.mean(1)) / spread(batch)
        return (out - out.mean()) ** 2

    found: list[Tensor] = []
    for size in lab.sweep("batch size", SIZES):
        found.append(noise(draw(lab, size - 1), 1.0))
        lab.record("variance of the output", float(found[-1].mean()))
    lab.growth("exponent of the noise", SIZES, found, equals=-1.0, within=0.1)
    others = draw(lab, LARGE - 1)
    for z in lab.sweep("activation", (0.0, 1.0, 2.0)):
        expected, times = 1 + z * z / 2, LARGE * noise(others, z)
        # The activation is one of the N itself, which takes some 10 % off at z = 2.
        lab.mean("N times the variance", times, equals=expected, within=0.2 * expected)


if __name__ == "__main__":
    batch_noise.main()
