"""With W_Q = W_K the scores are symmetric, the weights are not: they form a reversible chain.

S = X·W·Wᵀ·Xᵀ is symmetric, but each row of the softmax is divided by its own sum Z_i, so
A_ij / A_ji = Z_j / Z_i. Of the symmetry it remains that such odds multiply along a path, that going
round any cycle is as likely as going back (Kolmogorov's criterion), and that all eigenvalues of A
are real. One token may look at another that hardly looks back.
Kelly 1979, §1.5: Kolmogorov's criteria.
"""

import torch
from torch import Tensor

from quizkit.evidence import Lab, check

TOKENS, D = 24, 16


def tied(w: Tensor, other: Tensor) -> Tensor:
    return w


def separate(w: Tensor, other: Tensor) -> Tensor:
    return other


def by_row(scores: Tensor) -> Tensor:
    return scores.softmax(-1)


def by_one_sum(scores: Tensor) -> Tensor:
    exponentials = scores.exp()
    return exponentials / exponentials.sum(-1).max()


@check(
    controls={
        "a W_K of its own": {"w_k_of": separate},
        "one sum for all rows": {"normalise": by_one_sum},
    }
)
def tied_weights_are_reversible(lab: Lab, w_k_of=tied, normalise=by_row) -> None:
    x = lab.normal(TOKENS, D)
    w_q, w_other = lab.normal(2, D, D) / D**0.5
    scores = (x @ w_q) @ (x @ w_k_of(w_q, w_other)).T / D**0.5
    weights = normalise(scores)
    lab.show("weights", weights)
    lab.same("scores and their transpose", scores, scores.T)
    lab.apart("weights and their transpose", weights, weights.T, at_least=0.1)
    log_odds = weights.log() - weights.T.log()
    by_way_of_each = log_odds[:, :, None] + log_odds[None]  # from i to j to k
    direct = log_odds[:, None, :].expand_as(by_way_of_each)
    lab.same("log-odds of a pair, by way of a third token and direct", by_way_of_each, direct)
    complex_ones = (torch.linalg.eigvals(weights).imag.abs() > 1e-9).sum()
    lab.count("complex eigenvalues of the weights", complex_ones, equals=0)


if __name__ == "__main__":
    tied_weights_are_reversible.main()
