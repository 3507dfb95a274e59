"""By its bias alone, an ALiBi head puts 90 % of its weight on the last ln(10)/m tokens.

With equal content scores the weight at distance k is (1 - e^(-m))·e^(-mk), so n tokens hold
1 - e^(-mn). A steep head is a window of a few tokens, the flattest of 8 one of 590. Content can
outweigh the bias; this is what it has to outweigh. From the slopes of Press et al. 2022, §3.
"""

import math

import torch
from _alibi import as_built, biases, by_logarithm, no_bias
from torch import Tensor

from quizkit.evidence import Lab, check

TOKENS = 16_384


def next_head(bias: Tensor) -> Tensor:
    return bias / 2


@check(
    controls={
        "no bias": {"bend": no_bias},
        "penalty by the logarithm": {"bend": by_logarithm},
        "slope of the next head": {"bend": next_head},
    }
)
def alibi_reach(lab: Lab, bend=as_built) -> None:
    of_heads = biases(lab, TOKENS)
    for head in lab.sweep("head", (1, 2, 4, 6, 8)):
        m = 2.0**-head
        # Nearest first.
        weights = bend(of_heads[head - 1]).softmax(-1).flip(0)
        own = torch.full_like(weights[:1], -math.expm1(-m))
        lab.same("weight of the token itself", weights[:1], own)
        held = int((weights.cumsum(0) < 0.9).sum()) + 1
        lab.count("tokens that hold 90 %", held, equals=math.ceil(math.log(10) / m))


if __name__ == "__main__":
    alibi_reach.main()
