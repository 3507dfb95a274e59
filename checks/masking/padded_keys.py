"""Hiding the padded keys gives every real token the output that it has without padding.

Attention mixes values over keys, so padding reaches a real token through columns of the score
matrix only. With -∞ before the softmax such a column has weight e^-∞ = 0: exactly nothing, whatever
stands there. The reference is PyTorch's kernel on the sequence that was never padded.
Vaswani et al. 2017, §3.2.3, use the same device against the decoder's future positions.
"""

import math

import torch
from _attention import padding, scores
from torch import Tensor
from torch.nn.functional import scaled_dot_product_attention

from quizkit.evidence import Lab, check


def keys_hidden(s: Tensor, padded: Tensor) -> Tensor:
    return s.masked_fill(padded, -math.inf).softmax(-1)


def nothing_hidden(s: Tensor, padded: Tensor) -> Tensor:
    return s.softmax(-1)


def queries_hidden(s: Tensor, padded: Tensor) -> Tensor:
    return s.masked_fill(padded[:, None], -math.inf).softmax(-1)


def scores_times_zero(s: Tensor, padded: Tensor) -> Tensor:
    return (s * ~padded).softmax(-1)


def zeroed_after_softmax(s: Tensor, padded: Tensor) -> Tensor:
    return s.softmax(-1) * ~padded


@check(
    controls={
        "nothing hidden": {"weigh": nothing_hidden},
        "padded queries hidden instead": {"weigh": queries_hidden},
        "scores multiplied by 0": {"weigh": scores_times_zero},
        "weights zeroed after the softmax": {"weigh": zeroed_after_softmax},
    }
)
def padded_keys(lab: Lab, weigh=keys_hidden) -> None:
    batch, real, d = 256, 4, 16

    def attended(words: Tensor, filler: Tensor) -> tuple[Tensor, Tensor]:
        q, k, v = torch.cat([words, filler], dim=-2)
        padded = padding(real, filler.shape[-2], lab.device)
        weights = weigh(scores(q, k), padded)[:, :real]
        return weights, weights @ v

    for extra in lab.sweep("padding", (1, 4, 12)):
        words = q, k, v = lab.normal(3, batch, real, d)
        filler, other = lab.normal(2, 3, batch, extra, d)
        weights, outputs = attended(words, filler)
        alone = scaled_dot_product_attention(q, k, v)
        lab.same("real outputs against no padding", outputs, alone)
        lab.zero("average weight on padded keys", weights[..., real:].sum(-1).mean())
        _, again = attended(words, other)
        lab.zero("change when the padding is replaced", outputs - again)


if __name__ == "__main__":
    padded_keys.main()
