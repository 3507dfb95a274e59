"""With rotary positions no single matrix replaces W_Q and W_K: every distance needs its own.

A rotary head scores x_i·W_Q·R_i·(x_j·W_K·R_j)ᵀ = x_i·W_Q·R_(i-j)·W_Kᵀ·x_jᵀ. The rotation stands
between the two projections, so the bilinear form that would replace them depends on the distance
i - j, and on nothing else. Only for tokens at one position is it W_Q·W_Kᵀ.
Su et al. 2024, §3.2.2 and §3.4.2.
"""

import torch
from torch import Tensor

from quizkit.evidence import Lab, check

D, D_K = 32, 16


def rotated(w: Tensor, position: int) -> Tensor:
    """The projection w, d × d_k, followed by the rotation that belongs to a position."""
    pair = torch.arange(D_K // 2, dtype=w.dtype, device=w.device)
    angle = position * 10_000 ** (-2 * pair / D_K)
    turned = torch.view_as_complex(w.unflatten(-1, (-1, 2))) * torch.exp(1j * angle)
    return torch.view_as_real(turned).flatten(-2)


@check(
    controls={
        "all tokens at one position": {"positions": lambda query, key: (3, 3)},
        "keys not rotated": {"positions": lambda query, key: (query, 0)},
    }
)
def rope_breaks_the_fold(lab: Lab, positions=lambda query, key: (query, key)) -> None:
    w_q, w_k = lab.normal(2, D, D_K) / D**0.5

    def form(query: int, key: int) -> Tensor:
        """The d × d matrix that would replace W_Q·W_Kᵀ for tokens at these two positions."""
        query, key = positions(query, key)
        return rotated(w_q, query) @ rotated(w_k, key).T

    for distance in lab.sweep("distance", (1, 4, 16)):
        here, elsewhere = form(distance, 0), form(distance + 7, 7)
        lab.same("form needed at one distance, here and elsewhere", here, elsewhere)
        lab.apart("form needed at this distance and at 0", here, form(0, 0), at_least=0.05)


if __name__ == "__main__":
    rope_breaks_the_fold.main()
