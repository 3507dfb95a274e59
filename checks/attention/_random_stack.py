"""Sublayers at random weights, many stacks at once: shapes (stacks, tokens, d), in float32."""

import torch
from torch import Tensor

from quizkit.evidence import Lab


def inputs(lab: Lab, *shape: int) -> Tensor:
    """Independent entries of mean 0 and variance 1."""
    return lab.normal(*shape, dtype=torch.float32)


def matrix(lab: Lab, stacks: int, rows: int, columns: int) -> Tensor:
    """A matrix for each stack, of variance 1/rows: it keeps the variance of its input."""
    return lab.normal(stacks, rows, columns, dtype=torch.float32) / rows**0.5


def attention(lab: Lab, x: Tensor) -> Tensor:
    """One head as wide as the model, its output projection folded into the values."""
    stacks, _, d = x.shape
    w_q, w_k, w_v = (matrix(lab, stacks, d, d) for _ in range(3))
    return ((x @ w_q) @ (x @ w_k).mT / d**0.5).softmax(-1) @ (x @ w_v)


def ffn(lab: Lab, x: Tensor) -> Tensor:
    """ReLU between two matrices, at He's gain: it keeps the variance of its input."""
    stacks, _, d = x.shape
    hidden = torch.relu(x @ matrix(lab, stacks, d, 4 * d))
    return 2**0.5 * hidden @ matrix(lab, stacks, 4 * d, d)


def own_share(x: Tensor) -> Tensor:
    """Length of what is not the mean of the tokens, in units of the whole; shape (stacks,)."""
    return (x - x.mean(1, keepdim=True)).norm(dim=(1, 2)) / x.norm(dim=(1, 2))
