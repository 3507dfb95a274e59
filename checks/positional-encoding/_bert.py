"""BERT without its positions, and sentences to try it on."""

import torch
from torch import Tensor
from transformers import BertModel

from quizkit.evidence import Lab
from quizkit.evidence.subjects import FIRST_WORD, SMALL_BERT


def without_positions(bert: BertModel) -> BertModel:
    """The same model with a position table of zeros: it is told nothing about order."""
    bert.embeddings.position_embeddings.weight.data.zero_()
    return bert


def sentences(lab: Lab, length: int) -> Tensor:
    """Sixteen sentences, each of different words, so that an exchange of two of them shows."""
    known = SMALL_BERT["vocab_size"] - FIRST_WORD
    return FIRST_WORD + lab.uniform(16, known).argsort(dim=1)[:, :length]


@torch.no_grad()
def encode(bert: BertModel, ids: Tensor) -> Tensor:
    """The last hidden state, shape (sentences, length, width)."""
    return bert(ids).last_hidden_state
