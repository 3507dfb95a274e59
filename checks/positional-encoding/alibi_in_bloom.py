"""BLOOM adds slope × position of the key, and gets ALiBi's weights: a penalty linear in distance.

ALiBi takes m·(i - j) off the score of query i and key j, with the slope m = 2^(-8h/H) of head h. Of
that, m·i is the same for a whole row, which the softmax drops; m·j is left. The slopes are fixed
powers of two, and no position vector is added anywhere. Press et al. 2022, §3.
"""

import torch
from torch import Tensor
from transformers.models.bloom.modeling_bloom import build_alibi_tensor

from quizkit.evidence import Lab, check

TOKENS = 40


def linear(distance: Tensor) -> Tensor:
    return distance


def inverse(distance: Tensor) -> Tensor:
    return -1 / (1 + distance)


def closer_is_worse(distance: Tensor) -> Tensor:
    return -distance


def slopes_from_1(heads: int) -> Tensor:
    return 2.0 ** (-8 * torch.arange(heads) / heads)


def slopes_to_256th(heads: int) -> Tensor:
    return 2.0 ** (-8 * torch.arange(1, heads + 1) / heads)


def one_slope(heads: int) -> Tensor:
    return torch.full((heads,), 0.5)


@check(
    controls={
        "penalty 1/distance": {"penalty": inverse},
        "sign exchanged": {"penalty": closer_is_worse},
        "slopes that begin at 1": {"slopes": slopes_from_1},
        "one slope for all heads": {"slopes": one_slope},
    }
)
def alibi_in_bloom(lab: Lab, penalty=linear, slopes=slopes_to_256th) -> None:
    # Heads for which every slope is a power of two, which float32 holds exactly.
    for heads in lab.sweep("heads", (2, 4, 8)):
        scores = lab.normal(heads, TOKENS, TOKENS)
        ones = torch.ones(1, TOKENS, dtype=torch.int64, device=lab.device)
        bloom = build_alibi_tensor(ones, heads, torch.float64)
        i = torch.arange(TOKENS, device=lab.device, dtype=torch.float64)
        later = i > i[:, None]
        m = slopes(heads).to(lab.device, torch.float64)[:, None, None]
        paper = -m * penalty((i[:, None] - i).clamp(min=0))

        def weigh(bias: Tensor, scores: Tensor = scores, later: Tensor = later) -> Tensor:
            return (scores + bias).masked_fill(later, float("-inf")).softmax(-1)

        lab.same("weights of BLOOM and of the paper", weigh(bloom), weigh(paper))


if __name__ == "__main__":
    alibi_in_bloom.main()
