"""The gradient of a tied matrix is the sum of its two uses, and reaches every row at every step.

As an embedding table it gets a gradient only in the rows of the words that were looked up; as the
output matrix, the softmax touches all V rows, also those of words that are not in the batch. The
two are added, since one tensor is used twice. Here they are taken apart with an untied model of
the same values. Press and Wolf 2017, §3.
"""

import torch
from torch import Tensor
from torch.autograd import grad
from transformers import BertForMaskedLM

from quizkit.evidence import Lab, check
from quizkit.evidence.subjects import FIRST_WORD, small_bert

V, DIFFERENT = 60, 12
"""Words of the vocabulary, and different ones in the batch."""


def lookup_only(lookup: Tensor, softmax: Tensor) -> Tensor:
    return lookup


def softmax_only(lookup: Tensor, softmax: Tensor) -> Tensor:
    return softmax


def average(lookup: Tensor, softmax: Tensor) -> Tensor:
    return (lookup + softmax) / 2


@check(
    controls={
        "the lookup alone": {"combine": lookup_only},
        "the softmax alone": {"combine": softmax_only},
        "average of the two": {"combine": average},
    }
)
def tied_gradient(lab: Lab, combine=torch.add) -> None:
    ids = (FIRST_WORD + lab.permutation(V - FIRST_WORD)[:DIFFERENT]).view(2, -1)
    tied = small_bert(lab, BertForMaskedLM, vocab_size=V)
    apart = small_bert(lab, BertForMaskedLM, vocab_size=V, tie_word_embeddings=False)
    apart.load_state_dict(tied.state_dict())

    (whole,) = grad(tied(ids, labels=ids).loss, [tied.bert.embeddings.word_embeddings.weight])
    uses = [apart.bert.embeddings.word_embeddings.weight, apart.cls.predictions.decoder.weight]
    lookup, softmax = grad(apart(ids, labels=ids).loss, uses)
    gradient = combine(lookup, softmax)
    lab.same("gradient of the tied matrix", whole, gradient)
    lab.count("rows with a gradient", (gradient != 0).any(1).sum(), equals=V)


if __name__ == "__main__":
    tied_gradient.main()
