"""Attention without an FFN maps a token that stands alone linearly, however many layers there are.

A single token gets the weight 1, so an attention layer with its residual is x + W_O W_V x + c, and
a stack of them is one affine map: depth adds nothing. An FFN makes it non-linear from the first
layer on, by its activation alone; without it, W_2 W_1 is one matrix again. Among other tokens the
softmax makes attention non-linear too. LayerNorm, non-linear by itself, is left out.
Vaswani et al. 2017, §3.3.
"""

import torch
from torch import Tensor, nn

from quizkit.evidence import Lab, check

TOKENS, WIDTH, SHARE = 8, 32, 0.3


class Layer(nn.Module):
    """Attention and, if `activation` is given, an FFN: with residuals, without LayerNorm."""

    def __init__(self, activation: type[nn.Module] | None) -> None:
        super().__init__()
        self.attention = nn.MultiheadAttention(WIDTH, num_heads=4, batch_first=True)
        self.ffn = activation and nn.Sequential(
            nn.Linear(WIDTH, 4 * WIDTH), activation(), nn.Linear(4 * WIDTH, WIDTH)
        )

    def forward(self, x: Tensor) -> Tensor:
        x = x + self.attention(x, x, x, need_weights=False)[0]
        return x + self.ffn(x) if self.ffn else x


def alone(x: Tensor, other: Tensor) -> Tensor:
    return x


def beside_another(x: Tensor, other: Tensor) -> Tensor:
    return torch.cat([x, other], dim=1)


@check(
    controls={
        "another token beside it": {"context": beside_another},
        "FFN without its activation": {"activation": nn.Identity},
    }
)
def one_token_alone(lab: Lab, context=alone, activation=nn.GELU) -> None:
    for depth in lab.sweep("layers", (1, 2, 4, 8)):
        a, b, other = lab.normal(3, TOKENS, 1, WIDTH)
        inputs = [context(x, other) for x in (a, b, SHARE * a + (1 - SHARE) * b)]

        attention = lab.inject(nn.Sequential(*(Layer(None) for _ in range(depth))))
        of_a, of_b, of_mixed = (attention(x)[:, 0] for x in inputs)
        lab.same("attention alone", of_mixed, SHARE * of_a + (1 - SHARE) * of_b)

        with_ffn = lab.inject(nn.Sequential(*(Layer(activation) for _ in range(depth))))
        of_a, of_b, of_mixed = (with_ffn(x)[:, 0] for x in inputs)
        mixed = SHARE * of_a + (1 - SHARE) * of_b
        # Rounding is some 1e-15 here; a hundredth of the largest output is not.
        lab.apart("attention and FFN", of_mixed, mixed, at_least=0.01)


if __name__ == "__main__":
    one_token_alone.main()
