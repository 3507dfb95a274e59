"""The FFN applies one map to every position separately: no position hears of another.

FFN(x) = W_2 φ(W_1 x + b_1) + b_2 has the same weights everywhere, so permuting the tokens permutes
its outputs, and the output at one position has a gradient of exactly zero at every other.
Attention is permutation equivariant too, but mixes positions; a convolution over three tokens
mixes neighbours, and weights of their own for each position would not move with the tokens.
Vaswani et al. 2017, §3.3.
"""

from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.autograd import grad
from transformers import BertConfig
from transformers.models.bert.modeling_bert import BertLayer

from quizkit.evidence import Lab, check
from quizkit.evidence.subjects import SMALL_BERT

LENGTH, WIDTH, PLACE = 16, SMALL_BERT["hidden_size"], 3
Sublayer = Callable[[Tensor], Tensor]


def bert_layer(lab: Lab) -> BertLayer:
    return lab.inject(BertLayer(BertConfig(**SMALL_BERT)))


def ffn(lab: Lab) -> Sublayer:
    return bert_layer(lab).feed_forward_chunk


def attention(lab: Lab) -> Sublayer:
    layer = bert_layer(lab)
    return lambda x: layer.attention(x)[0]


def convolution(lab: Lab) -> Sublayer:
    three_tokens = lab.inject(nn.Conv1d(WIDTH, WIDTH, kernel_size=3, padding=1))
    return lambda x: three_tokens(x.mT).mT


def weights_per_position(lab: Lab) -> Sublayer:
    weights = lab.normal(LENGTH, WIDTH, WIDTH) / WIDTH**0.5
    return lambda x: torch.einsum("nti,tij->ntj", x, weights).relu()


@check(
    controls={
        "attention sublayer": {"sublayer": attention},
        "convolution over three tokens": {"sublayer": convolution},
        "weights of its own per position": {"sublayer": weights_per_position},
    }
)
def position_wise(lab: Lab, sublayer=ffn) -> None:
    f = sublayer(lab)
    x = lab.normal(4, LENGTH, WIDTH).requires_grad_()
    out = f(x)
    (gradient,) = grad(out[:, PLACE].square().sum(), x, retain_graph=True)
    others = torch.arange(LENGTH, device=lab.device) != PLACE
    lab.zero("gradient at the other positions", gradient[:, others])
    order = lab.permutation(LENGTH)
    lab.same("outputs move with their tokens", f(x[:, order]), out[:, order])


if __name__ == "__main__":
    position_wise.main()
