"""A head with W_Q = W_K swaps partners only if the diagonal is hidden, and follows no cycle at all.

Scores s = k·kᵀ have 2·s_ij ≤ s_ii + s_jj, so A_ij·A_ji ≤ A_ii·A_jj: two partners cannot both prefer
each other to themselves, and the mean cross-entropy of a swap is ln 2 at best. Hiding the diagonal
frees the swap, a symmetric relation. A directed cycle i → j → k → i stays out of reach: symmetry
makes A_ij·A_jk·A_ki equal the product of the reverse cycle, which shares every row with it, so each
product is at most 1/8, and ln 2 is the best again. Under a causal mask no cycle can close, and such
a head learns to look one token back.
Derived here; Kitaev et al. 2020, §2, ties queries and keys and hides the diagonal.
"""

import math

import torch
from torch import Tensor

from quizkit.evidence import Lab, check

TRAININGS, TOKENS, D, STEPS, RATE = 32, 6, 8, 120, 4.0
SWAPS = (1, 0, 3, 2, 5, 4)
CYCLES = (1, 2, 0, 4, 5, 3)
LINE = (0, 0, 1, 2, 3, 4)  # the first token has only itself to look at
RING = (5, 0, 1, 2, 3, 4)


def tied(queries: Tensor, keys: Tensor) -> Tensor:
    return queries


def separate(queries: Tensor, keys: Tensor) -> Tensor:
    return keys


def line_under_a_causal_mask(hidden: Tensor) -> tuple[tuple[int, ...], Tensor]:
    """The previous token of each, and what is added to the scores; `hidden` hides the diagonal."""
    mask = torch.full_like(hidden, -math.inf).triu(1) + hidden
    mask[0, 0] = 0
    return LINE, mask


def ring(hidden: Tensor) -> tuple[tuple[int, ...], Tensor]:
    return RING, hidden


@check(
    controls={
        "keys of their own": {"keys_of": separate},
        "diagonal not hidden": {"own_score": 0.0},
        "the line closed to a ring": {"previous": ring},
    }
)
def tied_head_patterns(
    lab: Lab, keys_of=tied, own_score=-math.inf, previous=line_under_a_causal_mask
) -> None:
    seen = torch.zeros(TOKENS, TOKENS, dtype=torch.float64, device=lab.device)
    hidden = seen.clone().fill_diagonal_(own_score)
    relations = ((SWAPS, seen), (SWAPS, hidden), (CYCLES, hidden), previous(hidden))
    target = torch.tensor([attend_to for attend_to, _ in relations], device=lab.device)
    mask = torch.stack([added for _, added in relations])
    # The tokens are trained, so q takes any value and W_Q = W_K means k = q.
    q, k = lab.normal(2, TRAININGS, len(relations), TOKENS, D)

    def losses() -> Tensor:
        """Mean cross-entropy over the tokens, trainings × relations."""
        weights = (q @ keys_of(q, k).mT / D**0.5 + mask).log_softmax(-1)
        return -weights.gather(-1, target.expand(TRAININGS, -1, -1)[..., None]).mean((-1, -2))

    for _ in range(STEPS):
        _ = q.requires_grad_(), k.requires_grad_()
        to_q, to_k = torch.autograd.grad(losses().sum(), (q, k), materialize_grads=True)
        q, k = (q - RATE * to_q).detach(), (k - RATE * to_k).detach()
    open_swaps, swaps, cycles, line = losses().unbind(-1)
    lab.mean("cross-entropy of swaps, diagonal open", open_swaps, equals=math.log(2), within=0.02)
    lab.mean("cross-entropy of swaps", swaps, at_most=0.05)
    lab.mean("cross-entropy of directed 3-cycles", cycles, equals=math.log(2), within=0.02)
    lab.mean("cross-entropy of the previous token", line, at_most=0.05)


if __name__ == "__main__":
    tied_head_patterns.main()
