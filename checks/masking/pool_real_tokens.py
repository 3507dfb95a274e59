"""Padded positions come out of BERT as ordinary vectors, so a mean has to leave them out itself.

attention_mask hides padding as keys. As queries the padded positions still attend to the words, and
the feed-forward layers and the LayerNorm treat them like any other row. The mean of the words is
Σ m·h ÷ Σ m: the mask is needed a second time, above the line and below it.
"""

import torch
from _bert import WORDS, tiny_bert
from torch import Tensor

from quizkit.evidence import Lab, check


def over_words(states: Tensor, mask: Tensor) -> Tensor:
    return (states * mask).sum(1) / mask.sum(1)


def over_every_position(states: Tensor, mask: Tensor) -> Tensor:
    return states.mean(1)


def by_padded_length(states: Tensor, mask: Tensor) -> Tensor:
    return (states * mask).mean(1)


def as_they_come(states: Tensor, mask: Tensor) -> Tensor:
    return states


def zeroed_by_the_model(states: Tensor, mask: Tensor) -> Tensor:
    return states * mask


@check(
    controls={
        "mean over every position": {"pool": over_every_position},
        "divided by the padded length": {"pool": by_padded_length},
        "a model that returns zeros for padding": {"returned": zeroed_by_the_model},
    }
)
def pool_real_tokens(lab: Lab, pool=over_words, returned=as_they_come) -> None:
    bert = tiny_bert(lab)
    words = lab.integers(1, WORDS, 64, 6)
    alone = bert(words).last_hidden_state
    for extra in lab.sweep("padding", (1, 5, 20)):
        padded = torch.cat([words, words.new_zeros(64, extra)], dim=1)
        mask = (padded != 0).long()
        states = bert(padded, attention_mask=mask).last_hidden_state
        states = returned(states, mask[..., None])
        lab.same("pooled vector against no padding", pool(states, mask[..., None]), alone.mean(1))
        half = alone.norm(dim=-1).mean() / 2
        long = (states[:, 6:].norm(dim=-1) > half).sum()
        lab.count("padded vectors of ordinary length", long, equals=64 * extra)


if __name__ == "__main__":
    pool_real_tokens.main()
