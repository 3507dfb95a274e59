"""More heads cost the same matrix products, and a softmax over h times as many numbers.

At n tokens and d_k = d/h the four projections take 4·n·d² multiply-adds; the scores take h·n²·d_k,
and so does the mixing of the values: n·(4d² + 2nd) in all, without h. But every head has a score
for every pair of tokens, so the softmax runs over h·n² numbers; the backward pass needs them again.
Vaswani et al. 2017, §3.2.2: total cost "similar to that of single-head attention".
"""

from typing import Any

from torch import Tensor
from torch.overrides import TorchFunctionMode

from quizkit.evidence import Lab, check

TOKENS, D = 64, 128


class Products(TorchFunctionMode):
    """Counts the operations of the matrix products made under it, two per multiply-add."""

    operations = 0

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        result = func(*args, **(kwargs or {}))
        if func is Tensor.matmul:
            self.operations += 2 * result.numel() * args[0].shape[-1]
        return result


def share_of_the_model(heads: int) -> int:
    return D // heads


def as_wide_as_the_model(heads: int) -> int:
    return D


def per_head(weights: Tensor) -> Tensor:
    return weights


def averaged_over_heads(weights: Tensor) -> Tensor:
    return weights.mean(0)


def attention(x: Tensor, heads: int, d_k: int) -> Tensor:
    """Run multi-head attention (its matrices are zero) and return the weights, heads × n × n."""
    w_q, w_k, w_v = x.new_zeros(3, D, heads * d_k)
    q, k, v = ((x @ w).unflatten(-1, (heads, d_k)).transpose(0, 1) for w in (w_q, w_k, w_v))
    weights = (q @ k.mT / d_k**0.5).softmax(-1)
    _ = (weights @ v).transpose(0, 1).flatten(1) @ x.new_zeros(heads * d_k, D)
    return weights


@check(
    controls={
        "every head as wide as the model": {"width": as_wide_as_the_model},
        "weights averaged over the heads": {"kept": averaged_over_heads},
    }
)
def cost_of_heads(lab: Lab, width=share_of_the_model, kept=per_head) -> None:
    x = lab.normal(TOKENS, D)
    for heads in lab.sweep("heads", (1, 2, 4, 8, 16)):
        with Products() as products:
            weights = attention(x, heads, width(heads))
        expected = 2 * TOKENS * (4 * D**2 + 2 * TOKENS * D)
        lab.count("operations of the products", products.operations, equals=expected)
        lab.count("numbers in the softmax", kept(weights).numel(), equals=heads * TOKENS**2)


if __name__ == "__main__":
    cost_of_heads.main()
