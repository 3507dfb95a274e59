"""A token attends to itself as to any other: at random weights its share is that of its neighbour.

Its own key stands among the n keys. With projections drawn independently the score of a token with
itself has mean 0, like that with any other, so both get 1/n on average. Its own share is 0 only
where the diagonal is hidden, as in Reformer, and near 1 only where nothing is projected.
Vaswani et al. 2017, §3.2.3; Kitaev et al. 2020, §2.
"""

import torch
from torch import Tensor

from quizkit.evidence import Lab, check
from quizkit.evidence.lab import Goal

LAYERS, D = 1_000, 64
# Hidden, the diagonal would make it -n/(n - 1); the only key, +n.
ALIKE: Goal = {"equals": 0.0, "within": 0.3}


def all_keys(scores: Tensor) -> Tensor:
    return scores


def others_only(scores: Tensor) -> Tensor:
    itself = torch.eye(scores.shape[-1], dtype=torch.bool, device=scores.device)
    return scores.masked_fill(itself, -torch.inf)


def projected(x: Tensor, w: Tensor) -> Tensor:
    return x @ w


def as_it_is(x: Tensor, w: Tensor) -> Tensor:
    return x


@check(
    controls={
        "the diagonal hidden": {"visible": others_only},
        "queries and keys not projected": {"project": as_it_is},
    }
)
def token_attends_to_itself(lab: Lab, visible=all_keys, project=projected) -> None:
    for n in lab.sweep("tokens", (4, 8, 32)):
        x = lab.normal(LAYERS, n, D, dtype=torch.float32)
        w_q, w_k = lab.normal(2, LAYERS, D, D, dtype=torch.float32) / D**0.5
        scores = project(x, w_q) @ project(x, w_k).mT / D**0.5
        weights = visible(scores).softmax(-1)
        more = (weights - weights.roll(-1, dims=-1)).diagonal(dim1=-2, dim2=-1)
        lab.mean("n times the weight on itself less that on a neighbour", n * more, **ALIKE)


if __name__ == "__main__":
    token_attends_to_itself.main()
