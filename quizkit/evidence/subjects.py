"""What many checks are about: small instances of the real transformers classes.

Built from a config, with injected weights in float64: small enough for a CPU, and the same code
that runs at full size.
"""

from typing import Any, TypeVar

import torch
from torch import Tensor
from transformers import BertConfig, BertModel, PreTrainedModel

from quizkit.evidence.lab import Lab

Model = TypeVar("Model", bound=PreTrainedModel)

SMALL_BERT: dict[str, Any] = {
    "vocab_size": 50,
    "hidden_size": 32,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "intermediate_size": 64,
    "max_position_embeddings": 32,
    "attn_implementation": "eager",
}
"""Two layers of width 32 with 4 heads, in the implementation that returns attention weights."""

MASK = 4
"""The token that small vocabularies keep for [MASK]; 0 is [PAD]."""
FIRST_WORD = 5
"""Ordinary words of a small vocabulary begin here."""


def small_bert(lab: Lab, cls: type[Model] = BertModel, **config: Any) -> Model:
    """A BERT of the given class with injected weights, in float64 and evaluation mode.

    `config` overrides `SMALL_BERT`; every name is one of `transformers.BertConfig`.
    """
    return lab.inject(cls(BertConfig(**SMALL_BERT | config)))


def words(lab: Lab, *shape: int) -> Tensor:
    """Random ordinary tokens of the small vocabulary, none of them special (int64)."""
    return lab.integers(FIRST_WORD, SMALL_BERT["vocab_size"], *shape)


def additive_mask(visible: Tensor) -> Tensor:
    """The mask that BERT adds to its scores: 0 where `visible` (…, T, T) is true, else -∞.

    A boolean 4-D mask will not do: the eager implementation adds it as it is, so that True raises a
    score by one and False hides nothing (transformers 5.23).
    """
    mask = torch.zeros(visible.shape, dtype=torch.float64, device=visible.device)
    return mask.masked_fill(~visible, float("-inf"))[None, None]
