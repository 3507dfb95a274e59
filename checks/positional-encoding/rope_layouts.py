"""The two channel layouts of RoPE give the same scores once W_Q and W_K have their rows reordered.

The paper rotates neighbouring channels (2i, 2i + 1) of a head; the code of transformers rotates
channel i with channel i + d/2. A score does not care in which order its channels are summed, as
long as queries and keys agree, so weights made for one layout serve in the other after permuting
the rows of W_Q and W_K inside each head. Without that the model still runs, and its scores are
wrong.
Su et al. 2024, §3.2.
"""

import torch
from _rope import rotate_halves, rotate_neighbours
from torch import Tensor

from quizkit.evidence import Lab, check

HEADS, HEAD_WIDTH, WIDTH, LENGTH = 4, 16, 64, 10
Weights = tuple[Tensor, Tensor]


def evens_first(rows: Tensor) -> Tensor:
    """Rows 0, 2, 4, …, then 1, 3, 5, …: neighbours come to lie half the height apart."""
    return torch.cat([rows[::2], rows[1::2]])


def inside_each_head(w_q: Tensor, w_k: Tensor) -> Weights:
    q, k = (torch.cat([evens_first(head) for head in w.chunk(HEADS)]) for w in (w_q, w_k))
    return q, k


def as_stored(w_q: Tensor, w_k: Tensor) -> Weights:
    return w_q, w_k


def queries_only(w_q: Tensor, w_k: Tensor) -> Weights:
    return inside_each_head(w_q, w_k)[0], w_k


def across_heads(w_q: Tensor, w_k: Tensor) -> Weights:
    return evens_first(w_q), evens_first(w_k)


def scores(x: Tensor, weights: Weights, rotate) -> Tensor:
    """Scores of every head, shape (heads, tokens, tokens)."""
    position = torch.arange(len(x), device=x.device)
    q, k = (
        torch.stack([rotate(head, position) for head in (x @ w.T).chunk(HEADS, dim=1)])
        for w in weights
    )
    return q @ k.mT / HEAD_WIDTH**0.5


@check(
    controls={
        "weights taken as stored": {"convert": as_stored},
        "queries converted, keys not": {"convert": queries_only},
        "rows permuted across heads": {"convert": across_heads},
    }
)
def rope_layouts(lab: Lab, convert=inside_each_head) -> None:
    x = lab.normal(LENGTH, WIDTH)
    w_q, w_k = lab.normal(2, HEADS * HEAD_WIDTH, WIDTH) / WIDTH**0.5
    paper = scores(x, (w_q, w_k), rotate_neighbours)
    library = scores(x, convert(w_q, w_k), rotate_halves)
    lab.same("scores in the two layouts", paper, library)


if __name__ == "__main__":
    rope_layouts.main()
