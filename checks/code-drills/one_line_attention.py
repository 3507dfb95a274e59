"""One line, softmax(qkᵀ/√d_k)v, is the core of multi-head attention if the heads are split before.

On tensors of shape (h, n, d_k) it equals the library's scaled dot-product attention. Given the
projections as they come, (n, d), the same line is one head of full width with the scale of a narrow
one, and returns something else. Splitting, merging and W_O have to be written around it.
Vaswani et al. 2017, §3.2.1 and §3.2.2; google-research/bert, modeling.py, attention_layer.
"""

import math
from collections.abc import Callable

from torch import Tensor, nn
from torch.nn.functional import scaled_dot_product_attention

from quizkit.evidence import Lab, check

TOKENS, D = 9, 32


def one_line(q: Tensor, k: Tensor, v: Tensor, size_per_head: int) -> Tensor:
    return (q @ k.mT * (1 / math.sqrt(size_per_head))).softmax(-1) @ v


def over_queries(q: Tensor, k: Tensor, v: Tensor, size_per_head: int) -> Tensor:
    return (q @ k.mT * (1 / math.sqrt(size_per_head))).softmax(-2) @ v


def scaled_by_model(q: Tensor, k: Tensor, v: Tensor, size_per_head: int) -> Tensor:
    return one_line(q, k, v, D)


def key_not_transposed(q: Tensor, k: Tensor, v: Tensor, size_per_head: int) -> Tensor:
    """What reshaping k to the right shape gives instead of its transpose."""
    return one_line(q, k.reshape(k.mT.shape).mT, v, size_per_head)


@check(
    controls={
        "softmax over the queries": {"line": over_queries},
        "scaled by √d_model": {"line": scaled_by_model},
        "k reshaped, not transposed": {"line": key_not_transposed},
        "a single head": {"heads_of": lambda heads: 1},
    }
)
def one_line_attention(
    lab: Lab,
    line: Callable[[Tensor, Tensor, Tensor, int], Tensor] = one_line,
    heads_of: Callable[[int], int] = lambda heads: heads,
) -> None:
    for stated in lab.sweep("heads", (2, 4, 8)):
        heads = heads_of(stated)
        layer = lab.inject(nn.MultiheadAttention(D, heads)).requires_grad_(False)
        x = lab.normal(TOKENS, D)
        q, k, v = (x @ layer.in_proj_weight.T + layer.in_proj_bias).chunk(3, dim=-1)
        q_h, k_h, v_h = (t.unflatten(-1, (heads, -1)).transpose(0, 1) for t in (q, k, v))
        core = line(q_h, k_h, v_h, D // heads)
        expected = scaled_dot_product_attention(q_h, k_h, v_h)
        lab.same("on split heads, and the library's core", core, expected)
        unsplit = line(q, k, v, D // heads)
        merged = core.transpose(0, 1).flatten(1)
        lab.apart("on unsplit tensors, and on split heads", unsplit, merged, at_least=0.05)
        complete = layer.out_proj(merged)
        lab.same("split, merged, W_O, and nn.MultiheadAttention", complete, layer(x, x, x)[0])


if __name__ == "__main__":
    one_line_attention.main()
