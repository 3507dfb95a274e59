"""A linear probe reads a word and its neighbour from an untrained BERT: readable is not learned.

Residual connections keep a word's own vector in the sum, and attention adds its neighbours' from
layer 1 on; random projections are enough for a linear map to take both out again. So what a probe
finds at a layer need not have been put there by training, nor be used by later layers; at layer 0
the neighbour cannot be read, as no attention has acted yet.
Hewitt & Liang 2019, §1: a probe's accuracy needs a control to be interpreted.
"""

import torch
from torch import Tensor
from torch.nn.functional import one_hot, pad

from quizkit.evidence import Lab, check
from quizkit.evidence.lab import Goal
from quizkit.evidence.subjects import FIRST_WORD, additive_mask, small_bert

MODELS, TRAIN, TEST, LENGTH, KINDS = 24, 150, 60, 3, 4
# Read: named in over half of the held-out sentences, where a guess names a quarter.
IN_MOST: Goal = {"at_least": 0.5}
IN_FEW: Goal = {"at_most": 0.5}


def probe(states: Tensor, kinds: Tensor) -> float:
    """Share of held-out sentences in which a least-squares probe names the right kind."""
    inputs, targets = pad(states, (0, 1), value=1.0), one_hot(kinds, KINDS).double()
    w = torch.linalg.lstsq(inputs[:TRAIN], targets[:TRAIN]).solution
    return float(((inputs[TRAIN:] @ w).argmax(-1) == kinds[TRAIN:]).double().mean())


def every_word(place: Tensor) -> Tensor:
    return place >= place[:, None] - LENGTH


def itself_only(place: Tensor) -> Tensor:
    return place == place[:, None]


@check(
    controls={
        "attention to itself only": {"sees": itself_only},
        "labels of other sentences": {"label": lambda kinds: kinds.roll(1, dims=0)},
    }
)
def probe_of_an_untrained_model(lab: Lab, sees=every_word, label=lambda kinds: kinds) -> None:
    mask = additive_mask(sees(torch.arange(LENGTH, device=lab.device)))

    def readings() -> list[list[float]]:
        """For one random model and each of its layers: the word read, its neighbour read."""
        bert = small_bert(lab)
        kinds = lab.integers(0, KINDS, TRAIN + TEST, LENGTH)
        with torch.no_grad():
            layers = bert(kinds + FIRST_WORD, attention_mask=mask, output_hidden_states=True)
        asked = label(kinds)
        return [[probe(h[:, 2], asked[:, i]) for i in (2, 1)] for h in layers.hidden_states]

    right = torch.tensor([readings() for _ in range(MODELS)])  # models × layers × (word, neighbour)
    for layer in lab.sweep("layer", (0, 1, 2)):
        word, neighbour = (right[:, layer] > 0.5).unbind(-1)
        lab.proportion("models whose word is read", word, **IN_MOST)
        lab.proportion(
            "models whose neighbour is read", neighbour, **(IN_MOST if layer else IN_FEW)
        )
        lab.record("accuracy on the neighbour", right[:, layer, 1].mean().item())


if __name__ == "__main__":
    probe_of_an_untrained_model.main()
