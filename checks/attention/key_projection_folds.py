"""A head needs no W_K: with queries q·W_Kᵀ and keys X it is the same, and its key bias is idle.

q_i·k_j = q_i·W_Kᵀ·x_j + q_i·b_K, where the second term is the same for all keys and drops out of
the softmax. So a head knows W_Q and W_K only through the d × d product W_Q·W_Kᵀ, of rank d_k; two
factors are worth having because they hold fewer numbers when d_k < d/2. The scale stays 1/√d_k,
though the new queries and keys are d wide.
Elhage et al. 2021, Conceptual Take-Aways: W_Q and W_K, and W_V and W_O, work as products.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from quizkit.evidence import Lab, check

TOKENS, D = 12, 64


def kept(b_q: Tensor) -> Tensor:
    return b_q


def left_out(b_q: Tensor) -> Tensor:
    return torch.zeros_like(b_q)


@check(
    controls={
        "query bias left out too": {"query_bias": left_out},
        "scaled by the new width": {"width_of": lambda heads: D},
    }
)
def key_projection_folds(lab: Lab, query_bias=kept, width_of=lambda heads: D // heads) -> None:
    for heads in lab.sweep("heads", (1, 4, 16)):
        layer = lab.inject(nn.MultiheadAttention(D, heads))
        x = lab.normal(TOKENS, D)
        # torch keeps matrices as out × in and stacks W_Q, W_K, W_V; here each is heads × d × d_k.
        w_q, w_k, w_v = layer.in_proj_weight.unflatten(0, (3, heads, -1)).mT
        b_q, _, b_v = layer.in_proj_bias.unflatten(0, (3, heads, 1, -1))
        queries = (x @ w_q + query_bias(b_q)) @ w_k.mT
        keys = x.expand(heads, -1, -1)
        each = F.scaled_dot_product_attention(
            queries, keys, x @ w_v + b_v, scale=width_of(heads) ** -0.5
        )
        output = layer.out_proj(each.transpose(0, 1).flatten(1))
        lab.same("output without W_K and b_K, and nn.MultiheadAttention", output, layer(x, x, x)[0])


if __name__ == "__main__":
    key_projection_folds.main()
