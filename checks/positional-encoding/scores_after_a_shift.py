"""Shifting all positions leaves the scores of Shaw, T5, ALiBi and RoPE alone, but not of sums.

Whether positions are learned does not decide it. A table and sinusoids name each position by itself
and are added to the input, so that words and positions meet in the score; the other four put in an
offset j - i: as a vector added to the key (Shaw et al. 2018, §3.1), as a learned scalar (Raffel et
al. 2020, §2.1), as a fixed scalar (Press et al. 2022, §3), as a rotation (Su et al. 2024, §3.2).
"""

import torch
from _rope import rotate_halves
from _sinusoids import sinusoids
from _t5 import bucket
from torch import Tensor

from quizkit.evidence import Lab, check

TOKENS, D, ROWS, FARTHEST = 12, 32, 2_048, 16


def key_from_query(position: Tensor) -> Tensor:
    return position - position[:, None]


def key_from_start(position: Tensor) -> Tensor:
    return position.expand(len(position), -1)


def as_it_stands(position: Tensor) -> Tensor:
    return position


def from_the_first_word(position: Tensor) -> Tensor:
    return position - position.min()


def never_advanced(position: Tensor) -> Tensor:
    return 0 * position


@check(
    controls={
        "bias by the key's position": {"offset": key_from_start},
        "positions counted from the first word": {"number": from_the_first_word},
        "position never advanced": {"number": never_advanced},
        "RoPE on the queries only": {"turn_keys": lambda k, position: k},
    }
)
def scores_after_a_shift(
    lab: Lab, offset=key_from_query, number=as_it_stands, turn_keys=rotate_halves
) -> None:
    x, table = lab.normal(TOKENS, D), lab.normal(ROWS, D)
    w_q, w_k = lab.normal(2, D, D) / D**0.5
    vectors, scalars = lab.normal(2 * FARTHEST + 1, D), lab.normal(32)
    position = lab.permutation(60)[:TOKENS]
    q, k = x @ w_q, x @ w_k

    def shaw(p: Tensor) -> Tensor:
        return torch.einsum("id,ijd->ij", q, k + vectors[offset(p).clamp(-FARTHEST, FARTHEST)])

    def t5(p: Tensor) -> Tensor:
        return q @ k.T + scalars[bucket(offset(p))]

    schemes = {
        "sinusoids": lambda p: ((x + sinusoids(p, D)) @ w_q) @ ((x + sinusoids(p, D)) @ w_k).T,
        "learned table": lambda p: ((x + table[p]) @ w_q) @ ((x + table[p]) @ w_k).T,
        "Shaw": shaw,
        "T5": t5,
        "ALiBi": lambda p: q @ k.T - 0.25 * offset(p).abs(),
        "RoPE": lambda p: rotate_halves(q, p) @ turn_keys(k, p).T,
    }
    for scheme in lab.sweep("added to the input", ("sinusoids", "learned table")):
        before, after = (schemes[scheme](number(position + by)) for by in (0, 37))
        # A tenth of the largest score is a change that no rounding explains.
        lab.apart("scores of a sum after the shift", after, before, at_least=0.1)
    for scheme in lab.sweep("inside attention", ("Shaw", "T5", "ALiBi", "RoPE")):
        before, after = (schemes[scheme](number(position + by)) for by in (0, 37))
        lab.same("scores after the shift", after, before)
        moved = schemes[scheme](number(position.roll(1)))
        lab.apart("scores show the order", moved, before, at_least=0.01)


if __name__ == "__main__":
    scores_after_a_shift.main()
