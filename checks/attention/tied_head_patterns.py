"""A head with W_Q = W_K swaps partners only if the diagonal is hidden, and follows no cycle at all.

Scores s = k·kᵀ have 2·s_ij ≤ s_ii + s_jj, so A_ij·A_ji ≤ A_ii·A_jj: two partners cannot both prefer
each other to themselves, and the mean cross-entropy of a swap is ln 2 at best. Hiding the diagonal
frees the swap, a symmetric relation. A directed cycle i → j → k → i stays out of reach: symmetry
makes A_ij·A_jk·A_ki equal the product of the reverse cycle, which shares every row with it, so each
product is at most 1/8, and ln 2 is the best again.
Derived here; Kitaev et al. 2020, §2, ties queries and keys and hides the diagonal.
"""

import math
from collections.abc import Sequence

import torch
from torch import Tensor

from quizkit.evidence import Lab, check

TRAININGS, D, STEPS, RATE = 32, 8, 120, 4.0
SWAPS = (1, 0, 3, 2, 5, 4)
CYCLES = (1, 2, 0, 4, 5, 3)


def tied(queries: Tensor, keys: Tensor) -> Tensor:
    return queries


def separate(queries: Tensor, keys: Tensor) -> Tensor:
    return keys


@check(
    controls={
        "keys of their own": {"keys_of": separate},
        "diagonal not hidden": {"own_score": 0.0},
    }
)
def tied_head_patterns(lab: Lab, keys_of=tied, own_score=-math.inf) -> None:
    def trained(attend_to: Sequence[int], own: float) -> Tensor:
        """Mean cross-entropy of each training in which token i is to attend to attend_to[i].

        The tokens are trained, so q takes any value and W_Q = W_K means k = q.
        """
        tokens = len(attend_to)
        target = torch.tensor(attend_to, device=lab.device).expand(TRAININGS, -1)
        q, k = lab.normal(2, TRAININGS, tokens, D)
        diagonal = torch.zeros_like(q[0] @ q[0].T).fill_diagonal_(own)

        def losses() -> Tensor:
            scores = q @ keys_of(q, k).mT / D**0.5 + diagonal
            return -scores.log_softmax(-1).gather(-1, target[..., None]).mean((-1, -2))

        for _ in range(STEPS):
            _ = q.requires_grad_(), k.requires_grad_()
            to_q, to_k = torch.autograd.grad(losses().sum(), (q, k), materialize_grads=True)
            q, k = (q - RATE * to_q).detach(), (k - RATE * to_k).detach()
        return losses()

    open_swaps = trained(SWAPS, 0.0)
    lab.mean("cross-entropy of swaps, diagonal open", open_swaps, equals=math.log(2), within=0.02)
    lab.mean("cross-entropy of swaps", trained(SWAPS, own_score), at_most=0.05)
    cycles = trained(CYCLES, own_score)
    lab.mean("cross-entropy of directed 3-cycles", cycles, equals=math.log(2), within=0.02)


if __name__ == "__main__":
    tied_head_patterns.main()
