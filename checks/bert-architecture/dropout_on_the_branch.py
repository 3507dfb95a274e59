"""Dropout stands on the branch, not on the sum: so 24 sublayers leave the residual stream intact.

The stream begins with variance 1, and each branch adds independent numbers of standard deviation
0.1, without LayerNorm. With p = 0.1 on the branches it keeps a correlation of
1/√(1 + 24·0.01/0.9) = 0.89 with its input. Dropped after the addition, it would lose a tenth of its
entries at each of 24 sublayers. Vaswani et al. 2017, §5.4: "before it is added".
"""

import torch
import torch.nn.functional as F

from quizkit.evidence import Lab, check

SUBLAYERS, ENTRIES, BRANCH, P = 24, 100_000, 0.1, 0.1


def on_the_branch(x, f):
    return x + F.dropout(f, P)


def on_the_sum(x, f):
    return F.dropout(x + f, P)


def on_the_stream(x, f):
    return F.dropout(x, P) + f


def without_a_residual(x, f):
    return F.dropout(f, P)


@check(
    controls={
        "on the sum": {"add": on_the_sum},
        "on the stream": {"add": on_the_stream},
        "no residual connection": {"add": without_a_residual},
    }
)
def dropout_on_the_branch(lab: Lab, add=on_the_branch) -> None:
    x = start = lab.normal(ENTRIES, dtype=torch.float32)
    for branch in lab.normal(SUBLAYERS, ENTRIES, dtype=torch.float32) * BRANCH:
        x = add(x, branch)
    expected = (1 + SUBLAYERS * BRANCH**2 / (1 - P)) ** -0.5
    lab.correlation("stream with its input", start, x, equals=expected, within=0.05)


if __name__ == "__main__":
    dropout_on_the_branch.main()
