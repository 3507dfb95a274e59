"""Without 1/√d_k one key takes most of the weight; with it the weights do not depend on d_k.

Scores of variance d_k spread like √d_k, so the lead of the best key over the second best grows with
d_k and the softmax turns into an argmax. Scaled scores are nearly standard normal at every d_k: the
largest of 32 weights then averages 0.165, its value for 32 independent standard normal scores.
Vaswani et al. 2017, §3.2.1.
"""

import torch
import torch.nn.functional as F
from torch import Tensor

from quizkit.evidence import Lab, check

SEQUENCES, QUERIES, KEYS = 900, 8, 32
OF_NORMAL_SCORES = 0.1646


def as_drawn(x: Tensor) -> Tensor:
    return x


def of_length_one(x: Tensor) -> Tensor:
    return F.normalize(x, dim=-1)


@check(
    controls={
        "scale forgotten": {"power": 0.0},
        "divided by d_k": {"power": 1.0},
        "q and k of length 1": {"prepare": of_length_one},
    }
)
def softmax_saturation(lab: Lab, power=0.5, prepare=as_drawn) -> None:
    for d_k in lab.sweep("d_k", (16, 64, 256)):
        # Queries of one sequence share its keys: the sequence is the independent unit.
        q = prepare(lab.normal(SEQUENCES, QUERIES, d_k, dtype=torch.float32))
        k = prepare(lab.normal(SEQUENCES, KEYS, d_k, dtype=torch.float32))
        scores = q @ k.mT
        unscaled = scores.softmax(-1).amax(-1)
        scaled = (scores / d_k**power).softmax(-1).amax(-1)
        lab.mean("largest weight, unscaled", unscaled, at_least=0.5)
        lab.mean("largest weight, scaled", scaled, equals=OF_NORMAL_SCORES, within=0.02)


if __name__ == "__main__":
    softmax_saturation.main()
