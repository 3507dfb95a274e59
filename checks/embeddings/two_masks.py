"""Two [MASK] tokens of a sentence differ by position alone: without it, their outputs are equal.

Both look up the same row of the token table. Attention treats its inputs as a set, so without the
position table nothing tells the two apart, and BERT would have to predict the same word for both.
"""

import torch

from quizkit.evidence import Lab, check
from quizkit.evidence.subjects import MASK, small_bert, words

PLACES = [2, 6]


def without(bert):
    bert.embeddings.position_embeddings.weight.zero_()


def with_positions(bert):
    pass


@check(
    controls={
        "position table kept": {"positions": with_positions},
        "the two lie in different segments": {"boundary": 4},
    }
)
def two_masks(lab: Lab, positions=without, boundary: int = 8) -> None:
    bert = small_bert(lab)
    ids = words(lab, 32, 8)
    ids[:, PLACES] = MASK
    segments = (torch.arange(8, device=lab.device) >= boundary).long().expand_as(ids)
    with torch.no_grad():
        positions(bert)
        first, second = bert(ids, token_type_ids=segments).last_hidden_state[:, PLACES].unbind(1)
    lab.same("outputs at the two [MASK] tokens", first, second)


if __name__ == "__main__":
    two_masks.main()
