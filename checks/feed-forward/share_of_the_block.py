"""With d_ff = 4d the FFN has twice the weights of attention: two thirds of an encoder block.

Attention has four d × d matrices, W_Q, W_K, W_V and W_O, whatever the number of heads, since each
head is d/h wide; the FFN has a d × 4d and a 4d × d. That is 4d² against 8d². A decoder block that
attends to an encoder as well has 8d² on either side, so there the share is one half. Counted on
BERT's own layers, biases and LayerNorm left aside. Vaswani et al. 2017, §3.3.
"""

import torch
from torch import nn
from transformers import BertConfig
from transformers.models.bert.modeling_bert import BertAttention, BertLayer

from quizkit.evidence import Lab, check


def matrices(*modules: nn.Module) -> int:
    return sum(p.numel() for m in modules for p in m.parameters() if p.ndim == 2)


def all_four(attention: BertAttention) -> int:
    return matrices(attention)


def without_output_projection(attention: BertAttention) -> int:
    return matrices(attention.self)


def heads_of_full_width(attention: BertAttention) -> int:
    heads = attention.self.num_attention_heads
    return heads * matrices(attention.self) + matrices(attention.output)


def both_layers(block: BertLayer) -> int:
    return matrices(block.intermediate, block.output)


def first_layer_only(block: BertLayer) -> int:
    return matrices(block.intermediate)


@check(
    controls={
        "W_O forgotten": {"of_attention": without_output_projection},
        "every head counted at full width": {"of_attention": heads_of_full_width},
        "one FFN matrix counted": {"of_ffn": first_layer_only},
    }
)
def share_of_the_block(lab: Lab, of_attention=all_four, of_ffn=both_layers) -> None:
    for d in lab.sweep("d", (256, 768, 1024)):
        config = BertConfig(hidden_size=d, intermediate_size=4 * d, num_attention_heads=d // 64)
        with torch.device("meta"):  # shapes without numbers
            encoder = BertLayer(config)
            config.is_decoder = config.add_cross_attention = True
            decoder = BertLayer(config)
        attention = of_attention(encoder.attention)
        lab.count("FFN of an encoder block", of_ffn(encoder), equals=2 * attention)
        with_cross = of_attention(decoder.attention) + of_attention(decoder.crossattention)
        lab.count("FFN of a decoder block", of_ffn(decoder), equals=with_cross)


if __name__ == "__main__":
    share_of_the_block.main()
