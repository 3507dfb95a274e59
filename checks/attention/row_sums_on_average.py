"""In training mode the rows of BERT's attention weights sum to one on average, and one by one not.

Dropout keeps each weight with probability 1 - p and divides it by 1 - p, so that its expectation
stays, and with it that of the row's sum. Without the division the sum would be 1 - p on average.
Srivastava et al. 2014, §4, drop without dividing and multiply by 1 - p in the test instead.
"""

import torch
from torch import Tensor

from quizkit.evidence import Lab, check
from quizkit.evidence.subjects import small_bert, words

P = 0.1


def as_returned(weights: Tensor) -> Tensor:
    return weights


def not_divided(weights: Tensor) -> Tensor:
    return weights * (1 - P)


def divided_again(weights: Tensor) -> Tensor:
    return weights / (1 - P)


@check(
    controls={
        "survivors not divided by 1 - p": {"read": not_divided},
        "survivors divided twice": {"read": divided_again},
    }
)
def row_sums_on_average(lab: Lab, read=as_returned) -> None:
    bert = small_bert(lab, attention_probs_dropout_prob=P, num_hidden_layers=1).train()
    with torch.no_grad():
        (weights,) = bert(words(lab, 512, 9), output_attentions=True).attentions
    sums = read(weights).sum(-1)  # (sentence, head, query)
    lab.mean("mean sum of a row", sums, equals=1.0, within=0.03)


if __name__ == "__main__":
    row_sums_on_average.main()
