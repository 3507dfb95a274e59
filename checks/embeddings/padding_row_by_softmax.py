"""With a tied decoder every row of the table gets a gradient at every step, the [PAD] row too.

The logit of word w is h·e_w, and cross-entropy pushes down each word's logit by its probability:
∂L/∂e_w holds a term p_w·h for all w. Only the lookup respects `padding_idx`; the softmax does not.
Press and Wolf 2017, §3.
"""

from typing import Any

import torch.nn.functional as F
from torch import Tensor
from transformers import BertForMaskedLM

from quizkit.evidence import Lab, check
from quizkit.evidence.subjects import MASK, small_bert, words


def softmax_over_all(logits: Tensor, labels: Tensor) -> Tensor:
    return F.cross_entropy(logits, labels)


def sampled_words(logits: Tensor, labels: Tensor) -> Tensor:
    # Without normalisation over the vocabulary only the words that were asked for are touched.
    return -logits.gather(1, labels[:, None]).mean()


@check(
    controls={
        "decoder of its own": {"tied": False},
        "loss without a softmax": {"loss": sampled_words},
    }
)
def padding_row_by_softmax(lab: Lab, tied: bool = True, loss=softmax_over_all) -> None:
    bert = small_bert(lab, BertForMaskedLM, tie_word_embeddings=tied)
    labels = words(lab, 16)
    ids = words(lab, 16, 8)
    ids[:, 3] = MASK
    ids[:, 6:] = 0
    loss(bert(ids).logits[:, 3], labels).backward()
    table: Any = bert.get_input_embeddings()
    rows = table.weight.grad.abs().sum(1)
    lab.count("rows without a gradient", (rows == 0).sum(), equals=0)
    lab.count("[PAD] rows without a gradient", (rows[:1] == 0).sum(), equals=0)


if __name__ == "__main__":
    padding_row_by_softmax.main()
