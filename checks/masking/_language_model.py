"""A language model small enough to be trained 24 times at once, and the text that it learns.

One attention layer whose scores depend on distance only, and an output matrix. Shapes begin with
(TRAININGS, rows of text, LENGTH).
"""

from collections.abc import Callable

import torch
from _attention import causal
from torch import Tensor
from torch.nn.functional import cross_entropy, one_hot

from quizkit.evidence import Lab

TRAININGS, LETTERS, LENGTH = 24, 8, 6
STEPS, ROWS, RATE = 60, 24, 0.4


def text(lab: Lab, rows: int, follows: float) -> Tensor:
    """Letters of which each is followed by the next of the alphabet with probability `follows`.

    Otherwise any of the LETTERS follows, each as likely.
    """
    x = lab.integers(0, LETTERS, LENGTH, TRAININGS, rows)
    obeys = lab.uniform(LENGTH, TRAININGS, rows) < follows
    for t in range(1, LENGTH):
        x[t] = torch.where(obeys[t], (x[t - 1] + 1) % LETTERS, x[t])
    return x.movedim(0, -1)


def next_letter(x: Tensor) -> Tensor:
    """Labels of positions 1 … LENGTH - 2: the last has none, the first may see nothing."""
    return x[..., 2:]


class LanguageModel:
    """Scores by distance, and the logits that a letter gives to the label; all zero at first."""

    def __init__(self, device: torch.device) -> None:
        self.scores = torch.zeros(TRAININGS, 2 * LENGTH - 1, device=device)
        self.table = torch.zeros(TRAININGS, LETTERS, LETTERS, device=device)

    def logits(self, x: Tensor, ahead: int) -> Tensor:
        """Logits at positions 1 … LENGTH - 2 when keys up to `ahead` positions later are seen."""
        i = torch.arange(LENGTH, device=x.device)
        scores = self.scores[:, i[None, :] - i[:, None] + LENGTH - 1]
        hidden = causal(LENGTH, x.device, ahead=ahead)
        weights = scores.masked_fill(hidden, torch.finfo(scores.dtype).min).softmax(-1)
        read = one_hot(x, LETTERS).float().flatten(1, 2) @ self.table
        return (weights[:, None] @ read.view(*x.shape, LETTERS))[:, :, 1:-1]

    def loss(self, x: Tensor, labels: Tensor, ahead: int) -> Tensor:
        """Cross-entropy in nats, one number per training."""
        predicted = self.logits(x, ahead).movedim(-1, 1)
        return cross_entropy(predicted, labels, reduction="none").mean((1, 2))

    def train(self, x: Tensor, label: Callable[[Tensor], Tensor], ahead: int) -> None:
        """STEPS steps of Adam with a falling rate, each on ROWS rows of `x` of its own."""
        parameters = [p.requires_grad_() for p in (self.scores, self.table)]
        moments = [(torch.zeros_like(p), torch.zeros_like(p)) for p in parameters]
        for step, batch in enumerate(x.split(ROWS, dim=1), start=1):
            loss = self.loss(batch, label(batch), ahead).sum()
            gradients = torch.autograd.grad(loss, parameters)
            rate = RATE * (1 - step / STEPS)
            with torch.no_grad():
                for p, g, (m, v) in zip(parameters, gradients, moments, strict=True):
                    m.lerp_(g, 0.1)
                    v.lerp_(g * g, 0.01)
                    p -= rate * m / (1 - 0.9**step) / ((v / (1 - 0.99**step)).sqrt() + 1e-8)
        for p in parameters:
            p.requires_grad_(False)
