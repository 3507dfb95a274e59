"""CBOW predicts the same whatever the order of its context; BERT, with its positions, does not.

CBOW averages the vectors of the words in a window, and a mean does not know in which order its
terms came. BERT reads the same words around a [MASK], each with a position added. Take its position
table away and it cannot tell their order either: the outputs of an encoder move with its inputs.
Mikolov et al. 2013, §3.1; Devlin et al. 2019, §3.
"""

import torch
from torch import Tensor, nn
from transformers import BertForMaskedLM

from quizkit.evidence import Lab, check
from quizkit.evidence.subjects import MASK, SMALL_BERT, small_bert, words

TEXTS, HALF = 512, 3
V, D = SMALL_BERT["vocab_size"], SMALL_BERT["hidden_size"]


def averaged(vectors: Tensor, output: nn.Linear) -> Tensor:
    return output(vectors.mean(1).repeat(1, 2 * HALF))


def concatenated(vectors: Tensor, output: nn.Linear) -> Tensor:
    return output(vectors.flatten(1))


def with_positions(bert: BertForMaskedLM) -> BertForMaskedLM:
    return bert


def without_positions(bert: BertForMaskedLM) -> BertForMaskedLM:
    with torch.no_grad():
        _ = bert.bert.embeddings.position_embeddings.weight.zero_()
    return bert


@check(
    controls={
        "context vectors concatenated": {"combine": concatenated},
        "BERT without its position table": {"prepare": without_positions},
    }
)
def order_of_context(lab: Lab, combine=averaged, prepare=with_positions) -> None:
    table, output = lab.inject(nn.Embedding(V, D)), lab.inject(nn.Linear(2 * HALF * D, V))
    bert = prepare(small_bert(lab, BertForMaskedLM))
    context = words(lab, TEXTS, 2 * HALF)
    reversed_context = context.flip(1)

    def at_mask(around: Tensor) -> Tensor:
        mask = torch.full_like(around[:, :1], MASK)
        return bert(torch.cat([around[:, :HALF], mask, around[:, HALF:]], 1)).logits[:, HALF]

    with torch.no_grad():
        cbow = [combine(table(c), output) for c in (context, reversed_context)]
        masked = [at_mask(c) for c in (context, reversed_context)]
    lab.same("CBOW's logits, context reversed", *cbow)
    # Rounding is some 1e-15; a thousandth of the largest logit is not.
    lab.apart("BERT's logits, context reversed", *masked, at_least=1e-3)


if __name__ == "__main__":
    order_of_context.main()
