"""Cross-attention is softmax(QKᵀ/√d_k)V with projections: Q of the target, K and V of the source.

The product q·kᵀ·v of the raw sequences has the right shape and other values. The softmax turns each
row of scores into weights that sum to 1, so each output of a head lies among the values, coordinate
by coordinate; without it nothing keeps it there. The transposition is only that of a matrix
product and is the same in self-attention.
Vaswani et al. 2017, §3.2.1 and §3.2.3; torch.nn.MultiheadAttention.
"""

import torch
from torch import Tensor, nn

from quizkit.evidence import Lab, check

TARGET, SOURCE, D = 6, 9, 32


def weights_of(scores: Tensor) -> Tensor:
    return scores.softmax(-1)


def scores_themselves(scores: Tensor) -> Tensor:
    return scores


def projected(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    return x @ w.T + b


def as_it_is(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    return x


def source_for_both(target: Tensor, source: Tensor) -> tuple[Tensor, Tensor]:
    return source, source


def values_of_the_target(target: Tensor, source: Tensor) -> tuple[Tensor, Tensor]:
    return source, target[torch.arange(SOURCE) % TARGET]


@check(
    controls={
        "no softmax: q·kᵀ·v": {"normalise": scores_themselves},
        "no projections": {"project": as_it_is},
        "values of the target": {"keys_and_values": values_of_the_target},
        "scaled by √d_model": {"width_of": lambda heads: D},
    }
)
def cross_attention_by_hand(
    lab: Lab,
    normalise=weights_of,
    project=projected,
    keys_and_values=source_for_both,
    width_of=lambda heads: D // heads,
) -> None:
    for heads in lab.sweep("heads", (2, 4, 8)):
        layer = lab.inject(nn.MultiheadAttention(D, heads)).requires_grad_(False)
        target, source = lab.normal(TARGET, D), lab.normal(SOURCE, D)
        inputs = target, *keys_and_values(target, source)
        weights, biases = layer.in_proj_weight.chunk(3), layer.in_proj_bias.chunk(3)
        q, k, v = (
            project(x, w, b).unflatten(-1, (heads, -1)).transpose(0, 1)
            for x, w, b in zip(inputs, weights, biases, strict=True)
        )
        each = normalise(q @ k.mT / width_of(heads) ** 0.5) @ v  # heads × target × d_k
        output = layer.out_proj(each.transpose(0, 1).flatten(1))
        lab.same("formula and nn.MultiheadAttention", output, layer(target, source, source)[0])
        # A weighted average may leave the range by rounding, some 1e-16.
        low, high = v.amin(1, keepdim=True) - 1e-12, v.amax(1, keepdim=True) + 1e-12
        lab.count("coordinates outside the values", ((each < low) | (each > high)).sum(), equals=0)


if __name__ == "__main__":
    cross_attention_by_hand.main()
