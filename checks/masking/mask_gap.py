"""An added -1000 hides a key unless it leads the others by nearly 1000; their common level is free.

The softmax sees differences only. A hidden key that leads the real ones by g keeps about
e^(g - 1000) of their weight: exactly 0 in float32 below g ≈ 896, where e^-104 underflows, and an
equal share at g = 1000. Raising or lowering all scores together changes neither. Before the lead
is added the four scores are independent and normal, so at g = 1000 each wins one row in four.
"""

import torch
from torch import Tensor

from quizkit.evidence import Lab, check


def add_1000(scores: Tensor, hidden: Tensor) -> Tensor:
    return scores - 1000.0 * hidden


def fill_1000(scores: Tensor, hidden: Tensor) -> Tensor:
    return scores.masked_fill(hidden, -1000.0)


def add_10(scores: Tensor, hidden: Tensor) -> Tensor:
    return scores - 10.0 * hidden


def add_before_scaling(products: Tensor, hidden: Tensor) -> Tensor:
    root = 64**0.5
    return (products * root - 1000.0 * hidden) / root


@check(
    controls={
        "-1000 filled in, not added": {"mask": fill_1000},
        "-10 added": {"mask": add_10},
        "-1000 added before dividing by √d_k = 8": {"mask": add_before_scaling},
    }
)
def mask_gap(lab: Lab, mask=add_1000) -> None:
    hidden = torch.tensor([True, False, False, False], device=lab.device)
    for level in lab.sweep("level of all scores", (-5000.0, 0.0, 5000.0)):
        scores = level + lab.normal(80_000, 4, dtype=torch.float32)
        no_lead, leads_800, leads_1000 = (
            mask(scores + lead * hidden, hidden).softmax(-1) for lead in (0.0, 800.0, 1000.0)
        )
        lab.zero("weight of a hidden key like the others", no_lead[:, 0])
        lab.zero("weight of a hidden key that leads by 800", leads_800[:, 0])
        wins = leads_1000.argmax(-1) == 0
        lab.proportion("a hidden key that leads by 1000 wins", wins, equals=0.25, within=0.025)


if __name__ == "__main__":
    mask_gap.main()
