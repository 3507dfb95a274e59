"""Self-attention is linear in its values while the weights are held, and not linear in its input.

With queries and keys fixed the weights are numbers, and the output is an average of projected
values: mixing two sets of values mixes the two outputs in the same proportion. But the weights are
computed from the input too, through a product and a softmax, so mixing two inputs does not mix the
outputs. It would if the scores ignored the input, or if there were only one token, whose weight is
always 1.
Vaswani et al. 2017, §3.2.
"""

import torch
from torch import Tensor, nn

from quizkit.evidence import Lab, check

WIDTH, SHARE = 32, 0.3


def values_alone(attention: nn.MultiheadAttention, held: Tensor, x: Tensor) -> Tensor:
    return attention(held, held, x, need_weights=False)[0]


def keys_too(attention: nn.MultiheadAttention, held: Tensor, x: Tensor) -> Tensor:
    return attention(held, x, x, need_weights=False)[0]


def as_drawn(attention: nn.MultiheadAttention) -> None:
    pass


@torch.no_grad()
def no_scores(attention: nn.MultiheadAttention) -> None:
    attention.in_proj_weight[:WIDTH] = 0
    attention.in_proj_bias[:WIDTH] = 0


@check(
    controls={
        "keys change with the values": {"vary": keys_too},
        "scores that ignore the input": {"prepare": no_scores},
        "a single token": {"length": 1},
    }
)
def attention_is_linear_in_values(lab: Lab, vary=values_alone, prepare=as_drawn, length=8) -> None:
    attention = lab.inject(nn.MultiheadAttention(WIDTH, num_heads=4, batch_first=True))
    prepare(attention)
    held, a, b = lab.normal(3, 1, length, WIDTH)
    mixed = SHARE * a + (1 - SHARE) * b

    outputs = [vary(attention, held, x) for x in (a, b, mixed)]
    lab.same("mixed values", outputs[2], SHARE * outputs[0] + (1 - SHARE) * outputs[1])

    outputs = [attention(x, x, x, need_weights=False)[0] for x in (a, b, mixed)]
    expected = SHARE * outputs[0] + (1 - SHARE) * outputs[1]
    # Rounding is some 1e-15 here; a hundredth of the largest output is not.
    lab.apart("mixed inputs", outputs[2], expected, at_least=0.01)


if __name__ == "__main__":
    attention_is_linear_in_values.main()
