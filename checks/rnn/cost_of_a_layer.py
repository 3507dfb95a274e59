"""Scores and mixing cost n/d of a plain RNN; with its projections attention always costs more.

In operations on n tokens of width d: QKᵀ and AV take 4n²d, the projections W_Q, W_K, W_V and W_O
8nd², a plain RNN 4nd² (input and recurrent matrix), an LSTM four times that. So the quadratic part
alone is cheaper than an RNN if n < d. The layer is (2d + n)/d RNNs, never less than two, and
cheaper than an LSTM if n < 2d.
Vaswani et al. 2017, table 1, compares n²d with nd² and leaves the projections out.
"""

from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.nn.functional import scaled_dot_product_attention
from torch.utils.flop_counter import FlopCounterMode

from quizkit.evidence import Lab, check

D = 16


def operations(run: Callable[[], object]) -> int:
    with torch.no_grad(), FlopCounterMode(display=False) as counter:
        _ = run()
    return counter.get_total_flops()


def score_part(layer: nn.MultiheadAttention, x: Tensor) -> Tensor:
    return scaled_dot_product_attention(x[None], x[None], x[None])


def whole_layer(layer: nn.MultiheadAttention, x: Tensor) -> Tensor:
    return layer(x, x, x)[0]


def times(part: int, whole: int) -> int:
    """How many times `whole` goes into `part`, or -1 if there is a remainder."""
    quotient, remainder = divmod(part, whole)
    return quotient if remainder == 0 else -1


@check(
    controls={
        "projections counted with the scores": {"quadratic": whole_layer},
        "projections left out of the layer": {"layer_of": score_part},
        "the recurrent matrix forgotten": {"plain": nn.Linear},
        "one gate of the LSTM counted": {"gated": nn.RNNCell},
    }
)
def cost_of_a_layer(
    lab: Lab, quadratic=score_part, layer_of=whole_layer, plain=nn.RNNCell, gated=nn.LSTMCell
) -> None:
    attention = lab.inject(nn.MultiheadAttention(D, 1))
    rnn, lstm = lab.inject(plain(D, D)), lab.inject(gated(D, D))
    token = lab.normal(1, D)
    rnn_step, lstm_step = operations(lambda: rnn(token)), operations(lambda: lstm(token))
    for n in lab.sweep("tokens", (4, 16, 32)):
        x = lab.normal(n, D)
        of_rnn, of_lstm = n * rnn_step, n * lstm_step
        scores = operations(lambda x=x: quadratic(attention, x))
        layer = operations(lambda x=x: layer_of(attention, x))
        lab.count("scores and mixing, in 1/d of an RNN", times(scores * D, of_rnn), equals=n)
        of_layer = times(layer * D, of_rnn), times(layer * 4 * D, of_lstm)
        lab.count("attention layer, in 1/d of an RNN", of_layer[0], equals=2 * D + n)
        lab.count("attention layer, in 1/4d of an LSTM", of_layer[1], equals=2 * D + n)


if __name__ == "__main__":
    cost_of_a_layer.main()
