"""A LayerNorm after a linear map undoes the scale of its weights: same output, gradient times 1/α.

LN(αWx) = LN(Wx), so only the direction of W matters. Differentiating shows the price: the gradient
at αW is 1/α of that at W, so long weights turn slowly. The activations do not depend on α, the
weight gradients do. ε is 0 here; a bias that is not scaled along breaks the identity.
Ba et al. 2016, §5.1, list this invariance.
"""

import torch
from torch import Tensor
from torch.nn.functional import layer_norm

from quizkit.evidence import Lab, check


def norm_after(x: Tensor, w: Tensor) -> Tensor:
    return layer_norm(x @ w, w.shape[-1:], eps=0.0)


def norm_before(x: Tensor, w: Tensor) -> Tensor:
    return layer_norm(x, x.shape[-1:], eps=0.0) @ w


def without_norm(x: Tensor, w: Tensor) -> Tensor:
    return x @ w


def with_bias(x: Tensor, w: Tensor) -> Tensor:
    bias = torch.linspace(-1, 1, w.shape[-1], dtype=w.dtype, device=w.device)
    return layer_norm(x @ w + bias, w.shape[-1:], eps=0.0)


@check(
    controls={
        "LayerNorm before the map": {"layer": norm_before},
        "no LayerNorm": {"layer": without_norm},
        "a bias that is not scaled": {"layer": with_bias},
    }
)
def gain_invariance(lab: Lab, layer=norm_after) -> None:
    x, target = lab.normal(2, 32, 64)
    w = lab.normal(64, 64) / 8
    reference = layer(x, w)
    gains, lengths = (0.25, 0.5, 2.0, 4.0), []
    for gain in lab.sweep("gain", gains):
        scaled = (gain * w).requires_grad_()
        output = layer(x, scaled)
        lab.same("output against gain 1", output, reference)
        (gradient,) = torch.autograd.grad((output * target).sum(), scaled)
        lengths.append(float(gradient.norm()))
    lab.growth("exponent of the weight gradient", gains, lengths, equals=-1.0, within=0.01)


if __name__ == "__main__":
    gain_invariance.main()
