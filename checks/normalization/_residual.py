"""Residual blocks with random branches, many networks at once: shapes (networks, tokens, d)."""

import torch
from torch import Tensor
from torch.nn.functional import layer_norm

from quizkit.evidence import Lab

NETWORKS, TOKENS, D = 2_000, 8, 32


def inputs(lab: Lab) -> Tensor:
    """Independent entries of mean 0 and variance 1."""
    return lab.normal(NETWORKS, TOKENS, D, dtype=torch.float32)


def weights(lab: Lab) -> Tensor:
    """A matrix for each network, of variance 2/D: He's, for a ReLU in front of it."""
    return lab.normal(NETWORKS, D, D, dtype=torch.float32) * (2 / D) ** 0.5


def norm(x: Tensor) -> Tensor:
    """LayerNorm as it is at initialisation: gain 1, bias 0."""
    return layer_norm(x, x.shape[-1:])


def branch(x: Tensor, w: Tensor) -> Tensor:
    """The smallest sublayer F: unit variance in, unit variance out, independent of its input."""
    return torch.relu(x) @ w


def pre_ln(x: Tensor, w: Tensor) -> Tensor:
    return x + branch(norm(x), w)


def post_ln(x: Tensor, w: Tensor) -> Tensor:
    return norm(x + branch(x, w))
