"""Attention block by block over the keys is exact, and never holds a whole row of scores.

Beside the sum of values one keeps the largest score so far and the sum of exponentials; when a
block brings a larger score, both sums are rescaled. That is the softmax itself in another order,
which FlashAttention uses, and no approximation: only the memory falls, from n² scores to n times a
block. The operations stay.
Dao et al. 2022, §3.1; Milakov & Gimelshein 2018, §3.
"""

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor
from torch.overrides import TorchFunctionMode

from quizkit.evidence import Lab, check

N, D = 128, 16


class Largest(TorchFunctionMode):
    """Keeps the size of the largest tensor made under it."""

    numbers = 0

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        result = func(*args, **(kwargs or {}))
        if isinstance(result, Tensor):
            self.numbers = max(self.numbers, result.numel())
        return result


def whole(q: Tensor, k: Tensor, v: Tensor, block: int) -> Tensor:
    return (q @ k.T).softmax(-1) @ v


def rescaled(old: Tensor, new: Tensor) -> Tensor:
    return (old - new).exp()


def not_rescaled(old: Tensor, new: Tensor) -> Tensor:
    return torch.ones_like(new)


def blockwise(
    q: Tensor,
    k: Tensor,
    v: Tensor,
    block: int,
    factor: Callable[[Tensor, Tensor], Tensor] = rescaled,
) -> Tensor:
    largest = q.new_full((len(q), 1), -torch.inf)
    weighted, total = q.new_zeros(len(q), v.shape[1]), q.new_zeros(len(q), 1)
    for keys, values in zip(k.split(block), v.split(block), strict=True):
        scores = q @ keys.T
        new = torch.maximum(largest, scores.amax(-1, keepdim=True))
        e, scale = (scores - new).exp(), factor(largest, new)
        weighted, total = scale * weighted + e @ values, scale * total + e.sum(-1, keepdim=True)
        largest = new
    return weighted / total


def without_rescaling(q: Tensor, k: Tensor, v: Tensor, block: int) -> Tensor:
    return blockwise(q, k, v, block, not_rescaled)


def blocks_averaged(q: Tensor, k: Tensor, v: Tensor, block: int) -> Tensor:
    parts = zip(k.split(block), v.split(block), strict=True)
    return torch.stack([whole(q, keys, values, block) for keys, values in parts]).mean(0)


@check(
    controls={
        "the sums not rescaled": {"attend": without_rescaling},
        "a softmax in each block, averaged": {"attend": blocks_averaged},
        "all scores at once": {"attend": whole},
    }
)
def blockwise_softmax(lab: Lab, attend=blockwise) -> None:
    q, k, v = lab.normal(3, N, D) / D**0.25
    for block in lab.sweep("keys in a block", (32, 64)):
        with Largest() as of_blocks:
            output = attend(q, k, v, block)
        lab.same("block by block and all at once", output, whole(q, k, v, block))
        lab.count("largest tensor, in numbers per query", of_blocks.numbers // N, equals=block)


if __name__ == "__main__":
    blockwise_softmax.main()
