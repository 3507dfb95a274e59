"""Predicting every position from its context at once, without a [MASK] in the input.

A position is read out from a query stream that begins with its place alone; keys and values come
from a content stream that holds the words. Both use the same weights, as in XLNet.
"""

import torch
from torch import Tensor


def all_but_itself(n: int) -> Tensor:
    """Whom position i (row) may see: everybody except itself."""
    return ~torch.eye(n, dtype=torch.bool)


def everybody(n: int) -> Tensor:
    """Whom position i (row) may see: everybody, itself included."""
    return torch.ones(n, n, dtype=torch.bool)


def attend(query: Tensor, content: Tensor, weights: Tensor, visible: Tensor) -> Tensor:
    """One head; `query` and `content` are (…, n, d), `weights` its W_Q, W_K and W_V.

    A position that may see nobody takes up nothing.
    """
    w_q, w_k, w_v = weights
    scores = (query @ w_q) @ (content @ w_k).mT / content.shape[-1] ** 0.5
    hidden = scores.masked_fill(~visible, torch.finfo(scores.dtype).min).softmax(-1) * visible
    return hidden @ (content @ w_v)
