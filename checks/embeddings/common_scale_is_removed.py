"""Multiplying all three embedding tables by one factor changes none of BERT's outputs.

The sum of token, position and segment rows goes through a LayerNorm first, and LayerNorm(c·x) =
LayerNorm(x) up to ε. Scaling one table alone changes the direction of the sum: position and segment
drown. So BERT is blind to the size of its input, not to its direction.
"""

import torch
from torch import nn

from quizkit.evidence import Lab, check
from quizkit.evidence.subjects import small_bert, words

ALL = ("word_embeddings", "position_embeddings", "token_type_embeddings")


@check(
    controls={
        "token table alone": {"tables": ALL[:1]},
        "segments left out": {"tables": ALL[:2]},
        "no LayerNorm on the input": {"norm": lambda old: nn.Identity()},
    }
)
def common_scale_is_removed(lab: Lab, tables=ALL, norm=lambda old: old) -> None:
    for factor in lab.sweep("factor", (10, 100, 1000)):
        bert, ids = small_bert(lab), words(lab, 16, 8)
        bert.embeddings.LayerNorm = norm(bert.embeddings.LayerNorm)
        with torch.no_grad():
            before = bert(ids).last_hidden_state
            for name in tables:
                getattr(bert.embeddings, name).weight.mul_(factor)
            after = bert(ids).last_hidden_state
        lab.same("outputs", before, after)


if __name__ == "__main__":
    common_scale_is_removed.main()
