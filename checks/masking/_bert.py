"""A BERT small enough for a check: the library's own model, built from its configuration."""

from transformers import BertConfig, BertModel

from quizkit.evidence import Lab

WORDS = 40
"""Size of the vocabulary; id 0 is [PAD], as in BERT."""


def tiny_bert(lab: Lab, *, attention: str = "sdpa") -> BertModel:
    """Two layers of width 32 with random parameters, biases and gains included."""
    config = BertConfig(
        vocab_size=WORDS,
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=64,
        max_position_embeddings=32,
    )
    bert = BertModel(config, add_pooling_layer=False)
    bert.set_attn_implementation(attention)
    return lab.inject(bert).requires_grad_(False)
