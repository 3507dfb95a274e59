"""After random projections W_Q and W_K, scores of sinusoidal codes depend on more than the offset.

PE(p)·PE(p+k) is the same for every p, but attention compares W_Q PE(p) with W_K PE(p+k). That keeps
the property only if W_Qᵀ W_K commutes with the rotations M_k, as it does for one orthogonal matrix
in both places. A model on sinusoids therefore has to learn relative attention; RoPE, which rotates
after the projection, has it built in. Vaswani et al. 2017, §3.5; Su et al. 2024, §3.2.
"""

import torch
from _sinusoids import sinusoids
from torch import Tensor

from quizkit.evidence import Lab, check

Projections = tuple[Tensor, Tensor]


def independent(w_q: Tensor, w_k: Tensor) -> Projections:
    return w_q, w_k


def none_at_all(w_q: Tensor, w_k: Tensor) -> Projections:
    identity = torch.eye(len(w_q), dtype=w_q.dtype, device=w_q.device)
    return identity, identity


def one_orthogonal_matrix(w_q: Tensor, w_k: Tensor) -> Projections:
    q, _ = torch.linalg.qr(w_q)
    return q, q


def one_gain_per_circle(w_q: Tensor, w_k: Tensor) -> Projections:
    q, k = (torch.diag(w[0, ::2].repeat_interleave(2)) for w in (w_q, w_k))
    return q, k


@check(
    controls={
        "no projection": {"prepare": none_at_all},
        "one orthogonal matrix for both": {"prepare": one_orthogonal_matrix},
        "one gain per circle": {"prepare": one_gain_per_circle},
    }
)
def projections_hide_offsets(lab: Lab, prepare=independent) -> None:
    for d in lab.sweep("d", (64, 256, 768)):
        w_q, w_k = prepare(*lab.normal(2, d, d) / d**0.5)
        p = lab.integers(0, 512, 256)
        queries, keys = sinusoids(p, d) @ w_q.T, sinusoids(p + 3, d) @ w_k.T
        score = (queries * keys).sum(-1)
        lab.apart("scores at one offset", score, score.roll(1), at_least=0.1)


if __name__ == "__main__":
    projections_hide_offsets.main()
