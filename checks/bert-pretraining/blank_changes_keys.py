"""Keys and values cannot be kept from one blank to the next: from layer 2 on they hold the blank.

A word is left out by hiding it, as a key, from everybody else. The keys and values of the other
words are still the old ones in the first layer, where they come straight from the embeddings. But
what those words take up there depends on who is left out, so in the second layer all of their keys
and values are new. Only if nobody took up context would a store of them stay valid.
"""

from typing import cast

import torch
from torch import Tensor
from transformers.models.bert.modeling_bert import BertLayer

from quizkit.evidence import Lab, check
from quizkit.evidence.subjects import additive_mask, small_bert, words

TEXTS, N, BLANK, LAYERS = 16, 8, 3, 3


def as_a_key(i: Tensor, j: Tensor) -> Tensor:
    return (j != BLANK) | (i == BLANK)


def as_a_query(i: Tensor, j: Tensor) -> Tensor:
    return (i != BLANK) | (j == BLANK)


def everybody(i: Tensor, j: Tensor) -> Tensor:
    return (i >= 0) & (j >= 0)


def no_context(i: Tensor, j: Tensor) -> Tensor:
    return i == j


def entering(layer: int) -> int:
    return layer - 1


def leaving(layer: int) -> int:
    return layer


@check(
    controls={
        "the row hidden, not the column": {"left_out": as_a_query},
        "nobody takes up context": {"else_seen": no_context},
        "layers counted by their output": {"states": leaving},
    }
)
def blank_changes_keys(lab: Lab, left_out=as_a_key, else_seen=everybody, states=entering) -> None:
    bert, ids = small_bert(lab, num_hidden_layers=LAYERS + 1), words(lab, TEXTS, N)
    i, j = torch.meshgrid(*[torch.arange(N, device=lab.device)] * 2, indexing="ij")
    others = torch.arange(N, device=lab.device) != BLANK

    def keys_and_values(visible: Tensor, layer: int) -> Tensor:
        with torch.no_grad():
            mask = additive_mask(visible & else_seen(i, j))
            out = bert(ids, attention_mask=mask, output_hidden_states=True)
            attention = cast(BertLayer, bert.encoder.layer[layer - 1]).attention.self
            state = out.hidden_states[states(layer)][:, others]
            return torch.cat([attention.key(state), attention.value(state)], -1)

    for layer in lab.sweep("layer", tuple(range(1, LAYERS + 1))):
        full = keys_and_values(everybody(i, j), layer)
        blank = keys_and_values(left_out(i, j), layer)
        changed = (full != blank).any(-1).sum()
        expected = 0 if layer == 1 else TEXTS * (N - 1)
        lab.count("words with new keys and values", changed, equals=expected)


if __name__ == "__main__":
    blank_changes_keys.main()
