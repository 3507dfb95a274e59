"""Padding on the left shifts BERT's positions; attention_mask does not undo it, position_ids do.

The position table is read by index from the left end of the row. Padding in front moves every word
to a later index, and the mask, which hides keys, has no say in that. Passing position_ids that
start again at 0 with the first word gives the vectors back.
"""

import torch
from _bert import WORDS, tiny_bert
from torch import Tensor

from quizkit.evidence import Lab, check


def from_first_word(mask: Tensor) -> Tensor:
    return (mask.cumsum(1) - 1).clamp(min=0)


def from_left_end(mask: Tensor) -> Tensor:
    return torch.arange(mask.shape[1], device=mask.device).expand_as(mask)


def as_trained(table: Tensor) -> Tensor:
    return table


@check(
    controls={
        "position_ids counted from the left end": {"positions": from_left_end},
        "a model without positions": {"table": torch.zeros_like},
    }
)
def left_padding(lab: Lab, positions=from_first_word, table=as_trained) -> None:
    bert = tiny_bert(lab)
    weight = bert.embeddings.position_embeddings.weight
    weight.copy_(table(weight))
    words = lab.integers(1, WORDS, 16, 6)
    alone = bert(words).last_hidden_state
    for extra in lab.sweep("padding", (1, 5, 20)):
        padded = torch.cat([words.new_zeros(16, extra), words], dim=1)
        mask = torch.cat([words.new_zeros(16, extra), torch.ones_like(words)], dim=1)
        masked = bert(padded, attention_mask=mask)
        placed = bert(padded, attention_mask=mask, position_ids=positions(mask))
        lab.apart(
            "mask alone, against no padding",
            masked.last_hidden_state[:, extra:],
            alone,
            at_least=0.002,
        )
        lab.same(
            "mask and position_ids, against no padding", placed.last_hidden_state[:, extra:], alone
        )


if __name__ == "__main__":
    left_padding.main()
