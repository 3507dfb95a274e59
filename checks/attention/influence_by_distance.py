"""Without positions a token's influence on another does not depend on how far away it stands.

The output at i is Σ a_ij·v_j, and neither a_ij nor v_j contains |i - j|: every other token is one
step away. So the gradient from the token k steps back has the same size for every k, measured here
on the logarithm, at random weights. A penalty on the distance (Press et al. 2022) brings distance
back, and so does a recurrence, which reaches k steps back through k products.
Vaswani et al. 2017, §4 and table 1: path length 1 for self-attention, n for a recurrent layer.
"""

import torch
from torch import Tensor

from quizkit.evidence import Lab, check

SEQUENCES, LENGTH, D = 4_000, 33, 8


def attention(x: Tensor, w: Tensor, penalty: float = 0.0) -> Tensor:
    """The last token's output; x is sequences × n × d, w three matrices for each sequence."""
    distance = torch.arange(LENGTH - 1, -1, -1, dtype=x.dtype, device=x.device)
    scores = (x[:, -1:] @ w[0]) @ (x @ w[1]).mT / D**0.5 - penalty * distance
    return scores.softmax(-1) @ (x @ w[2])


def with_a_penalty(x: Tensor, w: Tensor) -> Tensor:
    return attention(x, w, penalty=0.25)


def recurrence(x: Tensor, w: Tensor) -> Tensor:
    state = torch.zeros_like(x[:, :1])
    for t in range(LENGTH):
        state = torch.tanh(x[:, t : t + 1] @ w[0] + state @ w[1])
    return state


@check(
    controls={
        "a penalty on the distance": {"layer": with_a_penalty},
        "a recurrence": {"layer": recurrence},
    }
)
def influence_by_distance(lab: Lab, layer=attention) -> None:
    x = lab.normal(SEQUENCES, LENGTH, D, dtype=torch.float32).requires_grad_()
    w = lab.normal(3, SEQUENCES, D, D, dtype=torch.float32) / D**0.5
    signs = lab.normal(SEQUENCES, 1, D, dtype=torch.float32)
    (gradient,) = torch.autograd.grad((layer(x, w) * signs).sum(), x)
    influence = gradient.norm(dim=-1).log().flip(1)  # column k: the token k steps back
    for steps in lab.sweep("steps back", (2, 4, 8, 16, 32)):
        farther = influence[:, steps] - influence[:, 1]
        lab.mean("log-influence against one step back", farther, equals=0.0, within=0.3)


if __name__ == "__main__":
    influence_by_distance.main()
