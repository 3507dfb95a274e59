"""Adding BERT's three embeddings is one bias-free linear layer on the concatenated one-hot vectors.

Multiplying a one-hot row vector by a table picks one of its rows: e_i W = W[i]. Three one-hots laid
end to end, times the three tables stacked, therefore give W_t[t] + W_p[p] + W_s[s]. Each block of
the input sums to 1, so its T + P + S columns obey two linear relations, and all inputs together
span T + P + S - 2 dimensions: a constant added to every token row and taken from every position row
changes nothing. Devlin et al. 2019, §3 and Figure 2.
"""

import torch
from _bert import bert_embeddings, every_input, summed, tables
from torch import Tensor
from torch.nn.functional import one_hot

from quizkit.evidence import Lab, check

Sizes = tuple[int, int, int]


def end_to_end(ids: Tensor, sizes: Sizes) -> Tensor:
    blocks = [one_hot(column, n) for column, n in zip(ids.unbind(1), sizes, strict=True)]
    return torch.cat(blocks, dim=1).double()


def positions_from_one(ids: Tensor, sizes: Sizes) -> Tensor:
    return end_to_end((ids + ids.new_tensor([0, 1, 0])) % ids.new_tensor(sizes), sizes)


def no_segment(ids: Tensor, sizes: Sizes) -> Tensor:
    x = end_to_end(ids, sizes)
    x[:, -sizes[2] :] = 0
    return x


def ids_as_numbers(ids: Tensor, sizes: Sizes) -> Tensor:
    return torch.cat([ids.double(), ids.new_zeros(len(ids), sum(sizes) - 3)], dim=1)


@check(
    controls={
        "positions counted from one": {"features": positions_from_one},
        "segment left out": {"features": no_segment},
        "ids used as numbers": {"features": ids_as_numbers},
    }
)
def sum_is_one_linear_map(lab: Lab, features=end_to_end) -> None:
    for tokens in lab.sweep("tokens", (4, 8, 16)):
        sizes = (tokens, 3, 2)
        model = bert_embeddings(lab, sizes, width=64)
        ids = every_input(lab, sizes)
        x = features(ids, sizes)
        lab.same("sum against one linear layer", summed(model, ids), x @ torch.cat(tables(model)))
        lab.count("dimensions spanned", torch.linalg.matrix_rank(x), equals=tokens + 3 + 2 - 2)


if __name__ == "__main__":
    sum_is_one_linear_map.main()
