"""Position rows beyond the longest training text get a gradient of exactly zero, padding or not.

A row learns only if it is looked up and what it yields reaches the loss. Padding looks up later
rows, but nobody attends to a padded token, its weight being exactly 0, and its own output is not in
the loss. So the rows that no text reaches are not trained. For their sake BERT took the last tenth
of its steps on texts of length 512, the rest on 128. Devlin et al. 2019, Appendix A.2.
"""

import torch
from torch import Tensor
from transformers import BertForMaskedLM

from quizkit.evidence import Lab, check
from quizkit.evidence.subjects import small_bert, words

SENTENCES, TEXT, PADDED, IGNORED = 4, 24, 64, -100


def hidden(padding: Tensor) -> Tensor:
    return (~padding).long()


def visible(padding: Tensor) -> Tensor:
    return torch.ones_like(padding, dtype=torch.int64)


@check(
    controls={
        "padding left visible": {"mask": visible},
        "padding counted in the loss": {"ignored": 0},
        "texts start at a later position": {"start": 30},
    }
)
def untrained_positions(lab: Lab, mask=hidden, ignored=IGNORED, start=0) -> None:
    model = small_bert(lab, BertForMaskedLM, max_position_embeddings=PADDED)
    padding = (torch.arange(PADDED, device=lab.device) >= TEXT).expand(SENTENCES, -1)
    ids = words(lab, SENTENCES, PADDED).masked_fill(padding, 0)
    positions = (torch.arange(PADDED, device=lab.device) + start) % PADDED
    model(
        input_ids=ids,
        attention_mask=mask(padding),
        position_ids=positions[None],
        labels=ids.masked_fill(padding, ignored),
    ).loss.backward()
    table = model.bert.embeddings.position_embeddings.weight
    assert table.grad is not None
    lab.zero("gradient of the rows beyond the text", table.grad[TEXT:])
    lab.count("rows that learn", (table.grad != 0).any(1).sum(), equals=TEXT)


if __name__ == "__main__":
    untrained_positions.main()
