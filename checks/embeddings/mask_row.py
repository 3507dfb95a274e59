"""[MASK] is one learned row: the same vector wherever it stands, with a gradient like any row's.

The lookup knows no context, so every [MASK] of every sentence starts from the same token vector;
what differs is the position row added to it. In training all masked places update the row.
"""

import torch

from quizkit.evidence import Lab, check
from quizkit.evidence.subjects import MASK, small_bert, words


def of_tokens(bert, ids):
    return bert.embeddings.word_embeddings(ids)


def of_inputs(bert, ids):
    return bert.embeddings(ids)


@check(
    controls={
        "with the position row added": {"vectors": of_inputs},
        "row frozen": {"frozen": True},
    }
)
def mask_row(lab: Lab, vectors=of_tokens, frozen: bool = False) -> None:
    bert = small_bert(lab)
    table = bert.embeddings.word_embeddings.weight
    if frozen:
        _ = table.register_hook(lambda grad: grad.index_fill(0, torch.tensor(MASK), 0.0))
    ids = words(lab, 16, 8)
    ids[:, [1, 5]] = MASK
    at_mask = vectors(bert, ids)[:, [1, 5]]
    lab.zero("difference between any two [MASK] vectors", at_mask - at_mask[0, 0])

    out = bert(ids).last_hidden_state
    (out * lab.normal(*out.shape)).sum().backward()
    assert table.grad is not None
    touched = (table.grad[MASK] != 0).sum()
    lab.count("entries of the row with a gradient", touched, equals=table.shape[1])


if __name__ == "__main__":
    mask_row.main()
