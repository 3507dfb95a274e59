"""LayerNorm passes no gradient along a shift or a scaling of its input, and 1/σ of all the rest.

Its output does not change when all features of a token are shifted together or stretched from their
mean. So the gradient that reaches the input is orthogonal to (1, …, 1) and to the normalised token,
and a token a times as large gets 1/a of it: the Jacobian is (I - 11ᵀ/d - x̂x̂ᵀ/d)/σ. ε is 0 here.
Ba et al. 2016, §5.1, for the invariances behind it.
"""

import torch
from torch import Tensor
from torch.nn.functional import layer_norm, rms_norm

from quizkit.evidence import Lab, check


def full(x: Tensor) -> Tensor:
    return layer_norm(x, x.shape[-1:], eps=0.0)


def without_the_mean(x: Tensor) -> Tensor:
    return rms_norm(x, x.shape[-1:], eps=1e-300)


def centred_only(x: Tensor) -> Tensor:
    return x - x.mean(-1, keepdim=True)


def large_eps(x: Tensor) -> Tensor:
    return layer_norm(x, x.shape[-1:], eps=1.0)


def statistics_held(x: Tensor) -> Tensor:
    """Mean and deviation taken for constants in the backward pass."""
    mean, deviation = x.mean(-1, keepdim=True), x.std(-1, correction=0, keepdim=True)
    return (x - mean.detach()) / deviation.detach()


@check(
    controls={
        "RMSNorm": {"norm": without_the_mean},
        "mean removed, not divided": {"norm": centred_only},
        "ε = 1": {"norm": large_eps},
        "statistics taken for constants": {"norm": statistics_held},
    }
)
def gradient_of_layernorm(lab: Lab, norm=full) -> None:
    x, direction = lab.normal(2, 32, 64)

    def gradient(x: Tensor) -> Tensor:
        x = x.detach().requires_grad_()
        (found,) = torch.autograd.grad((norm(x) * direction).sum(), x)
        return found

    g, normalised = gradient(x), full(x)
    none = torch.zeros(32, dtype=g.dtype, device=g.device)
    # The size of what cancels: d terms of about 1.
    lab.same("gradient along a shift", g.sum(-1), none, scale=64.0)
    lab.same("gradient along a scaling", (g * normalised).sum(-1), none, scale=64.0)
    for a in lab.sweep("input scaled by", (0.1, 10.0)):
        lab.same("gradient of the scaled input, times the factor", a * gradient(a * x), g)


if __name__ == "__main__":
    gradient_of_layernorm.main()
