"""Without projections, Q = K = V = X, a token's score with itself is √d and it keeps itself.

For independent entries of unit variance the score of two tokens is x·y/√d, about standard normal,
but a token's own is |x|²/√d = √d on average. Among 32 tokens its weight exp(√d) against some
31·√e leaves the others next to nothing from d = 64 on: the layer hands its input through.
The moments are those of χ²; Kitaev et al. 2020, §2, meet the same with shared queries and keys.
"""

import torch
from torch import Tensor

from quizkit.evidence import Lab, check

SEQUENCES, TOKENS = 300, 32


def tokens_themselves(x: Tensor, w: Tensor) -> Tensor:
    return x


def projected(x: Tensor, w: Tensor) -> Tensor:
    return x @ w


def as_drawn(x: Tensor) -> Tensor:
    return x


def of_small_entries(x: Tensor) -> Tensor:
    return 0.2 * x


@check(
    controls={
        "queries projected": {"queries_of": projected},
        "entries of standard deviation 0.2": {"prepare": of_small_entries},
    }
)
def tokens_without_projections(lab: Lab, queries_of=tokens_themselves, prepare=as_drawn) -> None:
    for d in lab.sweep("d", (64, 128, 256)):
        x = prepare(lab.normal(SEQUENCES, TOKENS, d, dtype=torch.float32))
        w = lab.normal(d, d, dtype=torch.float32) / d**0.5
        scores = queries_of(x, w) @ x.mT / d**0.5
        own_score = scores.diagonal(dim1=-2, dim2=-1)
        own_weight = scores.softmax(-1).diagonal(dim1=-2, dim2=-1)
        lab.mean("score of a token with itself", own_score, equals=d**0.5, within=0.3)
        lab.median("weight of a token on itself", own_weight, at_least=0.9)


if __name__ == "__main__":
    tokens_without_projections.main()
