"""Hiding the diagonal too turns the first position into NaN, and one layer later every position.

Without its own key the first of n positions has no key at all: a softmax over nothing but -∞. The
others attend to earlier positions, the first among them, and its value is NaN one layer later. The
mask of a language model leaves each token its own: what position t has to predict is token t + 1.
PyTorch's scaled_dot_product_attention returns zeros for such a row, and hides the mistake.
"""

import math

import torch
from _attention import attend, causal
from torch import Tensor
from torch.nn.functional import scaled_dot_product_attention

from quizkit.evidence import Lab, check


def by_hand(x: Tensor, hidden: Tensor, value: float) -> Tensor:
    return attend(x, x, x, hidden, value)


def by_torch(x: Tensor, hidden: Tensor, value: float) -> Tensor:
    return scaled_dot_product_attention(x, x, x, attn_mask=~hidden)


@check(
    controls={
        "diagonal visible": {"ahead": 0},
        "smallest float instead of -∞": {"value": torch.finfo(torch.float64).min},
        "PyTorch's own kernel": {"layer": by_torch},
    }
)
def strict_mask(lab: Lab, ahead: int = -1, value: float = -math.inf, layer=by_hand) -> None:
    n, d = 8, 16
    hidden = causal(n, lab.device, ahead=ahead)
    for layers in lab.sweep("layers", (1, 2)):
        x = lab.normal(n, d)
        for _ in range(layers):
            x = layer(x, hidden, value)
        spoilt = x.isnan().any(-1).sum()
        lab.count("positions that are NaN", spoilt, equals=1 if layers == 1 else n)


if __name__ == "__main__":
    strict_mask.main()
