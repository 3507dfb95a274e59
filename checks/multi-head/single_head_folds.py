"""With one head W_O folds into W_V; with several heads it does not, unless they all attend alike.

One head computes A·(X·W_V)·W_O = A·X·(W_V·W_O), so the product serves as the only matrix. With
several heads W_O stands after the concatenation of different patterns A⁽ⁱ⁾: folded into W_V, it
sends a value to the coordinates of another head, which moves it by the other head's pattern.
Elhage et al. 2021, Conceptual Take-Aways: W_Q and W_K, and W_V and W_O, work as products.
"""

import torch
from torch import Tensor

from quizkit.evidence import Lab, check

TOKENS, D = 10, 64


def in_order(w_v: Tensor, w_o: Tensor) -> Tensor:
    return w_v @ w_o


def in_reverse(w_v: Tensor, w_o: Tensor) -> Tensor:
    return w_o @ w_v


def each_its_own(patterns: Tensor) -> Tensor:
    return patterns


def all_alike(patterns: Tensor) -> Tensor:
    return patterns[:1].expand_as(patterns)


def attend(patterns: Tensor, x: Tensor, w_v: Tensor, w_o: Tensor) -> Tensor:
    """Multi-head attention with given patterns, heads × n × n."""
    values = (x @ w_v).unflatten(-1, (len(patterns), -1)).transpose(0, 1)
    return (patterns @ values).transpose(0, 1).flatten(1) @ w_o


@check(
    controls={
        "folded as W_O·W_V": {"fold": in_reverse},
        "all heads attend alike": {"patterns_of": all_alike},
    }
)
def single_head_folds(lab: Lab, fold=in_order, patterns_of=each_its_own) -> None:
    x = lab.normal(TOKENS, D)
    w_v, w_o = lab.normal(2, D, D) / D**0.5
    nothing = torch.eye(D, dtype=x.dtype, device=x.device)

    def both_ways(heads: int) -> tuple[Tensor, Tensor]:
        patterns = patterns_of(lab.normal(heads, TOKENS, TOKENS).softmax(-1))
        return attend(patterns, x, w_v, w_o), attend(patterns, x, fold(w_v, w_o), nothing)

    lab.same("one head, with W_O and with W_O folded in", *both_ways(1))
    for heads in lab.sweep("heads", (2, 4, 8)):
        lab.apart("several heads, with W_O and with W_O folded in", *both_ways(heads), at_least=0.1)


if __name__ == "__main__":
    single_head_folds.main()
