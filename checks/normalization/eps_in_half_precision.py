"""BERT's LayerNorm ε of 1e-12 is zero in half precision; there it protects from nothing.

float16 ends near 6e-8. A LayerNorm written in float16 on a constant row then computes 0/√0. The
kernel of PyTorch takes mean and variance in float32, where 1e-12 is an ordinary number, and returns
zeros.
"""

import torch
from torch import Tensor

from quizkit.evidence import Lab, check

WIDTH = 16


def by_hand(row: Tensor, eps: Tensor) -> Tensor:
    centred = row - row.mean()
    return centred / ((centred * centred).mean() + eps).sqrt()


def by_torch(row: Tensor, eps: Tensor) -> Tensor:
    return torch.layer_norm(row, (WIDTH,), eps=1e-12)


def without_the_mean(row: Tensor, eps: Tensor) -> Tensor:
    return torch.rms_norm(row, (WIDTH,), eps=1e-12)


@check(
    controls={
        "ε = 1e-5": {"eps": 1e-5},
        "bfloat16": {"dtype": torch.bfloat16},
        "torch's own kernel": {"norm": by_torch},
        "RMSNorm's kernel": {"kernel": without_the_mean},
    }
)
def eps_in_half_precision(
    lab: Lab,
    eps: float = 1e-12,
    dtype: torch.dtype = torch.float16,
    norm=by_hand,
    kernel=by_torch,
) -> None:
    stored = torch.tensor(eps, dtype=dtype, device=lab.device)
    lab.zero("ε as stored", stored)
    row = torch.full((WIDTH,), 3.0, dtype=dtype, device=lab.device)
    lab.count("NaN entries of a constant row", norm(row, stored).isnan().sum(), equals=WIDTH)
    lab.zero("constant row through PyTorch's kernel", kernel(row, stored))


if __name__ == "__main__":
    eps_in_half_precision.main()
