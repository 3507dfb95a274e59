"""Multiplying all three embedding tables by one factor changes none of BERT's outputs.

The sum of token, position and segment rows goes through a LayerNorm first, and LayerNorm(c·x) =
LayerNorm(x) up to ε. Scaling the token table alone turns the sum: position and segment drown, and
the outputs move with it. So BERT is blind to the size of its input, not to
its direction.
"""

from typing import Any

import torch
from torch import Tensor, nn

from quizkit.evidence import Lab, check
from quizkit.evidence.subjects import small_bert, words

ALL = ("word_embeddings", "position_embeddings", "token_type_embeddings")


def scale(bert: Any, tables: tuple[str, ...], factor: float) -> None:
    for name in tables:
        table: Tensor = getattr(bert.embeddings, name).weight
        _ = table.mul_(factor)


@check(
    controls={
        "token table alone": {"tables": ALL[:1]},
        "segments left out": {"tables": ALL[:2]},
        "no LayerNorm on the input": {"norm": lambda old: nn.Identity()},
        "no positions and segments to drown": {"others": 0.0},
    }
)
def common_scale_is_removed(lab: Lab, tables=ALL, norm=lambda old: old, others=1.0) -> None:
    for factor in lab.sweep("factor", (10, 100, 1000)):
        bert, ids = small_bert(lab), words(lab, 64, 8)
        bert.embeddings.LayerNorm = norm(bert.embeddings.LayerNorm)
        with torch.no_grad():
            scale(bert, ALL[1:], others)
            before = bert(ids).last_hidden_state
            scale(bert, tables, factor)
            lab.same("outputs", before, bert(ids).last_hidden_state)
            scale(bert, tables, 1 / factor)
            scale(bert, ALL[:1], factor)
            moved = (bert(ids).last_hidden_state - before).norm(dim=-1) / before.norm(dim=-1)
        lab.mean("change by the token table alone", moved, at_least=0.001)


if __name__ == "__main__":
    common_scale_is_removed.main()
