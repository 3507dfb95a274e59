"""BERT-base's twelve layers have one structure and twelve sets of weights: 12 × 7,087,872 numbers.

A layer holds four d × d projections, two d × 4d matrices, their biases and two LayerNorms:
4(d² + d) + (2·4d² + 5d) + 4d. Sharing one layer among all twelve, as ALBERT does, would leave a
twelfth of it. Each layer starts from a draw of its own too, which is not the rule everywhere:
PyTorch's nn.TransformerEncoder copies one layer, so that its layers start alike and part only in
training. Devlin et al. 2019, §3; Lan et al. 2020, §3.1.
"""

import copy
from itertools import combinations

import torch
from transformers import BertConfig, BertModel

from quizkit.evidence import Lab, check
from quizkit.evidence.subjects import SMALL_BERT


def as_built(encoder):
    return encoder


def one_for_all(encoder):
    for i in range(len(encoder.layer)):
        encoder.layer[i] = encoder.layer[0]
    return encoder


def copied(encoder):
    for i in range(len(encoder.layer)):
        encoder.layer[i] = copy.deepcopy(encoder.layer[0])
    return encoder


def attention_shared(encoder):
    for layer in encoder.layer:
        layer.attention = encoder.layer[0].attention
    return encoder


@check(
    controls={
        "one layer used twelve times": {"arrange": one_for_all},
        "attention shared, FFN not": {"arrange": attention_shared},
        "layers copied from the first, as in nn.TransformerEncoder": {"arrange": copied},
        "biases and gains forgotten": {"vectors": 0},
    }
)
def layers_of_their_own(lab: Lab, arrange=as_built, vectors: int = 1) -> None:
    config = BertConfig()
    d, inner, layers = config.hidden_size, config.intermediate_size, config.num_hidden_layers
    with torch.device("meta"):
        encoder = arrange(BertModel(config).encoder)
    tensors = {id(p): p.numel() for p in encoder.parameters()}
    matrices = 4 * d * d + 2 * d * inner
    one_layer = matrices + vectors * (4 * d + (inner + d) + 2 * 2 * d)
    lab.count("numbers in the encoder", sum(tensors.values()), equals=layers * one_layer)
    lab.count("weight matrices", sum(p.ndim == 2 for p in encoder.parameters()), equals=6 * layers)
    lab.count("layers run, one after the other", len(encoder.layer), equals=layers, premise=True)
    small = BertConfig(**SMALL_BERT)
    small.num_hidden_layers = layers
    started = arrange(BertModel(small).encoder).layer
    queries = [layer.attention.self.query.weight for layer in started]
    alike = sum(torch.equal(a, b) for a, b in combinations(queries, 2))
    lab.count("pairs of layers that start alike", alike, equals=0)


if __name__ == "__main__":
    layers_of_their_own.main()
