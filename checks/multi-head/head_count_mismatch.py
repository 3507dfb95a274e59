"""Weights saved with 4 heads load into a model with another number of heads, which then is wrong.

No parameter has the number of heads in its shape: W_Q, W_K and W_V are d × d for every h, and the
heads are cut out of their outputs at run time. So load_state_dict(strict=True) finds every key and
every shape in order, and the model groups the columns into other heads and divides by another √d_k.
A change of the hidden or of the intermediate size does change shapes, and raises.
transformers, BertSelfAttention.
"""

import torch
from transformers import BertConfig, BertModel

from quizkit.evidence import Lab, check


def bert(heads: int, intermediate_size: int = 96) -> BertModel:
    config = BertConfig(
        vocab_size=50,
        hidden_size=48,
        num_hidden_layers=2,
        num_attention_heads=heads,
        intermediate_size=intermediate_size,
    )
    return BertModel(config)


def with_as_many_as_saved(heads: int) -> BertModel:
    return bert(4)


def with_another_intermediate_size(heads: int) -> BertModel:
    return bert(heads, intermediate_size=192)


@check(
    controls={
        "the number of heads it was saved with": {"loaded": with_as_many_as_saved},
        "the intermediate size changed too": {"loaded": with_another_intermediate_size},
    }
)
def head_count_mismatch(lab: Lab, loaded=bert) -> None:
    for heads in lab.sweep("heads of the loading model", (1, 2, 8, 16)):
        saved = lab.inject(bert(4))
        other = lab.inject(loaded(heads))
        try:
            other.load_state_dict(saved.state_dict(), strict=True)
            errors = 0
        except RuntimeError:
            errors = 1
        tokens = lab.integers(0, 50, 4, 12)
        with torch.no_grad():
            right, wrong = (m(tokens).last_hidden_state for m in (saved, other))
        lab.count("errors on loading", errors, equals=0)
        # Rounding is some 1e-15; on most seeds the difference is a few hundredths.
        lab.apart("hidden states", wrong, right, at_least=1e-4)


if __name__ == "__main__":
    head_count_mismatch.main()
