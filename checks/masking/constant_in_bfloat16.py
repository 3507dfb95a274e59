"""-10000 added to a whole row: the weights without a mask in float32, equal weights in bfloat16.

A constant cancels in the softmax as long as the precision can hold the scores beside it. Near
10,000 the numbers of float32 lie 0.001 apart, those of bfloat16 64 apart, so there every ordinary
score vanishes in the sum, all keys come out level, and the row averages the values. Filled in, not
added, the constant makes them level in any precision. The scores are normal with unit variance.
"""

import torch
from torch import Tensor

from quizkit.evidence import Lab, check
from quizkit.evidence.lab import Goal

ROWS, KEYS = 1_000, 16
DISTANCE: dict[str, Goal] = {"float32": {"at_most": 0.01}, "bfloat16": {"at_least": 0.1}}
LEVEL = {"float32": 0, "bfloat16": ROWS}


def add(scores: Tensor, hidden: Tensor, constant: float) -> Tensor:
    return scores + constant * hidden.to(scores.dtype)


def fill(scores: Tensor, hidden: Tensor, constant: float) -> Tensor:
    return scores.masked_fill(hidden, constant)


@check(
    controls={
        "-100 added": {"constant": -100.0},
        "-10000 filled in": {"mask": fill},
        "one key left visible": {"first": 1},
    }
)
def constant_in_bfloat16(lab: Lab, constant: float = -10_000.0, mask=add, first: int = 0) -> None:
    hidden = torch.arange(KEYS, device=lab.device) >= first
    for name in lab.sweep("precision", tuple(DISTANCE)):
        scores = lab.normal(ROWS, KEYS).to(getattr(torch, name))
        weights = mask(scores, hidden, constant).softmax(-1).double()
        unmasked = scores.double().softmax(-1)
        moved = (weights - unmasked).abs().sum(-1) / 2
        lab.mean("weight that moves against no mask", moved, **DISTANCE[name])
        level = (weights == weights[:, :1]).all(-1).sum()
        lab.count("rows with equal weights", level, equals=LEVEL[name])


if __name__ == "__main__":
    constant_in_bfloat16.main()
