"""The operations of scores and mixing grow as the square of the length, of projections linearly.

Doubling n quadruples the n² scores and what is done with them, 4·n²·d operations; the projections,
8·n·d², double. The whole layer is a sum of both, so its exponent moves from 1 to 2 as n passes 2d.
Vaswani et al. 2017, table 1.
"""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.utils.flop_counter import FlopCounterMode

from quizkit.evidence import Lab, check

D, LENGTHS = 16, (32, 64, 128, 256)


def operations(run: Callable[[], object]) -> float:
    with FlopCounterMode(display=False) as counter:
        _ = run()
    return float(counter.get_total_flops())


def every_pair(x: Tensor) -> Tensor:
    return (x @ x.T).softmax(-1) @ x


def a_window(x: Tensor) -> Tensor:
    """Each query scores the 8 keys of its own block."""
    blocks = x.unflatten(0, (-1, 8))
    return ((blocks @ blocks.mT).softmax(-1) @ blocks).flatten(0, 1)


def per_token(x: Tensor, w: Tensor) -> Tensor:
    return x @ w


def per_pair(x: Tensor, w: Tensor) -> Tensor:
    return (x[:, None] + x) @ w


@check(
    controls={
        "each token sees a block of 8": {"attend": a_window},
        "a matrix applied to every pair": {"project": per_pair},
    }
)
def growth_with_length(lab: Lab, attend=every_pair, project=per_token) -> None:
    w = torch.cat([lab.normal(D, D)] * 4, dim=1)
    inputs = [lab.normal(n, D) for n in LENGTHS]
    scores = [operations(lambda x=x: attend(x)) for x in inputs]
    projections = [operations(lambda x=x: project(x, w)) for x in inputs]
    lab.growth("operations of scores and mixing", LENGTHS, scores, equals=2.0, within=0.1)
    lab.growth("operations of the projections", LENGTHS, projections, equals=1.0, within=0.1)


if __name__ == "__main__":
    growth_with_length.main()
