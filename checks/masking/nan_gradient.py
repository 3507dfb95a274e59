"""Overwriting the NaN output of a row hidden with -∞ saves the loss, not the gradients.

torch.where passes a zero gradient back into the row that it overwrote, and that zero meets the
row's NaN weights. On the way to the values, dL/dV = Aᵀ·dO, it does so however -∞ got in. On the way
to the scores the softmax multiplies it by the weights as well: an added -∞ hands the NaN on to
every key through dL/dK = dSᵀ·Q, and masked_fill stops it there, since filled entries have no
gradient. No NaN is born where the row keeps visible keys or is hidden with a finite number.
"""

import math

import torch
from _attention import padding, scores
from torch import Tensor

from quizkit.evidence import Lab, check

REAL, EXTRA = 5, 3
KEYS = {"added": REAL, "filled in": 0}


def added(s: Tensor, hidden: Tensor, value: float) -> Tensor:
    return s + torch.zeros_like(s).masked_fill(hidden, value)


def filled(s: Tensor, hidden: Tensor, value: float) -> Tensor:
    return s.masked_fill(hidden, value)


def rows_and_columns(padded: Tensor) -> Tensor:
    return padded[None, :] | padded[:, None]


def rows_left_open(padded: Tensor) -> Tensor:
    return padded[None, :] & ~padded[:, None]


@check(
    controls={
        "padded rows left open": {"hide": rows_left_open},
        "smallest float instead of -∞": {"value": torch.finfo(torch.float64).min},
        "added where it should be filled in": {"fill": added},
    }
)
def nan_gradient(lab: Lab, hide=rows_and_columns, value: float = -math.inf, fill=filled) -> None:
    padded = padding(REAL, EXTRA, lab.device)
    hidden, empty = hide(padded), padded[:, None]
    for how in lab.sweep("-∞ is", tuple(KEYS)):
        put = added if how == "added" else fill
        q, k, v = lab.normal(3, REAL + EXTRA, 16)
        k, v = k.requires_grad_(), v.requires_grad_()
        weights = put(scores(q, k), hidden, value).softmax(-1)
        loss = torch.where(empty, 0.0, weights @ v).square().sum()
        lab.finite("loss", loss, premise=True)
        of_keys, of_values = (
            g[:REAL].isnan().any(-1).sum() for g in torch.autograd.grad(loss, (k, v))
        )
        lab.count("real keys with a NaN gradient", of_keys, equals=KEYS[how])
        lab.count("real values with a NaN gradient", of_values, equals=REAL)


if __name__ == "__main__":
    nan_gradient.main()
