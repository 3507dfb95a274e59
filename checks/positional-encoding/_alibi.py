"""The bias of ALiBi as the library's BLOOM builds it, and wrong shapes of it."""

import torch
from torch import Tensor
from transformers.models.bloom.modeling_bloom import build_alibi_tensor

from quizkit.evidence import Lab

HEADS = 8


def biases(lab: Lab, keys: int) -> Tensor:
    """What each head adds to the scores of the last query, which sees all keys: (HEADS, keys)."""
    ones = torch.ones(1, keys, dtype=torch.int64, device=lab.device)
    return build_alibi_tensor(ones, HEADS, torch.float64)[:, 0]


def as_built(bias: Tensor) -> Tensor:
    return bias


def no_bias(bias: Tensor) -> Tensor:
    return 0 * bias


def by_logarithm(bias: Tensor) -> Tensor:
    """A penalty that grows with the logarithm of the distance, so that weights fall as a power."""
    return -(bias[-1] - bias).log1p()
