"""BatchNorm averages a channel over the batch and over all positions, not over the batch alone.

An input of shape (N, C, H, W) has C means of N·H·W values each, sequences (N, C, T) have means of
N·T values; only for (N, C) is it the batch and nothing else. So every value of a channel enters
each of its outputs, and no value of another channel does. PyTorch's kernel in training mode against
the formula. Ioffe & Szegedy 2015, §3.2.
"""

import torch
from torch import Tensor
from torch.nn.functional import batch_norm

from quizkit.evidence import Lab, check

EPS = 1e-5
SHAPES = {"(8, 3)": (8, 3), "(4, 3, 6)": (4, 3, 6), "(4, 3, 5, 5)": (4, 3, 5, 5)}


def batch_and_positions(x: Tensor) -> tuple[int, ...]:
    return tuple(i for i in range(x.ndim) if i != 1)


def batch_alone(x: Tensor) -> tuple[int, ...]:
    return (0,)


def one_sample(x: Tensor) -> tuple[int, ...]:
    return tuple(range(1, x.ndim))


def normalise(x: Tensor, axes: tuple[int, ...]) -> Tensor:
    variance = x.var(axes, correction=0, keepdim=True)
    return (x - x.mean(axes, keepdim=True)) / (variance + EPS).sqrt()


@check(
    controls={
        "over the batch alone": {"axes": batch_alone},
        "over one sample, as for images in LayerNorm": {"axes": one_sample},
    }
)
def batchnorm_axes(lab: Lab, axes=batch_and_positions) -> None:
    for name in lab.sweep("shape", tuple(SHAPES)):
        x = lab.normal(*SHAPES[name]).requires_grad_()
        by_torch = batch_norm(x, None, None, training=True, eps=EPS)
        by_formula = normalise(x, axes(x))
        lab.same("PyTorch, and the formula", by_torch, by_formula)
        (reached,) = torch.autograd.grad(by_formula.flatten()[0], x)
        channel = x[:, 0].numel()
        lab.count("values that one output depends on", (reached != 0).sum(), equals=channel)


if __name__ == "__main__":
    batchnorm_axes.main()
