"""One NaN row poisons every token of the next layer, although its key is hidden: 0 · NaN = NaN.

A hidden key has weight exactly 0, and 0 times any finite value is 0. Not so when the value is NaN:
then the weighted sum of every query becomes NaN. Rows of padding that were hidden as queries with
-∞ therefore do no harm in their own layer and destroy all tokens in the one after it.
"""

import math

import torch
from _attention import attend, padding
from torch import Tensor

from quizkit.evidence import Lab, check


def queries_too(padded: Tensor) -> Tensor:
    return padded[None, :] | padded[:, None]


def keys_only(padded: Tensor) -> Tensor:
    return padded[None, :].expand(len(padded), -1)


@check(
    controls={
        "only keys hidden": {"hide": keys_only},
        "smallest float instead of -∞": {"value": torch.finfo(torch.float64).min},
        "NaN set to 0 between the layers": {"between": torch.nan_to_num},
    }
)
def nan_spreads(lab: Lab, hide=queries_too, value: float = -math.inf, between=torch.clone) -> None:
    batch, real, extra, d = 8, 5, 3, 16
    hidden = hide(padding(real, extra, lab.device))
    x = lab.normal(batch, real + extra, d)
    first = attend(x, x, x, hidden, value)
    spoilt = first[:, :real].isnan().any(-1).sum()
    lab.count("real tokens that are NaN after layer 1", spoilt, equals=0, premise=True)
    first = between(first)
    second = attend(first, first, first, hidden, value)
    spoilt = second[:, :real].isnan().any(-1).sum()
    lab.count("real tokens that are NaN after layer 2", spoilt, equals=batch * real)


if __name__ == "__main__":
    nan_spreads.main()
