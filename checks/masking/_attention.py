"""Attention with one head, as the paper writes it; `hidden` is true where a key may not be seen."""

import math

import torch
from torch import Tensor


def scores(q: Tensor, k: Tensor) -> Tensor:
    """q·k/√d_k for every pair: (…, n, d) and (…, m, d) give (…, n, m)."""
    return q @ k.mT / math.sqrt(q.shape[-1])


def attend(q: Tensor, k: Tensor, v: Tensor, hidden: Tensor, value: float = -math.inf) -> Tensor:
    """Attention in which hidden scores are replaced by `value` before the softmax."""
    return scores(q, k).masked_fill(hidden, value).softmax(-1) @ v


def padding(real: int, padded: int, device: torch.device) -> Tensor:
    """True at the padded positions of a sequence padded on the right, shape (real + padded,)."""
    return torch.arange(real + padded, device=device) >= real


def causal(n: int, device: torch.device, *, ahead: int = 0) -> Tensor:
    """True where key j lies more than `ahead` positions after query i, shape (n, n)."""
    return torch.ones(n, n, dtype=torch.bool, device=device).triu(1 + ahead)
