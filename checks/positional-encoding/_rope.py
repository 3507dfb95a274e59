"""Rotary position embedding in float64, as Su et al. 2024, §3.2, write it and as in the library."""

import torch
from torch import Tensor
from transformers.models.llama.modeling_llama import apply_rotary_pos_emb


def angles(position: Tensor, d: int) -> Tensor:
    """The angle p·10000^(-2i/d) of each pair i of channels; shape (n, d/2)."""
    i = torch.arange(d // 2, device=position.device, dtype=torch.float64)
    return position[:, None] * 10_000 ** (-2 * i / d)


def rotate_halves(x: Tensor, position: Tensor) -> Tensor:
    """Rotate `x` of shape (n, d) with the library's code: channel i is paired with i + d/2."""
    angle = angles(position, x.shape[-1]).repeat(1, 2)
    rotated, _ = apply_rotary_pos_emb(x[None], x[None], angle.cos()[None], angle.sin()[None], 0)
    return rotated.view_as(x)


def rotate_neighbours(x: Tensor, position: Tensor) -> Tensor:
    """Rotate `x` of shape (n, d) as the paper writes it: channel 2i is paired with 2i + 1."""
    pairs = torch.view_as_complex(x.unflatten(-1, (-1, 2)))
    turn = torch.polar(torch.ones_like(pairs.real), angles(position, x.shape[-1]))
    return torch.view_as_real(pairs * turn).flatten(-2)
