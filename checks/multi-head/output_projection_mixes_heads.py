"""Without W_O the values of one head reach d/h of the d output coordinates; with it, all of them.

Concatenation puts head i into its own block of d/h coordinates. A residual stream that receives
the concatenation itself has coordinates that hear one attention pattern each. W_O is the only place
in the layer where the heads meet.
Vaswani et al. 2017, §3.2.2.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from quizkit.evidence import Lab, check

TOKENS, D = 10, 64


def concatenated(heads: Tensor) -> Tensor:
    return heads.transpose(0, 1).flatten(1)


def not_transposed_back(heads: Tensor) -> Tensor:
    return heads.reshape(TOKENS, D)


def full(w_o: Tensor, heads: int) -> Tensor:
    return w_o


def one_block_per_head(w_o: Tensor, heads: int) -> Tensor:
    return torch.block_diag(*(w_o[:n, :n] for n in [D // heads] * heads))


@check(
    controls={
        "heads not transposed back": {"join": not_transposed_back},
        "a W_O of its own for every head": {"output": one_block_per_head},
    }
)
def output_projection_mixes_heads(lab: Lab, join=concatenated, output=full) -> None:
    for heads in lab.sweep("heads", (2, 4, 8, 16)):
        layer = lab.inject(nn.MultiheadAttention(D, heads))
        packed = F.linear(lab.normal(TOKENS, D), layer.in_proj_weight, layer.in_proj_bias)
        q, k, v = (t.unflatten(-1, (heads, -1)).transpose(0, 1) for t in packed.chunk(3, -1))
        changed = v.clone()
        changed[0] += lab.normal(*v[0].shape)
        before, after = (join(F.scaled_dot_product_attention(q, k, t)) for t in (v, changed))
        w_o = output(layer.out_proj.weight, heads)
        reached = ((after - before) != 0).any(0).sum()
        lab.count("coordinates that a head reaches, without W_O", reached, equals=D // heads)
        reached = ((after - before) @ w_o.T != 0).any(0).sum()
        lab.count("coordinates that a head reaches, with W_O", reached, equals=D)


if __name__ == "__main__":
    output_projection_mixes_heads.main()
