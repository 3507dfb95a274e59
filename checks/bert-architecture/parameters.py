"""BERT-base holds 109,482,240 numbers and BERT-large 335,141,888, without the pre-training heads.

These are the English models in lower case, of 30,522 tokens; with the 21,128 of the Chinese one
BERT-base holds 102,267,648.

With width d, V tokens, P positions and two segments: (V + P + 2)·d + 2d in the embeddings,
12d² + 13d in each layer, d² + d in the pooler. Counted on transformers' own classes.
Devlin et al. 2019, §3, gives 110 M and 340 M.
"""

from typing import Any

import torch
from transformers import BertConfig, BertModel

from quizkit.evidence import Lab, check

SIZES: dict[str, tuple[dict[str, Any], int]] = {
    "base": ({}, 109_482_240),
    "large": (
        {
            "hidden_size": 1024,
            "num_hidden_layers": 24,
            "num_attention_heads": 16,
            "intermediate_size": 4096,
        },
        335_141_888,
    ),
    "base, Chinese": ({"vocab_size": 21_128}, 102_267_648),
}


def everything(model):
    return sum(p.numel() for p in model.parameters())


def matrices_alone(model):
    return sum(p.numel() for p in model.parameters() if p.ndim > 1)


def without_pooler(model):
    return everything(model) - everything(model.pooler)


def layers_alone(model):
    return everything(model.encoder)


@check(
    controls={
        "biases and gains forgotten": {"counted": matrices_alone},
        "pooler forgotten": {"counted": without_pooler},
        "embeddings forgotten": {"counted": layers_alone},
    }
)
def parameters(lab: Lab, counted=everything) -> None:
    for size in lab.sweep("model", list(SIZES)):
        config, expected = SIZES[size]
        with torch.device("meta"):
            model = BertModel(BertConfig(**config))
        lab.count("parameters", counted(model), equals=expected)


if __name__ == "__main__":
    parameters.main()
