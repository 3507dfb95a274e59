"""LayerNorm after each ReLU makes gradients explode, by √(π/(π - 1)) = 1.21 a layer, at any gain.

A ReLU passes half of a signal's power forward and half of the gradient's back. The LayerNorm
divides by the standard deviation, and the mean of a ReLU's output is not part of that: only 1 - 1/π
of the half is variance. It enlarges the gradient by more than the ReLU took, π/(π - 1) a layer in
the square, 300-fold over 30 layers in norm. With the LayerNorm before the ReLU the factor is 1.
Square random matrices without residuals; the gain of the weights matters in neither.
"""

import math

import torch
from _residual import norm
from torch import Tensor

from quizkit.evidence import Lab, check

NETWORKS, D, DEPTH = 600, 64, 7


def norm_last(x: Tensor) -> Tensor:
    return norm(torch.relu(x))


def relu_last(x: Tensor) -> Tensor:
    return torch.relu(norm(x))


def growth_per_layer(layer, gain: float, x: Tensor, w: Tensor, direction: Tensor) -> Tensor:
    """By what factor a layer enlarges the gradient on its way back, for each network."""
    states = [x.clone().requires_grad_()]
    for matrices in w:
        states.append(layer(gain * (states[-1] @ matrices)))
    loss = (states[-1] * direction).sum()
    early, late = torch.autograd.grad(loss, [states[1], states[-2]])
    ratio = early.square().sum((1, 2)) / late.square().sum((1, 2))
    return ratio ** (1 / (2 * (DEPTH - 2)))


@check(
    controls={
        "LayerNorm before the ReLU, taken for after": {"after": relu_last},
        "LayerNorm after the ReLU, taken for before": {"before": norm_last},
        "no LayerNorm": {"before": torch.relu},
    }
)
def relu_then_norm(lab: Lab, after=norm_last, before=relu_last) -> None:
    w = lab.normal(DEPTH, NETWORKS, D, D, dtype=torch.float32) / D**0.5
    x, direction = lab.normal(2, NETWORKS, 2, D, dtype=torch.float32)
    enlarged = math.sqrt(math.pi / (math.pi - 1))
    for gain in lab.sweep("gain", (0.5, 1.41, 3.0)):
        growth = growth_per_layer(after, gain, x, w, direction)
        lab.mean("growth per layer, norm after the ReLU", growth, equals=enlarged, within=0.05)
        growth = growth_per_layer(before, gain, x, w, direction)
        lab.mean("growth per layer, norm before the ReLU", growth, equals=1.0, within=0.05)


if __name__ == "__main__":
    relu_then_norm.main()
