"""Even the flattest of 8 ALiBi heads leaves under 3 % of its weight to keys over 1,024 tokens back.

With slope m the weight of distance k falls as e^(-mk): e^(-4), 1.8 %, lies beyond 1,024 tokens for
m = 1/256, and e^(-8) for the next head. Content scores of unit variance do not change that. So a
longer text hardly changes what a head computes, which holds the perplexity without showing that
distant text is used. From the slopes of Press et al. 2022, §3.
"""

from _alibi import as_built, biases, by_logarithm, no_bias
from torch import Tensor

from quizkit.evidence import Lab, check

QUERIES, KEYS, FAR = 1_000, 4_096, 1_024


def inverse_distance(bias: Tensor) -> Tensor:
    """A bonus of 1/distance: it fades, and leaves all far keys alike."""
    return 1 / (1 + bias[-1] - bias)


@check(
    controls={
        "no bias": {"bend": no_bias},
        "bias of 1/distance": {"bend": inverse_distance},
        "penalty by the logarithm": {"bend": by_logarithm},
    }
)
def alibi_and_far_text(lab: Lab, bend=as_built) -> None:
    of_heads = biases(lab, KEYS)
    content = lab.normal(QUERIES, KEYS)
    for head in lab.sweep("head", (7, 8)):
        # The query stands at distance 0 from the last key.
        weights = (content + bend(of_heads[head - 1])).softmax(-1)
        far = weights[:, : KEYS - FAR].sum(-1)
        lab.mean("weight beyond 1,024 tokens", far, at_most=0.03)


if __name__ == "__main__":
    alibi_and_far_text.main()
