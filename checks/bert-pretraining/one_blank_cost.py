"""One blank a pass costs 0.15 n passes for what BERT predicts in one: 19 at length 128, 77 at 512.

BERT selects 15 % of n tokens and predicts them in a single pass. With one blank at a time every
prediction needs a pass of its own, over a batch of copies that differ in their blank. Torch's own
counter counts the operations of one layer of BERT-base, forward, on tensors without data; all
twelve are alike. Numbers of predictions as in Devlin et al.'s code: 15 % of the length, rounded.
"""

import torch
from torch import Tensor
from torch.utils.flop_counter import FlopCounterMode
from transformers import BertConfig, BertModel

from quizkit.evidence import Lab, check

WORDS = {128: 19, 512: 77}
"""round(0.15 n), which BERT predicts in one pass."""


def one_blank_each(blanks: int, n: int) -> Tensor:
    return torch.zeros(blanks, n, dtype=torch.int64)


def all_blanks_together(blanks: int, n: int) -> Tensor:
    return torch.zeros(1, n, dtype=torch.int64)


def every_position_blank(blanks: int, n: int) -> Tensor:
    return torch.zeros(n, n, dtype=torch.int64)


def operations(bert: BertModel, ids: Tensor) -> int:
    with FlopCounterMode(display=False) as counter:
        _ = bert(ids.to("meta"))
    return counter.get_total_flops()


@check(
    controls={
        "several blanks share a pass": {"batch": all_blanks_together},
        "every word predicted, not 15 %": {"batch": every_position_blank},
        "12 % predicted": {"predicted": 0.12},
    }
)
def one_blank_cost(lab: Lab, batch=one_blank_each, predicted: float = 0.15) -> None:
    with torch.device("meta"):
        bert = BertModel(BertConfig(num_hidden_layers=1), add_pooling_layer=False).eval()
    for n in lab.sweep("length", tuple(WORDS)):
        one_pass = operations(bert, torch.zeros(1, n, dtype=torch.int64))
        one_by_one = operations(bert, batch(round(predicted * n), n))
        passes = one_by_one / one_pass
        lab.count("passes for the predictions of one", torch.tensor(passes), equals=WORDS[n])


if __name__ == "__main__":
    one_blank_cost.main()
