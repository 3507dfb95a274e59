"""A causal mask tells positions apart without any encoding: one uniform head computes 1/position.

Under a causal mask token i sees i tokens, so a head that weights them equally and carries 1 for
the first token, 0 for the rest, gives 1/i: the absolute position, exactly. The head needs something
to count from; if all values are equal, so is their average. A BERT with a causal mask is not
permutation equivariant for the same reason. Haviv et al. 2022 conjecture that decoders without
positional encodings learn their positions by counting predecessors in this way.
"""

import torch
from _bert import encode, sentences, without_positions
from torch import Tensor
from torch.nn.functional import scaled_dot_product_attention

from quizkit.evidence import Lab, check
from quizkit.evidence.subjects import small_bert

LENGTH = 16


def first_token(values: Tensor) -> Tensor:
    return values.index_fill(0, values.new_zeros(1, dtype=torch.int64), 1.0)


@check(
    controls={
        "no mask": {"causal": False},
        "nothing marks the first token": {"mark": torch.ones_like},
    }
)
def causal_mask_counts(lab: Lab, causal=True, mark=first_token) -> None:
    keys = lab.normal(LENGTH, 8)
    queries = torch.zeros_like(keys)  # every score 0: equal weights
    values = mark(keys.new_zeros(LENGTH, 1))
    head = scaled_dot_product_attention(queries[None], keys[None], values[None], is_causal=causal)
    position = torch.arange(1, LENGTH + 1, device=lab.device, dtype=torch.float64)
    lab.same("output of the head against 1/position", head[0, :, 0], 1 / position)

    bert = without_positions(small_bert(lab, is_decoder=causal))
    tokens, order = sentences(lab, LENGTH), lab.permutation(LENGTH)
    straight, shuffled = encode(bert, tokens), encode(bert, tokens[:, order])
    # Rounding is some 1e-15 here; a thousandth of the largest output is not.
    lab.apart("outputs do not just move", shuffled, straight[:, order], at_least=1e-3)


if __name__ == "__main__":
    causal_mask_counts.main()
