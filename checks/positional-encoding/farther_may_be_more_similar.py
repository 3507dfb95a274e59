"""The similarity of sinusoidal codes does not fall steadily with distance: it oscillates.

PE(p)·PE(p+k) = Σ cos(kω_i) is a sum of cosines. Over the first few positions they fall together;
then the fast ones turn round, and below distance 512 more than a quarter of all single steps away
raise the similarity. It would fall steadily if every circle were too slow to make half a turn.
Vaswani et al. 2017, §3.5.
"""

import torch
from _sinusoids import sinusoids
from torch import Tensor

from quizkit.evidence import Lab, check

POSITIONS, STEPS = 1_024, 4_000


def slow_circles_only(position: Tensor, d_model: int) -> Tensor:
    return sinusoids(position, 8 * d_model)[:, -d_model:]


@check(
    controls={
        "only the slow circles": {"code": slow_circles_only},
        "only the nearest neighbours": {"reach": 5},
    }
)
def farther_may_be_more_similar(lab: Lab, code=sinusoids, reach=512) -> None:
    for d in lab.sweep("d", (64, 256, 768)):
        codes = code(torch.arange(POSITIONS, device=lab.device), d)
        similarity = codes @ codes.T
        here = lab.integers(0, POSITIONS - reach, STEPS)
        there = here + lab.integers(1, reach, STEPS)
        rises = similarity[here, there + 1] > similarity[here, there]
        lab.proportion("one step farther, yet more similar", rises, at_least=0.25)


if __name__ == "__main__":
    farther_may_be_more_similar.main()
