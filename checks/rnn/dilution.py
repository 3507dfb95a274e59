"""At random weights one changed token among n moves the output of an attention layer by about 1/n.

Each of n bounded scores gives its key a weight of the order of 1/n, so the influence of one token
is diluted as the sequence grows. Hahn 2020, Lemma 5, proves it for softmax attention between
Lipschitz maps. It takes a score that grows with log n to keep a token's weight, and a sum without
normalisation does not dilute either. Geometric means are compared.
"""

import torch
from torch import Tensor

from quizkit.evidence import Lab, check

SEQUENCES, D, SHORT = 4_000, 8, 8


def softmax(scores: Tensor) -> Tensor:
    return scores.softmax(-1)


def lifted_by_log_n(scores: Tensor) -> Tensor:
    lift = torch.zeros_like(scores)
    lift[..., -1] = torch.tensor(float(scores.shape[-1])).log()
    return (scores + lift).softmax(-1)


def not_normalised(scores: Tensor) -> Tensor:
    return scores.exp()


@check(
    controls={
        "the token's score raised by log n": {"weigh": lifted_by_log_n},
        "weights not normalised": {"weigh": not_normalised},
    }
)
def dilution(lab: Lab, weigh=softmax) -> None:
    def log_of_n_times_the_change(n: int) -> Tensor:
        """How far the first output moves when the last of n tokens is drawn anew."""
        x = lab.normal(SEQUENCES, n, D, dtype=torch.float32)
        last = lab.normal(SEQUENCES, 1, D, dtype=torch.float32)
        w_q, w_k, w_v = lab.normal(3, SEQUENCES, D, D, dtype=torch.float32) / D**0.5

        def output(x: Tensor) -> Tensor:
            return weigh(x[:, :1] @ w_q @ (x @ w_k).mT / D**0.5) @ (x @ w_v)

        change = output(x) - output(torch.cat([x[:, :-1], last], dim=1))
        return (n * change[:, 0].norm(dim=-1)).log()

    short = log_of_n_times_the_change(SHORT)
    for n in lab.sweep("tokens", (16, 64, 256)):
        longer = log_of_n_times_the_change(n) - short
        lab.mean("log of n times the change, against 8 tokens", longer, equals=0.0, within=0.4)


if __name__ == "__main__":
    dilution.main()
