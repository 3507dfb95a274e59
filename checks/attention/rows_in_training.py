"""In training mode BERT returns attention weights whose rows do not sum to one.

Dropout acts on the weights after the softmax and divides the survivors by 1 - p, so a row sums to
one only on average: with nothing dropped it sums to 1/(1 - p), with a large weight dropped to much
less. Devlin et al. 2019, §A.2, gives p = 0.1 on all layers.
"""

import torch

from quizkit.evidence import Lab, check
from quizkit.evidence.subjects import small_bert, words


@check(
    controls={
        "evaluation mode": {"training": False},
        "dropout on hidden states only": {"p": 0.0},
    }
)
def rows_in_training(lab: Lab, training: bool = True, p: float = 0.1) -> None:
    bert = small_bert(lab, attention_probs_dropout_prob=p, num_hidden_layers=1).train(training)
    with torch.no_grad():
        (weights,) = bert(words(lab, 512, 9), output_attentions=True).attentions
    sums = weights.sum(-1)  # (sentence, head, query)
    off = (sums - 1).abs() > 1e-3
    # The dropped weights of different rows are independent draws, given the weights.
    lab.proportion("share of rows off by more than 0.001", off.flatten(), at_least=0.99)


if __name__ == "__main__":
    rows_in_training.main()
