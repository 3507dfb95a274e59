"""Of a random head's bilinear form W_Q·W_Kᵀ, W_Q = W_K can reproduce a quarter, in squared norm.

W·Wᵀ is symmetric and has no negative eigenvalue. Half of the squared norm of a random form lies in
its antisymmetric part; of the symmetric half, -M being as likely as M, half belongs to negative
eigenvalues. The closest W·Wᵀ keeps the positive ones, whatever d_k is: three quarters stay out.
Higham 1988, Theorem 2.1, for the closest positive semidefinite matrix.
"""

import torch
from torch import Tensor

from quizkit.evidence import Lab, check

LAYERS, D = 700, 32


def symmetric_part(form: Tensor) -> Tensor:
    return (form + form.mT) / 2


def closest_tied(form: Tensor) -> Tensor:
    values, vectors = torch.linalg.eigh(symmetric_part(form))
    return vectors @ (values.clamp(min=0)[..., None] * vectors.mT)


def independent(w_q: Tensor, w: Tensor) -> Tensor:
    return w


def half_shared(w_q: Tensor, w: Tensor) -> Tensor:
    return (w_q + w) / 2**0.5


@check(
    controls={
        "any symmetric form": {"closest": symmetric_part},
        "W_K half shared with W_Q": {"w_k_of": half_shared},
    }
)
def tied_forms_reach_a_quarter(lab: Lab, closest=closest_tied, w_k_of=independent) -> None:
    for d_k in lab.sweep("d_k", (2, 8, 32)):
        w_q, w = lab.normal(2, LAYERS, D, d_k)
        form = w_q @ w_k_of(w_q, w).mT
        missing = (form - closest(form)).square().sum((-1, -2)) / form.square().sum((-1, -2))
        lab.mean("share of the form out of reach", missing, equals=0.75, within=0.05)


if __name__ == "__main__":
    tied_forms_reach_a_quarter.main()
