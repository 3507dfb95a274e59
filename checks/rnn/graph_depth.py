"""The chain of dependent operations grows with the length in an RNN, and not in an encoder layer.

Read off autograd's graph as the longest path from the output back: each step of a recurrence waits
for the one before, while attention treats all positions at once. Two qualifications. Token by token
each pass of a Transformer waits for the last one's output, so generation is sequential too. And a
linear recurrence h = a·h + b is associative: as a scan it takes log n rounds.
Vaswani et al. 2017, table 1; Martin & Cundy 2018, §2.
"""

from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.autograd.graph import Node

from quizkit.evidence import Lab, check

D, LENGTHS = 8, (8, 16, 32, 64)


def depth(output: Tensor) -> int:
    """Operations on the longest path of the graph behind a tensor."""
    longest: dict[Node | None, int] = {None: 0}
    pending = [output.grad_fn]
    while pending:
        node = pending[-1]
        before = [] if node is None else [n for n, _ in node.next_functions if n not in longest]
        if before:
            pending.extend(before)
            continue
        if node is not None:
            longest[node] = 1 + max((longest[n] for n, _ in node.next_functions), default=0)
        _ = pending.pop()
    return longest[output.grad_fn]


def carried(state: Tensor) -> Tensor:
    return state


def forgotten(state: Tensor) -> Tensor:
    return torch.zeros_like(state)


def own_output(given: Tensor, output: Tensor) -> Tensor:
    return output


def given_token(given: Tensor, output: Tensor) -> Tensor:
    return given


def by_loop(a: Tensor, b: Tensor) -> Tensor:
    """h_t = a_t·h_(t-1) + b_t, one step after another."""
    states = [b[0]]
    for t in range(1, len(a)):
        states.append(a[t] * states[-1] + b[t])
    return torch.stack(states)


def by_scan(a: Tensor, b: Tensor) -> Tensor:
    """The same, each round joining spans twice as long."""
    span = 1
    while span < len(a):
        b = torch.cat([b[:span], a[span:] * b[:-span] + b[span:]])
        a = torch.cat([a[:span], a[span:] * a[:-span]])
        span *= 2
    return b


@check(
    controls={
        "state not carried on": {"carry": forgotten},
        "generation fed with given tokens": {"feed": given_token},
        "the linear recurrence in a loop": {"linear": by_loop},
        "the encoder fed token by token": {"encode": "generate"},
    }
)
def graph_depth(lab: Lab, carry=carried, feed=own_output, linear=by_scan, encode="at once") -> None:
    cell = lab.inject(nn.RNNCell(D, D))
    layer = lab.inject(nn.TransformerEncoderLayer(D, 2, 4 * D))

    def recurrent(x: Tensor) -> Tensor:
        state = x.new_zeros(D)
        for token in x:
            state = cell(token, carry(state))
        return state

    def at_once(x: Tensor) -> Tensor:
        return layer(x)[-1]

    def generate(x: Tensor, feed: Callable[[Tensor, Tensor], Tensor] = own_output) -> Tensor:
        y = x[:1]
        for t in range(1, len(x)):
            y = torch.cat([y, feed(x[t : t + 1], layer(y)[-1:])])
        return layer(y)[-1]

    inputs = [lab.normal(n, D).requires_grad_() for n in LENGTHS]

    def growth(f: Callable[[Tensor], Tensor]) -> list[float]:
        return [float(depth(f(x))) for x in inputs]

    encoder = growth(generate if encode == "generate" else at_once)
    generated = growth(lambda x: generate(x, feed))
    scanned = growth(lambda x: linear(x.sigmoid(), x)[-1])
    lab.growth("depth of a recurrence", LENGTHS, growth(recurrent), equals=1.0, within=0.15)
    lab.growth("depth of an encoder layer", LENGTHS, encoder, equals=0.0, within=0.05)
    lab.growth("depth of generation", LENGTHS, generated, equals=1.0, within=0.15)
    # log n grows by a third of a power of n here: from 3 rounds to 6 over a factor of 8.
    lab.growth("depth of a linear recurrence", LENGTHS, scanned, equals=0.33, within=0.17)
    a, b = inputs[-1].sigmoid(), inputs[-1]
    lab.same("scan and loop", linear(a, b), by_loop(a, b), premise=True)


if __name__ == "__main__":
    graph_depth.main()
