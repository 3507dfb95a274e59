"""BERT's three tables start as random numbers of standard deviation 0.02, and all three learn.

The word, position and segment tables are drawn from N(0, 0.02²), [PAD]'s row being zero, and the
pretraining loss gives each of them a gradient. So they are random only before pretraining.
Initial range: Devlin et al. 2019, code, `initializer_range`.
"""

from typing import Any

import torch
from torch import Tensor
from transformers import BertConfig, BertForPreTraining

from quizkit.evidence import Lab, check
from quizkit.evidence.subjects import SMALL_BERT, words

TABLES = ("word", "position", "token_type")


def as_built(model: Any) -> None:
    """Leave every table to train."""


def positions_frozen(model: Any) -> None:
    model.bert.embeddings.position_embeddings.weight.detach_()


def unit_normal(model: Any) -> None:
    for table in TABLES:
        torch.nn.init.normal_(getattr(model.bert.embeddings, f"{table}_embeddings").weight)


@check(
    controls={
        "positions frozen, as sinusoids are": {"change": positions_frozen},
        "tables of standard deviation 1": {"change": unit_normal},
    }
)
def tables_at_the_start(lab: Lab, change=as_built) -> None:
    # 4,000 rows each, so that all three give 128,000 numbers.
    sizes: dict[str, Any] = SMALL_BERT | {
        "vocab_size": 4_000,
        "max_position_embeddings": 4_000,
        "type_vocab_size": 4_000,
    }
    model: Any = BertForPreTraining(BertConfig(**sizes)).eval()
    model = model.to(lab.device)
    change(model)
    ids = words(lab, 4, 16)
    loss = model(
        input_ids=ids,
        token_type_ids=(torch.arange(16, device=lab.device) >= 8).long().expand(4, -1),
        labels=ids,
        next_sentence_label=lab.integers(0, 2, 4),
    ).loss
    loss.backward()
    for table in lab.sweep("table", TABLES):
        weight: Tensor = getattr(model.bert.embeddings, f"{table}_embeddings").weight
        # The first row of the words is [PAD]'s.
        spread = weight.detach()[1:].double().flatten() / 0.02
        lab.variance("variance over 0.02²", spread, equals=1.0, within=0.06)
        gradient = weight.grad if weight.grad is not None else torch.zeros_like(weight)
        lab.count("tables with a gradient", int((gradient != 0).any()), equals=1)


if __name__ == "__main__":
    tables_at_the_start.main()
