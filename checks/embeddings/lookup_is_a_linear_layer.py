"""An embedding lookup is a linear layer without bias on one-hot vectors, in values and gradients.

A one-hot vector times the table picks one row, and the gradient reaches that row alone: words that
the batch lacks get exactly none. That does not keep their rows in place: Adam goes on moving a row
by the momentum of an earlier gradient. Plain SGD does not.
"""

import torch
from torch import Tensor
from torch.nn.functional import embedding, one_hot

from quizkit.evidence import Lab, check

WORDS, WIDTH, RATE = 20, 8, 0.1


def product(ids: Tensor, table: Tensor) -> Tensor:
    return one_hot(ids, WORDS).double() @ table


def product_with_bias(ids: Tensor, table: Tensor) -> Tensor:
    return product(ids, table) + 0.1


def one_word_on(ids: Tensor, table: Tensor) -> Tensor:
    return product((ids + 1) % WORDS, table)


def adam(table: Tensor) -> torch.optim.Optimizer:
    return torch.optim.Adam([table], lr=RATE)


def sgd(table: Tensor) -> torch.optim.Optimizer:
    return torch.optim.SGD([table], lr=RATE)


@check(
    controls={
        "layer with a bias": {"layer": product_with_bias},
        "one-hot of the next word": {"layer": one_word_on},
        "plain SGD": {"optimiser": sgd},
    }
)
def lookup_is_a_linear_layer(lab: Lab, layer=product, optimiser=adam) -> None:
    table = lab.normal(WORDS, WIDTH).requires_grad_()
    first, later = lab.integers(0, 10, 64), lab.integers(10, WORDS, 64)
    weights = lab.normal(64, WIDTH)

    def gradient(looked_up: Tensor) -> Tensor:
        return torch.autograd.grad((weights * looked_up).sum(), table)[0]

    lab.same("rows", layer(first, table), embedding(first, table))
    of_lookup = gradient(embedding(first, table))
    lab.same("gradient of the table", gradient(layer(first, table)), of_lookup)
    lab.zero("gradient of absent words", gradient(layer(first, table))[10:])

    steps = optimiser(table)
    table.grad = of_lookup
    _ = steps.step()
    before = table.detach().clone()
    table.grad = gradient(embedding(later, table))
    _ = steps.step()
    # A tenth of the rate; relative to the largest of the rows, which are of unit scale.
    lab.apart("rows of words absent from the second batch", table[:10], before[:10], at_least=0.01)


if __name__ == "__main__":
    lookup_is_a_linear_layer.main()
