"""With nothing between them, tied embeddings cannot learn "a is followed by b, and b by a".

The logits are E Eᵀ + b, so s_ab = s_ba, and 2 e_a·e_b ≤ |e_a|² + |e_b|² gives
p(b|a)·p(a|b) ≤ p(a|a)·p(b|b) whatever the biases are: the two chances add up to 1 at most, and the
loss cannot fall below ln 2. Untying the matrices, or a dense layer between them as in BERT's head,
removes the limit. Twenty models are trained at once by plain gradient descent.
"""

from math import log

import torch
from torch import Tensor
from torch.autograd import grad

from quizkit.evidence import Lab, check

MODELS, WORDS, WIDTH = 20, 8, 8
STEPS, RATE = 200, 1.0


def tied(table: Tensor, second: Tensor, between: Tensor) -> Tensor:
    return table @ table.mT


def untied(table: Tensor, second: Tensor, between: Tensor) -> Tensor:
    return table @ second.mT


def dense_between(table: Tensor, second: Tensor, between: Tensor) -> Tensor:
    return table @ between @ table.mT


@check(
    controls={
        "two matrices": {"logits": untied},
        "a dense layer between": {"logits": dense_between},
    }
)
def tied_logits_are_symmetric(lab: Lab, logits=tied) -> None:
    table, second, between = (
        lab.normal(MODELS, n, WIDTH) / WIDTH**0.5 for n in (WORDS, WORDS, WIDTH)
    )
    bias = torch.zeros(MODELS, 1, WORDS, dtype=torch.float64, device=lab.device)
    weights = [table, second, between, bias]
    word = torch.arange(WORDS, device=lab.device)
    partner = word ^ 1  # 0 and 1 follow one another, as do 2 and 3, …

    def loss_of_each_model(*weights: Tensor) -> Tensor:
        *matrices, bias = weights
        log_p = (logits(*matrices) + bias).log_softmax(-1)
        return -log_p[:, word, partner].mean(1)

    for _ in range(STEPS):
        weights = [w.requires_grad_() for w in weights]
        steps = grad(loss_of_each_model(*weights).sum(), weights, materialize_grads=True)
        weights = [(w - RATE * g).detach() for w, g in zip(weights, steps, strict=True)]
    lab.mean("loss after training", loss_of_each_model(*weights), equals=log(2), within=0.02)


if __name__ == "__main__":
    tied_logits_are_symmetric.main()
