"""Attention weights sum to one over the keys, in every head and in the average over heads.

The softmax runs over the keys of one query, so each row of the matrix is a distribution. A column
collects what all queries give to one key, and nothing fixes its sum. An average of distributions is
a distribution, so averaging heads keeps the rows and hides what single heads do.
Vaswani et al. 2017, §3.2.1.
"""

import torch

from quizkit.evidence import Lab, check
from quizkit.evidence.subjects import small_bert, words

KEYS, QUERIES = -1, -2


@check(
    controls={
        "columns instead of rows": {"over": QUERIES},
        "training mode": {"training": True},
    }
)
def rows_sum_to_one(lab: Lab, over: int = KEYS, training: bool = False) -> None:
    bert = small_bert(lab).train(training)
    with torch.no_grad():
        layers = bert(words(lab, 8, 9), output_attentions=True).attentions
    weights = torch.stack(layers)  # (layer, sentence, head, query, key)
    lab.show("weights of one head (row: query)", weights[0, 0, 0])

    sums = weights.sum(over)
    lab.same("sum of a row", sums, torch.ones_like(sums))
    averaged = weights.mean(2).sum(over)
    lab.same("sum of a row of the average over heads", averaged, torch.ones_like(averaged))


if __name__ == "__main__":
    rows_sum_to_one.main()
