"""What a row without any visible key returns depends on how it is hidden: there are four answers.

With -∞ the softmax is 0/0: NaN. With the smallest float every score is absorbed into one number:
equal weights, the mean of V. A moderate constant added to every score cancels in the softmax:
attention as if nothing were hidden. PyTorch's scaled_dot_product_attention returns zeros. None of
them is right; such rows (all padding, or a first row that may not see itself) have to be left out.
"""

import math

import torch
from _attention import attend, scores
from torch import Tensor
from torch.nn.functional import scaled_dot_product_attention

from quizkit.evidence import Lab, check

LOWEST = torch.finfo(torch.float64).min


def every_key(n: int) -> Tensor:
    return torch.ones(n, dtype=torch.bool)


def all_but_the_first(n: int) -> Tensor:
    return torch.arange(n) > 0


def true_means_visible(n: int) -> Tensor:
    return ~torch.ones(n, dtype=torch.bool)


@check(
    controls={
        "one key left visible": {"hide": all_but_the_first},
        "mask with the opposite meaning": {"hide": true_means_visible},
    }
)
def all_keys_hidden(lab: Lab, hide=every_key) -> None:
    batch, n, d = 16, 6, 8
    q, k, v = lab.normal(3, batch, n, d)
    hidden = hide(n).to(lab.device)

    by_hand = attend(q, k, v, hidden, -math.inf)
    lab.count("NaN outputs with -∞", by_hand.isnan().sum(), equals=batch * n * d)
    mean = v.mean(1, keepdim=True).expand_as(v)
    lowest, moderate = (
        (scores(q, k) + constant * hidden.double()).softmax(-1) @ v
        for constant in (LOWEST, -1000.0)
    )
    lab.same("added smallest float, against the mean of V", lowest, mean)
    lab.same("added -1000, against no mask", moderate, scores(q, k).softmax(-1) @ v)
    visible = (~hidden).expand(n, n)
    lab.zero(
        "scaled_dot_product_attention", scaled_dot_product_attention(q, k, v, attn_mask=visible)
    )


if __name__ == "__main__":
    all_keys_hidden.main()
