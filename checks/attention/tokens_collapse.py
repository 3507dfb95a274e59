"""Attention alone cubes the differences between nearly equal tokens: ten times less, then 1,000.

For tokens x + ε·r_i the scores are a part common to the row, which the softmax drops, a part common
to all rows, ε·x·M·r_j, and ε²·r_i·M·r_j. So the weights of two queries differ by ε² only, and they
weigh values that differ by ε. A residual connection, or anything that treats each token by itself,
keeps ε as it is.
Dong, Cordonnier & Loukas 2021, §2: convergence to rank one, doubly exponential in the depth.
"""

import torch
from torch import Tensor

from quizkit.evidence import Lab, check

LAYERS, TOKENS, D = 2_800, 6, 24
SIZES = (0.003, 0.01, 0.03)


def softmax(scores: Tensor) -> Tensor:
    return scores.softmax(-1)


def by_their_sum(scores: Tensor) -> Tensor:
    return scores / TOKENS


def from_positions(scores: Tensor) -> Tensor:
    """Weights that differ from query to query whatever the tokens are."""
    place = torch.arange(TOKENS, dtype=scores.dtype, device=scores.device)
    return (-(place - place[:, None]).abs()).softmax(-1).expand_as(scores)


@check(
    controls={
        "with a residual connection": {"kept": 1.0},
        "no softmax": {"weigh": by_their_sum},
        "weights by position": {"weigh": from_positions},
    }
)
def tokens_collapse(lab: Lab, weigh=softmax, kept: float = 0.0) -> None:
    common, own = lab.normal(LAYERS, 1, D), lab.normal(LAYERS, TOKENS, D)
    w_q, w_k, w_v = lab.normal(3, LAYERS, D, D) / D**0.5

    def spread_after(size: float) -> Tensor:
        x = common + size * own
        weights = weigh((x @ w_q) @ (x @ w_k).mT / D**0.5)
        y = kept * x + weights @ (x @ w_v)
        return (y - y.mean(1, keepdim=True)).norm(dim=(1, 2))

    spreads = [spread_after(size) for size in SIZES]
    lab.growth("differences after one layer", SIZES, spreads, equals=3.0, within=0.2)


if __name__ == "__main__":
    tokens_collapse.main()
