"""One head explains half of a target that needs two neighbours; two heads explain all of it.

The target is half of the left neighbour beside half of the right one. A head hands on one average
α·left + (1-α)·right. The best linear read-out of it explains α²/(α² + (1-α)²) of the left half and
(1-α)²/(α² + (1-α)²) of the right: one half in all, for every α. Weight on other tokens only adds
noise. Each of two heads needs a map W_V·W_O of half the rank, so it may be half as wide. Tokens are
independent and the weights depend on position only.
Vaswani et al. 2017, §3.2.2: "With a single attention head, averaging inhibits this".
"""

import torch
from torch import Tensor

from quizkit.evidence import Lab, check

TOKENS, D = 8, 16


def half_of_each(left: Tensor, right: Tensor) -> Tensor:
    return torch.cat([left[..., : D // 2], right[..., D // 2 :]], dim=-1)


def all_of_the_left(left: Tensor, right: Tensor) -> Tensor:
    return left


def concatenate(x: Tensor, heads: list[Tensor]) -> Tensor:
    return torch.cat([weights @ x for weights in heads], dim=-1)


@check(
    controls={
        "the target needs one neighbour": {"target": all_of_the_left},
        "both heads attend alike": {"second_head_on_the_left": 1.0},
    }
)
def one_head_averages(lab: Lab, target=half_of_each, second_head_on_the_left=0.0) -> None:
    x = lab.normal(2_500, TOKENS, D)
    y = target(x.roll(1, dims=1), x.roll(-1, dims=1))
    known, fresh = slice(0, 1_000), slice(1_000, None)
    here = torch.eye(TOKENS, dtype=x.dtype, device=x.device)
    left, right = here.roll(-1, dims=1), here.roll(1, dims=1)

    def predicted(*heads: Tensor) -> tuple[Tensor, Tensor]:
        """The output for fresh sequences, and W_V·W_O of every head, heads × d × d."""
        seen = concatenate(x, list(heads))
        w_vo = torch.linalg.lstsq(seen[known].flatten(0, 1), y[known].flatten(0, 1)).solution
        return seen[fresh] @ w_vo, w_vo.unflatten(0, (len(heads), D))

    for share in lab.sweep("weight on the left neighbour", (0.1, 0.3, 0.5, 0.7, 0.9)):
        one, _ = predicted(share * left + (1 - share) * right)
        explained = 1 - (y[fresh] - one).square()  # the target has variance 1
        lab.mean("variance explained by one head", explained, equals=0.5, within=0.05)
    share = second_head_on_the_left
    two, w_vo = predicted(left, share * left + (1 - share) * right)
    lab.same("target and output of two heads", two, y[fresh])
    # Rounding leaves singular values of some 1e-15; those of the solution are 1.
    rank = torch.linalg.matrix_rank(w_vo, atol=1e-6).max()
    lab.count("width that either of two heads needs", rank, equals=D // 2)


if __name__ == "__main__":
    one_head_averages.main()
