"""The score matrix of a head has rank d/h at most, so every doubling of the heads halves its rank.

A head's scores X·W_Q·(X·W_K)ᵀ pass through d_k = d/h dimensions; biases change nothing, for they
are added before the product. The softmax is applied entry by entry and is not bound by that rank,
but its input is: with d_k below the number of tokens there are patterns that no projections give.
Bhojanapalli et al. 2020, §2.2 and Theorem 1.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from quizkit.evidence import Lab, check

TOKENS, D = 32, 64


def queries_and_keys(layer: nn.MultiheadAttention, x: Tensor) -> tuple[Tensor, Tensor]:
    """q and k of every head, each heads × tokens × d/h."""
    packed = F.linear(x, layer.in_proj_weight, layer.in_proj_bias)
    q, k, _ = (t.unflatten(-1, (layer.num_heads, -1)).transpose(0, 1) for t in packed.chunk(3, -1))
    return q, k


def every_head_of_full_width(layer: nn.MultiheadAttention, x: Tensor) -> tuple[Tensor, Tensor]:
    q, k, _ = F.linear(x, layer.in_proj_weight, layer.in_proj_bias).chunk(3, -1)
    return q.expand(layer.num_heads, -1, -1), k.expand(layer.num_heads, -1, -1)


def scores(q: Tensor, k: Tensor) -> Tensor:
    return q @ k.mT / q.shape[-1] ** 0.5


def weights(q: Tensor, k: Tensor) -> Tensor:
    return scores(q, k).softmax(-1)


@check(
    controls={
        "every head as wide as the model": {"project": every_head_of_full_width},
        "rank of the weights": {"matrix": weights},
    }
)
def head_width_bounds_rank(lab: Lab, project=queries_and_keys, matrix=scores) -> None:
    for heads in lab.sweep("heads", (2, 4, 8, 16, 32)):
        layer = lab.inject(nn.MultiheadAttention(D, heads))
        q, k = project(layer, lab.normal(TOKENS, D))
        ranks = torch.linalg.matrix_rank(matrix(q, k))
        lab.count("rank of a head's scores", ranks.max(), equals=D // heads)


if __name__ == "__main__":
    head_width_bounds_rank.main()
