"""From two layers on, attention that hides each word from itself can copy all of them: no context.

Words drawn at random have no context to be predicted from, so an honest predictor is right once in
V. With W_Q = 0 attention averages: the first layer gives position i the mean of the other words and
every neighbour the mean of all words; the second brings i the mean over its neighbours, which holds
x_i. So the output matrices of two layers have only to take a difference. They are fitted by least
squares here, on other text than they are tried on, and read every word back. With one layer, or
with keys and values that never take up context, no matrix helps.
"""

import torch
from _streams import all_but_itself, attend, everybody
from torch import Tensor
from torch.nn.functional import one_hot

from quizkit.evidence import Lab, check
from quizkit.evidence.lab import Goal

V, N = 20, 6
CHANCE: Goal = {"equals": 1 / V, "within": 0.04}
COPIED: Goal = {"at_least": 0.98}
GOAL: dict[int, Goal] = {1: CHANCE, 2: COPIED, 3: COPIED}


def mixed(content: Tensor, attended: Tensor) -> Tensor:
    return content + attended


def left_alone(content: Tensor, attended: Tensor) -> Tensor:
    return content


def all_layers(taken_up: list[Tensor]) -> list[Tensor]:
    return taken_up


def last_layer(taken_up: list[Tensor]) -> list[Tensor]:
    return taken_up[-1:]


@check(
    controls={
        "own word visible": {"hidden": everybody},
        "keys and values fixed": {"update": left_alone},
        "no residual: last layer alone": {"residual": last_layer},
    }
)
def diagonal_mask_copies(lab: Lab, hidden=all_but_itself, update=mixed, residual=all_layers):
    average = torch.stack([torch.zeros(V, V), torch.zeros(V, V), torch.eye(V)]).double()
    average, visible, seen = (x.to(lab.device) for x in (average, hidden(N), everybody(N)))

    def features(words: Tensor, layers: int) -> Tensor:
        content = one_hot(words, V).double()
        taken_up = []
        for _ in range(layers):
            taken_up.append(attend(0 * content, content, average, visible))
            content = update(content, attend(content, content, average, seen))
        parts = torch.cat(residual(taken_up), -1).flatten(0, 1)
        return torch.cat([parts, torch.ones_like(parts[:, :1])], -1)

    fitted_on, fresh = lab.integers(0, V, 500, N), lab.integers(0, V, 5_000, N)
    for layers in lab.sweep("layers", (1, 2, 3)):
        answers = one_hot(fitted_on.flatten(), V).double()
        # Gram matrices are small, and the pseudo-inverse does not mind that the words sum to one.
        a = features(fitted_on, layers)
        matrix = torch.linalg.pinv(a.T @ a, rtol=1e-9, hermitian=True) @ (a.T @ answers)
        read = (features(fresh, layers) @ matrix).argmax(-1).view_as(fresh)
        # One position each: those of one text share its words.
        lab.proportion("words read back", (read == fresh)[:, 0], **GOAL[layers])


if __name__ == "__main__":
    diagonal_mask_copies.main()
