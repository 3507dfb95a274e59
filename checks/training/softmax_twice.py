"""cross_entropy takes logits; fed probabilities, its loss cannot fall below ln(1 + (V - 1)/e).

It applies log-softmax itself. A softmax before it squeezes the inputs into 0 … 1, so that a model
that is certain and right is taken for one that gives its word e times the weight of any other.
Log-softmax before it does no harm: its exponentials sum to 1 already, and the second changes
nothing. Only nll_loss expects log-probabilities, and checks nothing: fed probabilities it rewards
with -1. PyTorch's documentation of CrossEntropyLoss.
"""

import math

import torch
from torch.nn.functional import cross_entropy, log_softmax, nll_loss, one_hot, softmax

from quizkit.evidence import Lab, check

CERTAIN = 100.0
"""A logit that leaves no weight that float64 could hold beside 1 to all the others together."""


@check(
    controls={
        "logits, as intended": {"first": lambda z, axis: z},
        "log-softmax first": {"first": log_softmax},
        "nll_loss on probabilities": {"loss": nll_loss},
        "softmax believed harmless": {"harmless": softmax},
    }
)
def softmax_twice(lab: Lab, first=softmax, loss=cross_entropy, harmless=log_softmax) -> None:
    for vocabulary in lab.sweep("V", (10, 1000, 30522)):
        labels = lab.integers(0, vocabulary, 16)
        certain = CERTAIN * one_hot(labels, vocabulary).double()
        floor = torch.tensor(math.log(1 + (vocabulary - 1) / math.e), dtype=torch.float64)
        lab.same("loss of a certain and right model", loss(first(certain, -1), labels), floor)
        z = lab.normal(16, vocabulary)
        twice, once = cross_entropy(harmless(z, -1), labels), cross_entropy(z, labels)
        lab.same("log-softmax first, and logits", twice, once)
        lab.record("floor", floor)


if __name__ == "__main__":
    softmax_twice.main()
