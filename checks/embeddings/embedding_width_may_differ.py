"""ALBERT's embedding table is narrower than its hidden states: E and H need not be equal.

A table of V × E followed by one E × H projection takes V·E + E·H numbers instead of V·H. After that
projection every layer has width H, so the residual stream keeps one width. Lan et al. 2020, §3.1.
"""

import torch
from transformers import AlbertConfig, AlbertModel

from quizkit.evidence import Lab, check
from quizkit.evidence.subjects import words

V, E, H = 50, 8, 32


@check(controls={"E = H": {"e": H}, "H = E": {"h": E}})
def embedding_width_may_differ(lab: Lab, e: int = E, h: int = H) -> None:
    config = AlbertConfig(
        vocab_size=V,
        embedding_size=e,
        hidden_size=h,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=64,
    )
    albert = lab.inject(AlbertModel(config, add_pooling_layer=False))
    with torch.no_grad():
        out = albert(words(lab, 3, 7)).last_hidden_state
    table = albert.embeddings.word_embeddings.weight
    lab.shape("token table", table, (V, E))
    lab.shape("hidden states", out, (3, 7, H))
    factored = table.numel() + albert.encoder.embedding_hidden_mapping_in.weight.numel()
    lab.count("weights from token to hidden state", factored, equals=V * E + E * H)


if __name__ == "__main__":
    embedding_width_may_differ.main()
