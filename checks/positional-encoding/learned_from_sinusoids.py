"""A head that learned the previous token from sinusoids loses it past the trained length.

The head sees positions alone: a score is PE(i)·W_Q·W_Kᵀ·PE(j), trained on positions 0 to 15 until
the predecessor has nearly all the weight. A rotation that does it everywhere exists, and is not
what training finds. Vaswani et al. 2017, §3.5, say that sinusoids may extrapolate; Press et al.
2022 measured perplexity.
"""

import torch
from _sinusoids import sinusoids
from torch import Tensor

from quizkit.evidence import Lab, check

TRAININGS, D, SHORT, LONG, STEPS, RATE = 64, 32, 16, 64, 60, 0.2


def scores(w_q: Tensor, w_k: Tensor, length: int) -> Tensor:
    """Of every pair of positions, for each training; shape (trainings, length, length)."""
    code = sinusoids(torch.arange(length, device=w_q.device), D)
    return (code @ w_q) @ (code @ w_k).mT / D**0.5


def log_weight_of_predecessor(score: Tensor) -> Tensor:
    """Of each position but the first; shape (trainings, positions - 1)."""
    later = torch.ones(score.shape[-2:], dtype=torch.bool, device=score.device).triu(1)
    return score.masked_fill(later, float("-inf")).log_softmax(-1).diagonal(-1, -2, -1)


@check(
    controls={
        "trained on the whole length": {"trained": LONG},
        "not trained": {"steps": 0},
    }
)
def learned_from_sinusoids(lab: Lab, trained: int = SHORT, steps: int = STEPS) -> None:
    w_q, w_k = (w.requires_grad_() for w in lab.normal(2, TRAININGS, D, D) / D**0.5)
    adam = torch.optim.Adam([w_q, w_k], lr=RATE)
    for _ in range(steps):
        adam.zero_grad()
        loss = -log_weight_of_predecessor(scores(w_q, w_k, trained)).mean(-1).sum()
        loss.backward()
        _ = adam.step()
    with torch.no_grad():
        weight = log_weight_of_predecessor(scores(w_q, w_k, LONG)).exp()
    inside, beyond = weight[:, : SHORT - 1], weight[:, SHORT - 1 :]
    lab.mean("weight on the predecessor, trained positions", inside, at_least=0.95)
    lab.order("weight lost past the trained positions", beyond, inside, by=0.2)


if __name__ == "__main__":
    learned_from_sinusoids.main()
