"""The sinusoidal positional encoding of Vaswani et al. 2017, §3.5."""

import torch
from torch import Tensor


def sinusoids(position: Tensor, d_model: int) -> Tensor:
    """Sine and cosine of p·10000^(-2i/d_model) in channels 2i and 2i + 1; shape (n, d_model)."""
    i = torch.arange(d_model // 2, device=position.device, dtype=torch.float64)
    angle = position[:, None] * 10_000 ** (-2 * i / d_model)
    return torch.stack([angle.sin(), angle.cos()], dim=-1).flatten(1)
