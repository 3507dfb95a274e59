"""A query stream that hides each word from itself is clean for one layer and leaks from the second.

The read-out begins with the place alone, so after one layer nothing of x_i has reached position i.
But its neighbours have mixed x_i into their content, and there the second layer finds it. The word
stays away at any depth if everybody sees only what comes earlier in one order, a permutation as in
XLNet (Yang et al. 2019, §2.3), or if keys and values never take up context, as in DisCo (Kasai et
al. 2020). Counted are the positions whose gradient ∂q_i/∂x_i is not exactly zero.
"""

import torch
from _streams import all_but_itself, attend, everybody
from torch import Tensor

from quizkit.evidence import Lab, check

N, D, DEPTH = 6, 16, 3


def earlier(rank: Tensor) -> Tensor:
    return rank[:, None] > rank[None, :]


def earlier_or_itself(rank: Tensor) -> Tensor:
    return rank[:, None] >= rank[None, :]


def mixed(content: Tensor, attended: Tensor) -> Tensor:
    return content + attended


def left_alone(content: Tensor, attended: Tensor) -> Tensor:
    return content


@check(
    controls={
        "own word visible": {"hidden": everybody},
        "neighbours take up no context": {"neighbours": left_alone},
        "order counts the word itself": {"before": earlier_or_itself},
        "keys and values take up context": {"fixed": mixed},
    }
)
def query_stream_leaks(
    lab: Lab, hidden=all_but_itself, neighbours=mixed, before=earlier, fixed=left_alone
) -> None:
    places, words = lab.normal(2, N, D)
    weights = lab.normal(DEPTH, 3, D, D) / D**0.5
    rank = lab.permutation(N)
    in_order, the_others, all_words = before(rank), hidden(N), everybody(N)
    in_order_or_itself = earlier_or_itself(rank)

    def leaks(layers: int, visible: Tensor, content_sees: Tensor, update) -> Tensor:
        def read_out(x: Tensor) -> Tensor:
            query, content = places, x + places
            for w in weights[:layers]:
                query = query + attend(query, content, w, visible.to(x.device))
                content = update(content, attend(content, content, w, content_sees.to(x.device)))
            return query

        jacobian = torch.autograd.functional.jacobian(read_out, words)
        own = jacobian.diagonal(dim1=0, dim2=2)  # output entry × word entry × position
        return (own != 0).flatten(0, 1).any(0).sum()

    for layers in lab.sweep("layers", (1, 2, 3)):
        two_streams = leaks(layers, the_others, all_words, neighbours)
        lab.count("leaks, two streams", two_streams, equals=0 if layers == 1 else N)
        ordered = leaks(layers, in_order, in_order_or_itself, mixed)
        lab.count("leaks, two streams and an order", ordered, equals=0)
        static = leaks(layers, all_but_itself(N), all_words, fixed)
        lab.count("leaks, fixed keys and values", static, equals=0)


if __name__ == "__main__":
    query_stream_leaks.main()
