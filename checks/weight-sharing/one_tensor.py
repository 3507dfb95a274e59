"""Tying is sharing one tensor: it saves V·d parameters, and the two uses cannot drift apart.

nn.Linear(d, V) stores its weight as (V, d), the shape of the embedding table, so one tensor serves
in both places without a transpose. What encoder and head have in common is the sum of their sizes
minus the size of the whole. The head's own share is the transform, d² + 3d with its LayerNorm, and
V output biases. A state dict lists the tensor under both names, and copied values part at the
first step of training. Press and Wolf 2017; Vaswani et al. 2017, §3.4.
"""

import torch
from torch import nn
from transformers import BertConfig, BertForMaskedLM

from quizkit.evidence import Lab, check
from quizkit.evidence.subjects import small_bert, words

D = 768


def shared(model: BertForMaskedLM) -> BertForMaskedLM:
    return model


def copied(model: BertForMaskedLM) -> BertForMaskedLM:
    table = model.bert.embeddings.word_embeddings.weight
    model.cls.predictions.decoder.weight = nn.Parameter(table.detach().clone())
    return model


def parameters(module: nn.Module) -> int:
    return sum(p.numel() for p in module.parameters())


def names_in_the_state_dict(module: nn.Module) -> int:
    return sum(t.numel() for t in module.state_dict().values())


@check(
    controls={
        "values copied, not shared": {"tie": copied},
        "every name counted": {"size": names_in_the_state_dict},
    }
)
def one_tensor(lab: Lab, tie=shared, size=parameters) -> None:
    for v in lab.sweep("V", (21_128, 30_522)):
        with torch.device("meta"):  # shapes without numbers: BERT-base at no cost
            base = tie(BertForMaskedLM(BertConfig(vocab_size=v, hidden_size=D)))
        saved = size(base.bert) + size(base.cls) - size(base)
        lab.count("parameters saved", saved, equals=v * D)
        own = size(base.cls) - v * D
        lab.count("parameters of the head alone", own, equals=D**2 + 3 * D + v)
        lab.record("share of an untied model", saved / (size(base) + saved))

    model = tie(small_bert(lab, BertForMaskedLM))
    ids = words(lab, 4, 12)
    weights = list(model.parameters())
    gradients = torch.autograd.grad(model(ids, labels=ids).loss, weights)
    with torch.no_grad():
        for weight, gradient in zip(weights, gradients, strict=True):
            weight -= 0.1 * gradient
    table, decoder = model.bert.embeddings.word_embeddings, model.cls.predictions.decoder
    lab.same("the two matrices after a step", table.weight, decoder.weight)


if __name__ == "__main__":
    one_tensor.main()
