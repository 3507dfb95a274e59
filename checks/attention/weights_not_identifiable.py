"""From d_v + 2 tokens on, other attention weights give a head exactly the same output.

The output is a·V with Σ a = 1: d_v + 1 equations for n weights. With n > d_v + 1 some direction in
the space of weights leaves all of them alone, and the weights can move along it until one reaches
0. With n = d_v + 1 there is none as a rule. So weights say what was mixed, not why, and not even
the mixture determines them.
Brunner et al. 2020, §3.
"""

import torch
from torch import Tensor

from quizkit.evidence import Lab, check

D_V = 8


def idle(equations: Tensor, draw: Tensor) -> Tensor:
    """The direction in the space of weights which the equations notice least."""
    return torch.linalg.svd(equations).Vh[-1]


def any_direction(equations: Tensor, draw: Tensor) -> Tensor:
    return draw - draw.mean()  # still sums to zero


def with_the_sum(v: Tensor) -> Tensor:
    return torch.cat([v, torch.ones_like(v[:, :1])], dim=1).T


@check(
    controls={
        "a random direction": {"direction": any_direction},
        "one token fewer, n = d_v + 1": {"fewer": 1},
        "the sum forgotten": {"equations": lambda v: v.T},
        "weights moved by nothing": {"step": 0.0},
    }
)
def weights_not_identifiable(
    lab: Lab, direction=idle, fewer=0, equations=with_the_sum, step=0.9
) -> None:
    for spare in lab.sweep("tokens beyond d_v + 1", (1, 8, 32)):
        n = D_V + 1 + spare - fewer * spare
        v, a = lab.normal(n, D_V), (lab.normal(n) / 2).softmax(-1)
        along = direction(equations(v), lab.normal(n))
        # As far as the weights stay positive, less a tenth.
        other = a + step * (a / along.abs()).min() * along
        lab.same("outputs of the two sets of weights", other @ v, a @ v)
        lab.same("sum of the other weights", other.sum(), a.sum())
        lab.apart("the two sets of weights", other, a, at_least=0.01)


if __name__ == "__main__":
    weights_not_identifiable.main()
