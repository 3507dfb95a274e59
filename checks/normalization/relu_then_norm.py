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


def norm_last(x: Tensor) -> Tensor:
    return norm(torch.relu(x))


def relu_last(x: Tensor) -> Tensor:
    return torch.relu(norm(x))


@check(
    controls={
        "LayerNorm before the ReLU": {"layer": relu_last},
        "no LayerNorm": {"layer": torch.relu},
    }
)
def relu_then_norm(lab: Lab, layer=norm_last) -> None:
    networks, d, depth = 600, 64, 8
    w = lab.normal(depth, networks, d, d, dtype=torch.float32) / d**0.5
    x, direction = lab.normal(2, networks, 2, d, dtype=torch.float32)
    for gain in lab.sweep("gain", (0.5, 1.41, 3.0)):
        states = [x.clone().requires_grad_()]
        for matrix in gain * w:
            states.append(layer(states[-1] @ matrix))
        loss = (states[-1] * direction).sum()
        early, late = torch.autograd.grad(loss, [states[1], states[-2]])
        ratio = early.square().sum((1, 2)) / late.square().sum((1, 2))
        growth = ratio ** (1 / (2 * (depth - 2)))
        expected = math.sqrt(math.pi / (math.pi - 1))
        lab.mean("growth of the gradient per layer", growth, equals=expected, within=0.05)


if __name__ == "__main__":
    relu_then_norm.main()
