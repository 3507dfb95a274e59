"""Concatenating the heads and applying W_O is the same as adding what each head writes by itself.

The rows of W_O fall into h blocks, and concat(H_1 … H_h)·W_O = Σ H_i·W_O⁽ⁱ⁾. So each head reads
with W_V⁽ⁱ⁾ and writes with W_O⁽ⁱ⁾ by itself; its scores are divided by √(d/h), and the bias of W_O
comes once.
Elhage et al. 2021, "Attention Heads are Independent and Additive"; torch.nn.MultiheadAttention.
"""

import torch
from torch import Tensor, nn

from quizkit.evidence import Lab, check

TOKENS, D = 10, 64


def block_of_rows(w_o: Tensor, head: slice) -> Tensor:
    return w_o[head]


def block_of_columns(w_o: Tensor, head: slice) -> Tensor:
    return w_o.T[head]


def over_keys(scores: Tensor) -> Tensor:
    return scores.softmax(-1)


def over_queries(scores: Tensor) -> Tensor:
    return scores.softmax(-2)


@check(
    controls={
        "scaled by √d_model": {"width_of": lambda heads: D},
        "softmax over the queries": {"normalise": over_queries},
        "columns of W_O": {"block": block_of_columns},
        "the bias once per head": {"biases": lambda heads: heads},
    }
)
def heads_add_up(
    lab: Lab,
    width_of=lambda heads: D // heads,
    normalise=over_keys,
    block=block_of_rows,
    biases=lambda heads: 1,
) -> None:
    for heads in lab.sweep("heads", (2, 4, 8)):
        layer = lab.inject(nn.MultiheadAttention(D, heads))
        x = lab.normal(TOKENS, D)
        # torch keeps matrices as out × in and stacks W_Q, W_K, W_V; here they are in × out.
        w_q, w_k, w_v = layer.in_proj_weight.T.chunk(3, dim=-1)
        b_q, b_k, b_v = layer.in_proj_bias.chunk(3)
        total = biases(heads) * layer.out_proj.bias
        for i in range(heads):
            head = slice(i * D // heads, (i + 1) * D // heads)
            q, k, v = (x @ w[:, head] + b[head] for w, b in ((w_q, b_q), (w_k, b_k), (w_v, b_v)))
            weights = normalise(q @ k.T / width_of(heads) ** 0.5)
            total = total + weights @ v @ block(layer.out_proj.weight.T, head)
        with torch.no_grad():
            expected, _ = layer(x, x, x)
        lab.same("sum of the heads and nn.MultiheadAttention", total, expected)


if __name__ == "__main__":
    heads_add_up.main()
