"""A saturated softmax under cross-entropy keeps its gradient, as long as it is wrong.

Cross-entropy undoes the softmax: its gradient to the logits is p - y, whose length lies near √2
when the mass sits on a wrong class, however saturated p is. It vanishes only when p is right. An
attention softmax has no such loss above it, so there saturation does cost the gradient.
Goodfellow, Bengio & Courville 2016, §6.2.2.3.
"""

import torch
import torch.nn.functional as F
from torch import Tensor

from quizkit.evidence import Lab, check

BATCHES, SAMPLES, CLASSES = 800, 64, 32


def under_cross_entropy(logits: Tensor, labels: Tensor, weights: Tensor) -> Tensor:
    return F.cross_entropy(logits, labels, reduction="sum")


def softmax_twice(logits: Tensor, labels: Tensor, weights: Tensor) -> Tensor:
    return F.cross_entropy(logits.softmax(-1), labels, reduction="sum")


def as_attention(logits: Tensor, labels: Tensor, weights: Tensor) -> Tensor:
    return (logits.softmax(-1) * weights).sum()


def random_label(logits: Tensor, drawn: Tensor) -> Tensor:
    return drawn


def likeliest_label(logits: Tensor, drawn: Tensor) -> Tensor:
    return logits.argmax(-1)


@check(
    controls={
        "the softmax is an attention": {"loss": as_attention},
        "softmax applied twice": {"loss": softmax_twice},
        "the likeliest class is right": {"label": likeliest_label},
    }
)
def cross_entropy_gradient(lab: Lab, loss=under_cross_entropy, label=random_label) -> None:
    n = BATCHES * SAMPLES
    for spread in lab.sweep("standard deviation of the logits", (1, 8, 32)):
        logits = spread * lab.normal(n, CLASSES, dtype=torch.float32)
        labels = label(logits, lab.integers(0, CLASSES, n))
        weights = lab.normal(n, CLASSES, dtype=torch.float32)
        logits.requires_grad_()
        (gradient,) = torch.autograd.grad(loss(logits, labels, weights), logits)
        # A sample that happens to be right pulls the mean down: batches tame that tail.
        lengths = gradient.norm(dim=-1).unflatten(0, (BATCHES, SAMPLES))
        lab.mean("length of the gradient", lengths, at_least=0.9)


if __name__ == "__main__":
    cross_entropy_gradient.main()
