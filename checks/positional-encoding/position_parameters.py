"""Learned positions are no third kind: a table is absolute and learned, T5 relative and learned.

Read off the library's classes, with the numbers that the models were released with: BERT and GPT-2
learn a row per position, T5 a number per bucket and head, once in a stack; Marian's sinusoids,
LLaMA's rotations and BLOOM's slopes are given by a formula.
"""

import re

import torch
from torch import nn
from transformers import (
    BertConfig,
    BertModel,
    BloomConfig,
    BloomModel,
    GPT2Config,
    GPT2Model,
    LlamaConfig,
    LlamaModel,
    MarianConfig,
    MarianModel,
    T5Config,
    T5EncoderModel,
)

from quizkit.evidence import Lab, check

POSITION = re.compile(r"position|wpe|relative|rotary|alibi")
LAYERS = 2
# The rest of each model is kept small; what is counted has the size of the release.
MODELS = {
    "BERT": lambda: BertModel(BertConfig(num_hidden_layers=LAYERS)),
    "GPT-2": lambda: GPT2Model(GPT2Config(n_layer=LAYERS)),
    "T5 encoder": lambda: T5EncoderModel(
        T5Config(d_model=768, num_heads=12, d_ff=8, num_layers=LAYERS)
    ),
    "Marian": lambda: MarianModel(
        MarianConfig(d_model=512, encoder_layers=LAYERS, decoder_layers=LAYERS, pad_token_id=0)
    ),
    "LLaMA": lambda: LlamaModel(LlamaConfig(intermediate_size=8, num_hidden_layers=LAYERS)),
    "BLOOM": lambda: BloomModel(BloomConfig(n_layer=LAYERS)),
}
LEARNED = {"BERT": 512 * 768, "GPT-2": 1024 * 768, "T5 encoder": 32 * 12}


def trained(model: nn.Module) -> list[tuple[str, int]]:
    return [(name, p.numel()) for name, p in model.named_parameters() if p.requires_grad]


def frozen_too(model: nn.Module) -> list[tuple[str, int]]:
    kept = [*model.named_parameters(), *model.named_buffers()]
    return [(name, tensor.numel()) for name, tensor in kept]


def one_set_per_layer(model: nn.Module) -> list[tuple[str, int]]:
    return [(name, LAYERS * n) for name, n in trained(model)]


@check(
    controls={
        "frozen numbers counted": {"parameters": frozen_too},
        "one set in every layer": {"parameters": one_set_per_layer},
    }
)
def position_parameters(lab: Lab, parameters=trained) -> None:
    for name in lab.sweep("model", tuple(MODELS)):
        with torch.device("meta"):  # shapes without numbers
            model = MODELS[name]()
        found = sum(n for parameter, n in parameters(model) if POSITION.search(parameter))
        lab.count("learned numbers for positions", found, equals=LEARNED.get(name, 0))


if __name__ == "__main__":
    position_parameters.main()
