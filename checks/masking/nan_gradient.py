"""Overwriting the NaN output of a row hidden by an added -∞ saves the loss, not the gradients.

torch.where passes a zero gradient back into the row that it overwrote, and the backward pass of the
softmax multiplies that zero by its own NaN weights. Adding -∞ hands the NaN on to the scores, and
through dL/dK = dSᵀ Q to every key, real ones included. masked_fill stops it, since filled entries
have no gradient; so does opening the empty row before the softmax, where no NaN is born.
"""

import math

import torch
from _attention import padding, scores
from torch import Tensor

from quizkit.evidence import Lab, check


def added(s: Tensor, hidden: Tensor, empty: Tensor) -> Tensor:
    return s + torch.zeros_like(s).masked_fill(hidden, -math.inf)


def filled(s: Tensor, hidden: Tensor, empty: Tensor) -> Tensor:
    return s.masked_fill(hidden, -math.inf)


def opened(s: Tensor, hidden: Tensor, empty: Tensor) -> Tensor:
    return added(s, hidden & ~empty, empty)


@check(
    controls={
        "-∞ filled in, not added": {"mask": filled},
        "empty rows opened before the softmax": {"mask": opened},
    }
)
def nan_gradient(lab: Lab, mask=added) -> None:
    real, extra, d = 5, 3, 16
    padded = padding(real, extra, lab.device)
    empty = padded[:, None]
    q, k, v = lab.normal(3, real + extra, d)
    k = k.requires_grad_()
    weights = mask(scores(q, k), padded[None, :] | empty, empty).softmax(-1)
    loss = torch.where(empty, 0.0, weights @ v).square().sum()
    lab.finite("loss", loss, premise=True)
    (gradient,) = torch.autograd.grad(loss, k)
    spoilt = gradient[:real].isnan().any(-1).sum()
    lab.count("real keys with a NaN gradient", spoilt, equals=real)


if __name__ == "__main__":
    nan_gradient.main()
