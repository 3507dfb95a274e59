"""Zeroing future weights after the softmax leaves position t of T only t/T of its weight.

The softmax has by then divided by a sum over future keys too. Where scores do not depend on the
position, the t visible keys hold t/T of the weight on average: an output that should be a weighted
average of values around 1 averages t/T, and the future still enters through the sum. Dividing by
the sum of the weights that are left repairs both: that is the mask before the softmax again.
"""

import math

import torch
from _attention import causal, scores
from torch import Tensor

from quizkit.evidence import Lab, check


def zeroed_after(s: Tensor, hidden: Tensor) -> Tensor:
    return s.softmax(-1).masked_fill(hidden, 0.0)


def hidden_before(s: Tensor, hidden: Tensor) -> Tensor:
    return s.masked_fill(hidden, -math.inf).softmax(-1)


def zeroed_and_renormalised(s: Tensor, hidden: Tensor) -> Tensor:
    left = zeroed_after(s, hidden)
    return left / left.sum(-1, keepdim=True)


@check(
    controls={
        "hidden before the softmax": {"weigh": hidden_before},
        "zeroed, then renormalised": {"weigh": zeroed_and_renormalised},
    }
)
def mask_after_softmax(lab: Lab, weigh=zeroed_after) -> None:
    batch, n, d = 16_000, 8, 4
    hidden = causal(n, lab.device)
    q, k = lab.normal(2, batch, n, d)
    v = 1 + lab.normal(batch, n, 1)
    weights = weigh(scores(q, k), hidden)
    lab.show("average weights", weights.mean(0))
    before, repaired = (f(scores(q, k), hidden) for f in (hidden_before, zeroed_and_renormalised))
    lab.same("renormalised, against hidden before", repaired, before, premise=True)
    future = lab.normal(batch, n, d)
    for t in lab.sweep("position", (1, 2, 4, 6)):
        average = (weights @ v)[:, t - 1, 0]
        lab.mean("output where values average 1", average, equals=t / n, within=0.08)
        replaced = torch.cat([k[:, :t], future[:, t:]], dim=1)
        again = weigh(scores(q, replaced), hidden)
        lab.apart(
            "change of weights when later keys are replaced",
            weights[:, t - 1],
            again[:, t - 1],
            at_least=0.1,
        )


if __name__ == "__main__":
    mask_after_softmax.main()
