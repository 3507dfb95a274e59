"""BERT's logits are T(h) Eᵀ + b: the table E is shared, the transform T and the bias b are not.

T is a dense layer, GELU (with erf, in transformers) and a LayerNorm, in this order. So the last
hidden state is not yet compared with the table: the head transforms it first, and adds a bias per
word. E is taken from the input side of the model here. Devlin et al. 2019, §3.1.
"""

import torch
from torch import Tensor
from torch.nn.functional import gelu
from transformers import BertForMaskedLM
from transformers.models.bert.modeling_bert import BertLMPredictionHead

from quizkit.evidence import Lab, check
from quizkit.evidence.subjects import small_bert, words


def with_transform_and_bias(h: Tensor, table: Tensor, head: BertLMPredictionHead) -> Tensor:
    t = head.transform
    return t.LayerNorm(gelu(t.dense(h))) @ table.T + head.bias


def without_transform(h: Tensor, table: Tensor, head: BertLMPredictionHead) -> Tensor:
    return h @ table.T + head.bias


def without_bias(h: Tensor, table: Tensor, head: BertLMPredictionHead) -> Tensor:
    t = head.transform
    return t.LayerNorm(gelu(t.dense(h))) @ table.T


def norm_before_gelu(h: Tensor, table: Tensor, head: BertLMPredictionHead) -> Tensor:
    t = head.transform
    return gelu(t.LayerNorm(t.dense(h))) @ table.T + head.bias


def approximate_gelu(h: Tensor, table: Tensor, head: BertLMPredictionHead) -> Tensor:
    t = head.transform
    return t.LayerNorm(gelu(t.dense(h), approximate="tanh")) @ table.T + head.bias


@check(
    controls={
        "table applied to the hidden state": {"logits": without_transform},
        "output bias forgotten": {"logits": without_bias},
        "LayerNorm before GELU": {"logits": norm_before_gelu},
        "GELU by its tanh approximation": {"logits": approximate_gelu},
    }
)
def mlm_head(lab: Lab, logits=with_transform_and_bias) -> None:
    model = small_bert(lab, BertForMaskedLM)
    ids = words(lab, 4, 12)
    with torch.no_grad():
        h = model.bert(ids).last_hidden_state
        by_hand = logits(h, model.get_input_embeddings().weight, model.cls.predictions)
        lab.same("logits", model(ids).logits, by_hand)


if __name__ == "__main__":
    mlm_head.main()
