"""T5 adds one learned number per head to each score, the same in all layers, and scales nothing.

Attention by hand, softmax(QKᵀ + b)V, against the library's layers: the first owns the table of
buckets × heads, every later one is handed its values. There is no 1/√d_k; the initialisation takes
its place. Raffel et al. 2020, §2.1.
"""

from typing import Any

import torch
from torch import Tensor
from transformers import T5Config
from transformers.models.t5.modeling_t5 import T5Attention, T5Stack

from quizkit.evidence import Lab, check

TOKENS, HEADS, D_KV, WIDTH, LAYERS = 10, 4, 8, 32, 3


def of_the_first_layer(biases: list[Tensor], layer: int) -> Tensor:
    return biases[0]


def in_the_first_layer_only(biases: list[Tensor], layer: int) -> Tensor:
    return biases[0] * (layer == 0)


def of_its_own(biases: list[Tensor], layer: int) -> Tensor:
    return biases[layer]


def seen_from_the_key(biases: list[Tensor], layer: int) -> Tensor:
    return biases[0].mT


@check(
    controls={
        "bias in the first layer only": {"bias": in_the_first_layer_only},
        "a table of its own in each layer": {"bias": of_its_own},
        "offset seen from the key": {"bias": seen_from_the_key},
        "scores divided by √d_k": {"scale": D_KV**-0.5},
    }
)
def t5_bias_is_shared(lab: Lab, bias=of_the_first_layer, scale: float = 1.0) -> None:
    settings: dict[str, Any] = {"attn_implementation": "eager"}
    config = T5Config(
        vocab_size=20,
        d_model=WIDTH,
        d_kv=D_KV,
        d_ff=8,
        num_heads=HEADS,
        num_layers=LAYERS,
        is_decoder=False,
        use_cache=False,
        **settings,
    )
    stack: Any = lab.inject(T5Stack(config))
    inputs: list[Tensor] = []

    def keep(module: T5Attention, args: tuple[Tensor, ...]) -> None:
        inputs.append(args[0])

    for block in stack.block:
        _ = block.layer[0].SelfAttention.register_forward_pre_hook(keep)
    with torch.no_grad():
        # Of the tables only the first is the model's; the others are what each layer could own.
        got = stack(inputs_embeds=lab.normal(1, TOKENS, WIDTH), output_attentions=True).attentions
        tables = [lab.inject(T5Attention(config, has_relative_attention_bias=True)) for _ in got]
        tables[0] = stack.block[0].layer[0].SelfAttention
        biases = [table.compute_bias(TOKENS, TOKENS)[0] for table in tables]
    for layer in lab.sweep("layer", tuple(range(LAYERS))):
        attention, x = stack.block[layer].layer[0].SelfAttention, inputs[layer][0]
        q, k = (w(x).unflatten(-1, (HEADS, -1)).movedim(1, 0) for w in (attention.q, attention.k))
        by_hand = (scale * q @ k.mT + bias(biases, layer)).softmax(-1)
        lab.same("attention weights", got[layer][0], by_hand)


if __name__ == "__main__":
    t5_bias_is_shared.main()
