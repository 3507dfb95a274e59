"""For a row that is all padding, BERT's two attention backends return different vectors.

The eager backend adds the smallest float to every score and averages all values;
scaled_dot_product_attention returns zeros. Both are finite, neither complains, and from the first
layer on the two models differ in every token of that row. Rows with at least one visible token
agree to rounding. The model is the transformers library's, with random parameters.
"""

import torch
from _bert import WORDS, tiny_bert
from torch import Tensor

from quizkit.evidence import Lab, check


def all_padding(words: Tensor) -> Tensor:
    return torch.zeros_like(words)


def one_word(words: Tensor) -> Tensor:
    return (torch.arange(words.shape[1], device=words.device) == 0).long().expand_as(words)


def no_padding(words: Tensor) -> Tensor:
    return torch.ones_like(words)


@check(
    controls={
        "one word in the row": {"mask": one_word},
        "no padding in the row": {"mask": no_padding},
    }
)
def bert_all_padding(lab: Lab, mask=all_padding) -> None:
    sdpa, eager = tiny_bert(lab), tiny_bert(lab, attention="eager")
    _ = eager.load_state_dict(sdpa.state_dict())
    words = lab.integers(1, WORDS, 16, 6)
    a, b = (bert(words, attention_mask=mask(words)).last_hidden_state for bert in (sdpa, eager))
    lab.finite("vectors of both backends", torch.stack([a, b]), premise=True)
    lab.apart("scaled_dot_product_attention against eager", a, b, at_least=0.02)


if __name__ == "__main__":
    bert_all_padding.main()
