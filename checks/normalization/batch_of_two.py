"""With a batch of two, BatchNorm gives exactly +1 and -1: only which of the two is larger survives.

The mean of two numbers lies half-way and their standard deviation is half their distance, so both
are one standard deviation away, the larger above and the other below, whatever they were. Ioffe and
Szegedy 2015, §3, algorithm 1.
"""

import torch
import torch.nn.functional as F

from quizkit.evidence import Lab, check


@check(
    controls={
        "a batch of three": {"size": 3},
        "running statistics": {"training": False},
        "normalised over the features": {"transposed": True},
    }
)
def batch_of_two(lab: Lab, size: int = 2, training: bool = True, transposed: bool = False) -> None:
    features = 16
    x = lab.normal(size, features)
    x = x.T if transposed else x
    mean, var = torch.zeros(2, x.shape[1], dtype=x.dtype, device=x.device).unbind()
    # ε would pull the values inwards where the two numbers nearly coincide.
    y = F.batch_norm(x, mean, var + 1, training=training, eps=1e-30)
    lab.same("output, and which of the two is larger", y, (x - x.flip(0)).sign())


if __name__ == "__main__":
    batch_of_two.main()
