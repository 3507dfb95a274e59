"""A decoder layer has two attentions if there is an encoder to read from, and one if there is none.

The decoder layer of an encoder-decoder adds cross-attention to the self-attention that an encoder
layer has. A decoder-only layer, as GPT-2's, has nothing to read from and keeps one; what makes it a
decoder is the causal mask. A BERT layer becomes a decoder layer of the first kind by configuration.
Vaswani et al. 2017, §3.1; Radford et al. 2018, §3.1. Counted on the classes themselves.
"""

from collections.abc import Callable

import torch
from torch import nn
from transformers import BertConfig, GPT2Config, T5Config
from transformers.models.bert.modeling_bert import BertAttention, BertLayer
from transformers.models.gpt2.modeling_gpt2 import GPT2Attention, GPT2Block
from transformers.models.t5.modeling_t5 import T5Attention, T5Block

from quizkit.evidence import Lab, check

BERT_WITH_SOURCE = BertConfig(is_decoder=True, add_cross_attention=True)
T5_DECODER = T5Config(is_decoder=True)
LAYERS: dict[str, tuple[Callable[[], nn.Module], int]] = {
    "torch encoder": (lambda: nn.TransformerEncoderLayer(64, 4), 1),
    "torch decoder": (lambda: nn.TransformerDecoderLayer(64, 4), 2),
    "T5 encoder": (lambda: T5Block(T5Config()), 1),
    "T5 decoder": (lambda: T5Block(T5_DECODER, layer_idx=0), 2),
    "BERT": (lambda: BertLayer(BertConfig()), 1),
    "BERT with cross-attention": (lambda: BertLayer(BERT_WITH_SOURCE, layer_idx=0), 2),
    "GPT-2": (lambda: GPT2Block(GPT2Config(), layer_idx=0), 1),
}
ATTENTION = (nn.MultiheadAttention, T5Attention, BertAttention, GPT2Attention)


def attentions(layer: nn.Module) -> int:
    return sum(isinstance(m, ATTENTION) for m in layer.modules())


def one_per_norm(layer: nn.Module) -> int:
    return sum("Norm" in type(m).__name__ for m in layer.modules())


def two_in_any_decoder(layer: nn.Module) -> int:
    return max(attentions(layer), 2 if isinstance(layer, GPT2Block) else 0)


def direct_children_only(layer: nn.Module) -> int:
    return sum(isinstance(m, ATTENTION) for m in layer.children())


@check(
    controls={
        "every sublayer with a norm counted": {"counted": one_per_norm},
        "GPT-2 read as the decoder of a Transformer": {"counted": two_in_any_decoder},
        "sublayers inside a list overlooked": {"counted": direct_children_only},
    }
)
def attentions_per_layer(lab: Lab, counted=attentions) -> None:
    for name in lab.sweep("layer", tuple(LAYERS)):
        build, expected = LAYERS[name]
        with torch.device("meta"):  # the structure without the numbers
            layer = build()
        lab.count("attentions in one layer", counted(layer), equals=expected)


if __name__ == "__main__":
    attentions_per_layer.main()
