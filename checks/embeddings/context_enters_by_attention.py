"""BERT's first hidden state of a word is the same in every sentence; its last one is not.

hidden_states[0] is a sum of three table rows (token, position, segment) after a LayerNorm: a lookup
that sees no neighbour. Context enters only through attention, layer by layer, up to
last_hidden_state. Devlin et al. 2019, §3.
"""

import torch
from torch import Tensor

from quizkit.evidence import Lab, check
from quizkit.evidence.subjects import additive_mask, small_bert, words

LENGTH = 8


def all_words(place: Tensor) -> Tensor:
    return torch.ones(LENGTH, LENGTH, dtype=torch.bool, device=place.device)


def itself_only(place: Tensor) -> Tensor:
    return place[:, None] == place[None, :]


@check(
    controls={
        "attention to itself only": {"sees": itself_only},
        "at another position": {"second_position": 5},
    }
)
def context_enters_by_attention(lab: Lab, sees=all_words, second_position: int = 2) -> None:
    bert = small_bert(lab)
    word, first, second = 7, words(lab, 512, LENGTH), words(lab, 512, LENGTH)
    first[:, 2] = second[:, second_position] = word
    mask = additive_mask(sees(torch.arange(LENGTH, device=lab.device)))

    with torch.no_grad():
        a = bert(first, attention_mask=mask, output_hidden_states=True).hidden_states
        b = bert(second, attention_mask=mask, output_hidden_states=True).hidden_states
    lab.same("first hidden state in two sentences", a[0][:, 2], b[0][:, second_position])
    moved = (a[-1][:, 2] - b[-1][:, second_position]).norm(dim=-1) / a[-1][:, 2].norm(dim=-1)
    lab.proportion("last hidden state moved by over 0.1 %", moved > 0.001, at_least=0.9)


if __name__ == "__main__":
    context_enters_by_attention.main()
