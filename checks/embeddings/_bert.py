"""BERT's own embedding module, and the inputs to try it on."""

import torch
from torch import Tensor
from transformers import BertConfig
from transformers.models.bert.modeling_bert import BertEmbeddings

from quizkit.evidence import Lab


def bert_embeddings(lab: Lab, sizes: tuple[int, int, int], width: int) -> BertEmbeddings:
    """BERT's module with random tables; `sizes` counts tokens, positions and segments."""
    tokens, positions, segments = sizes
    config = BertConfig(
        vocab_size=tokens,
        max_position_embeddings=positions,
        type_vocab_size=segments,
        hidden_size=width,
    )
    return lab.inject(BertEmbeddings(config))


def tables(model: BertEmbeddings) -> list[Tensor]:
    """The token, position and segment tables, each of shape (rows, width)."""
    modules = (model.word_embeddings, model.position_embeddings, model.token_type_embeddings)
    return [module.weight.detach() for module in modules]


def embed(model: BertEmbeddings, ids: Tensor) -> Tensor:
    """Embed `ids` of shape (n, 3), one (token, position, segment) a row; gives (n, width)."""
    token, position, segment = ids[:, :, None].unbind(1)
    with torch.no_grad():
        out = model(input_ids=token, position_ids=position, token_type_ids=segment)
    return out.squeeze(1)


def summed(model: BertEmbeddings, ids: Tensor) -> Tensor:
    """The sum of the three rows as the module's LayerNorm is given it; shape (n, width)."""
    given: list[Tensor] = []
    hook = model.LayerNorm.register_forward_pre_hook(lambda _, inputs: given.append(inputs[0]))
    embed(model, ids)
    hook.remove()
    return given[0].squeeze(1)


def every_input(lab: Lab, sizes: tuple[int, int, int]) -> Tensor:
    """Every combination of token, position and segment, one a row: shape (n, 3)."""
    return torch.cartesian_prod(*(torch.arange(n) for n in sizes)).to(lab.device)
