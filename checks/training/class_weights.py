"""Class weights mend the threshold of one-sided noise at one weight only, and no probability.

If positives are labelled negative with probability ρ, the labels are positive with (1 - ρ)η where
the truth is η. With positives weighted by w the fitted logit changes sign where that is 1/(1 + w).
For this to be where η = 1/2, w = (1 - α)/α with α = (1 - ρ)/2, that is (1 + ρ)/(1 - ρ): 1.857 at
ρ = 0.3, while 1/(1 - ρ), which makes up the lost positives, is 1.43. Away from the threshold the
fitted probability stays wrong. One input from N(±1, 1), classes alike; the optimum of PyTorch's
loss at each input. Natarajan et al. 2013, §4.
"""

import torch
from _population import optimum
from torch import Tensor
from torch.nn.functional import binary_cross_entropy, binary_cross_entropy_with_logits

from quizkit.evidence import Lab, check

INPUTS = 20_000


def weighted(z: Tensor, labels: Tensor, weight: float) -> Tensor:
    w = torch.tensor(weight, dtype=z.dtype, device=z.device)
    return binary_cross_entropy_with_logits(z, labels, pos_weight=w, reduction="sum")


def for_the_threshold(z: Tensor, labels: Tensor, flipped: float) -> Tensor:
    alpha = (1 - flipped) / 2
    return weighted(z, labels, (1 - alpha) / alpha)


def unweighted(z: Tensor, labels: Tensor, flipped: float) -> Tensor:
    return weighted(z, labels, 1.0)


def for_the_lost(z: Tensor, labels: Tensor, flipped: float) -> Tensor:
    return weighted(z, labels, 1 / (1 - flipped))


def forward_corrected(z: Tensor, labels: Tensor, flipped: float) -> Tensor:
    return binary_cross_entropy((1 - flipped) * z.sigmoid(), labels, reduction="sum")


@check(
    controls={
        "no weight": {"loss": unweighted},
        "1/(1 - ρ)": {"loss": for_the_lost},
        "loss corrected for the flips": {"loss": forward_corrected},
    }
)
def class_weights(lab: Lab, loss=for_the_threshold) -> None:
    for flipped in lab.sweep("positives labelled negative", (0.1, 0.3, 0.6)):
        x = lab.normal(INPUTS)
        x[: INPUTS // 2] += 1
        x[INPUTS // 2 :] -= 1
        truth = (2 * x).sigmoid()
        labels = (1 - flipped) * truth
        fitted = optimum(
            lambda z, labels=labels, flipped=flipped: loss(z, labels, flipped), torch.zeros_like(x)
        )
        differs = (fitted > 0) != (x > 0)
        lab.proportion("decision differs from that of the truth", differs, at_most=0.002)
        lab.mean("error of the probability", (fitted.sigmoid() - truth).abs(), at_least=0.02)


if __name__ == "__main__":
    class_weights.main()
