"""A BERT that runs fused attention returns no weights when asked; the eager one returns them all.

A fused kernel never forms the matrix of weights, so there is nothing to hand out. In transformers 5
it is the default of BERT; `output_attentions=True` at the call then yields an empty tuple and a
line in the log. The eager implementation yields one tensor for each layer.
transformers, BertModel; Dao et al. 2022, §3.1, for kernels that form no weights.
"""

import torch
from torch import Tensor
from transformers.modeling_outputs import BaseModelOutputWithPoolingAndCrossAttentions
from transformers.utils import logging

from quizkit.evidence import Lab, check
from quizkit.evidence.subjects import SMALL_BERT, small_bert, words

Output = BaseModelOutputWithPoolingAndCrossAttentions
LAYERS = SMALL_BERT["num_hidden_layers"]


def as_stated(implementation: str | None) -> str | None:
    return implementation


def eager(implementation: str | None) -> str | None:
    return "eager"


def weights(output: Output) -> tuple[Tensor, ...]:
    return output.attentions or ()


def hidden_states(output: Output) -> tuple[Tensor, ...]:
    return output.hidden_states or ()


@check(
    controls={
        "switched to eager first": {"runs": eager},
        "hidden states taken for weights": {"read": hidden_states},
    }
)
def weights_of_fused_attention(lab: Lab, runs=as_stated, read=weights) -> None:
    logging.set_verbosity_error()
    # None is what a config says that was given no implementation.
    for implementation, expected in {None: 0, "sdpa": 0, "eager": LAYERS}.items():
        bert = small_bert(lab, attn_implementation=runs(implementation))
        with torch.no_grad():
            output = bert(words(lab, 4, 9), output_attentions=True, output_hidden_states=True)
        name = f"layers whose weights are returned, {implementation or 'default'}"
        lab.count(name, len(read(output)), equals=expected)


if __name__ == "__main__":
    weights_of_fused_attention.main()
