"""Additive scores take the same matrix products as dot products, and a tensor d_k times as large.

Both cost n²·d_k multiply-adds. But q·k is one product of matrices that writes n² numbers, while
v·tanh(q_i + k_j) needs the tanh of every pair and coordinate, n²·d_k numbers, before v sums them.
The tanh is what forbids to factor it. A dot product that is broadcast pays the same price.
Vaswani et al. 2017, §3.2.1; Bahdanau et al. 2015, §A.1.2.
"""

from typing import Any

from torch import Tensor
from torch.overrides import TorchFunctionMode

from quizkit.evidence import Lab, check

TOKENS = 128


class Costs(TorchFunctionMode):
    """Counts the operations of the matrix products and keeps the size of the largest result."""

    operations = 0
    largest = 0

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        result = func(*args, **(kwargs or {}))
        if func is Tensor.matmul:
            self.operations += 2 * result.numel() * args[0].shape[-1]
        if isinstance(result, Tensor):
            self.largest = max(self.largest, result.numel())
        return result


def product_of_matrices(q: Tensor, k: Tensor) -> Tensor:
    return q @ k.T


def broadcast(q: Tensor, k: Tensor) -> Tensor:
    return (q[:, None] * k[None]).sum(-1)


def with_tanh(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    return (q[:, None] + k[None]).tanh() @ v


def without_tanh(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    return (q @ v)[:, None] + (k @ v)[None]


@check(
    controls={
        "dot product by broadcasting": {"dot": broadcast},
        "tanh left out, the sum factored": {"additive": without_tanh},
    }
)
def largest_tensor_of_a_score(lab: Lab, dot=product_of_matrices, additive=with_tanh) -> None:
    for d_k in lab.sweep("d_k", (16, 32, 64)):
        q, k = lab.normal(2, TOKENS, d_k)
        v = lab.normal(d_k)
        with Costs() as of_dot:
            _ = dot(q, k)
        with Costs() as of_additive:
            _ = additive(q, k, v)
        lab.count("operations, dot product", of_dot.operations, equals=2 * TOKENS**2 * d_k)
        lab.count("operations, additive", of_additive.operations, equals=2 * TOKENS**2 * d_k)
        ratio = of_additive.largest // of_dot.largest
        lab.count("largest tensor, additive over dot product", ratio, equals=d_k)


if __name__ == "__main__":
    largest_tensor_of_a_score.main()
