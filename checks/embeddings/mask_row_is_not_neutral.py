"""No term of the masked-language loss asks the [MASK] row to be an average of the words.

Put at the average of the word rows, the [MASK] row gets a gradient as at any other place, and a
small step down it lowers the loss. If the loss asked for a neutral row, the average would be where
it is least. Measured on random small BERTs: it says what the loss wants, not where training ends.
"""

from typing import Any

import torch
from torch import Tensor
from transformers import BertForMaskedLM

from quizkit.evidence import Lab, check
from quizkit.evidence.subjects import FIRST_WORD, MASK, small_bert, words

MODELS, SENTENCES, LENGTH, PLACES = 32, 8, 8, [1, 5]
STEP = 0.01


def loss_alone(loss: Tensor, row: Tensor, average: Tensor) -> Tensor:
    return loss


def drawn_to_the_average(loss: Tensor, row: Tensor, average: Tensor) -> Tensor:
    return loss + 1_000 * (row - average).square().sum()


def downhill(gradient: Tensor) -> Tensor:
    return -gradient / gradient.norm()


def uphill(gradient: Tensor) -> Tensor:
    return -downhill(gradient)


@check(
    controls={
        "a term that asks for the average": {"total": drawn_to_the_average},
        "step up the gradient": {"direction": uphill},
    }
)
def mask_row_is_not_neutral(lab: Lab, total=loss_alone, direction=downhill) -> None:
    falls = []
    bert: Any = small_bert(lab, BertForMaskedLM, num_hidden_layers=1)
    for _ in range(MODELS):
        bert = lab.inject(bert)  # all weights are drawn anew
        labels = words(lab, SENTENCES, LENGTH)
        ids = labels.clone()
        ids[:, PLACES] = MASK
        masked = torch.full_like(labels, -100)
        masked[:, PLACES] = labels[:, PLACES]
        table: Tensor = bert.get_input_embeddings().weight
        average = table.detach()[FIRST_WORD:].mean(0)
        table.data[MASK] = average
        loss = total(bert(input_ids=ids, labels=masked).loss, table[MASK], average)
        (gradient,) = torch.autograd.grad(loss, table)
        with torch.no_grad():
            table[MASK] += STEP * direction(gradient[MASK])
            after = total(bert(input_ids=ids, labels=masked).loss, table[MASK], average)
        falls.append(after < loss)
    lab.proportion("loss falls off the average", torch.stack(falls), at_least=0.6)


if __name__ == "__main__":
    mask_row_is_not_neutral.main()
