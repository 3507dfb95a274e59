"""A linear layer on an untrained BERT names a word that it sees, and guesses one shown as [MASK].

If a bidirectional encoder had to predict words that stand in its input, it would only have to keep
them: the residual stream does that before any training, so an output layer alone, fitted by least
squares to random text, names the word at its place. Random text has no context to predict from, so
under [MASK] the same read-out is right once in V. Devlin et al. 2019, §3.1: "see itself".
"""

import torch
from torch import Tensor
from torch.nn.functional import one_hot

from quizkit.evidence import Lab, check
from quizkit.evidence.lab import Goal
from quizkit.evidence.subjects import FIRST_WORD, MASK, small_bert

V, N, PLACE = 16, 4, 1
GOAL: dict[str, Goal] = {
    "as it is": {"at_least": 0.95},
    "[MASK]": {"equals": 1 / V, "within": 0.05},
}


def its_own(states: Tensor) -> Tensor:
    return states[:, PLACE]


def its_neighbour(states: Tensor) -> Tensor:
    return states[:, PLACE + 1]


def replaced(ids: Tensor) -> Tensor:
    shown = ids.clone()
    shown[:, PLACE] = MASK
    return shown


def left_visible(ids: Tensor) -> Tensor:
    return ids.clone()


@check(
    controls={
        "[MASK] forgotten": {"mask": left_visible},
        "read one place too far": {"read": its_neighbour},
    }
)
def visible_words_are_copied(lab: Lab, mask=replaced, read=its_own) -> None:
    bert = small_bert(lab)
    fitted_on, fresh = (FIRST_WORD + lab.integers(0, V, n, N) for n in (600, 3_600))

    def features(ids: Tensor) -> Tensor:
        with torch.no_grad():
            states = read(bert(ids).last_hidden_state)
        return torch.cat([states, torch.ones_like(states[:, :1])], -1)

    def answers(ids: Tensor) -> Tensor:
        return ids[:, PLACE] - FIRST_WORD

    for shown in lab.sweep("the word is shown", tuple(GOAL)):
        show = mask if shown == "[MASK]" else left_visible
        targets = one_hot(answers(fitted_on), V).double()
        layer = torch.linalg.lstsq(features(show(fitted_on)), targets).solution
        named = (features(show(fresh)) @ layer).argmax(-1)
        lab.proportion("words named", named == answers(fresh), **GOAL[shown])


if __name__ == "__main__":
    visible_words_are_copied.main()
