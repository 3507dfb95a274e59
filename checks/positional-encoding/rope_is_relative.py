"""RoPE makes attention depend on offsets alone: shifting every position changes no score or output.

A query at m and a key at n are rotated by mω_i and nω_i, and (R_m q)·(R_n k) = q·(R_{n-m} k): only
the offset is left. Rotations keep lengths. Values are not rotated; if they were, the output
Σ a_n R_n v_n would turn with the absolute position, although the weights a_n would not.
Su et al. 2024, §3.2.
"""

from _rope import rotate_halves, rotate_neighbours
from _sinusoids import sinusoids
from torch import Tensor

from quizkit.evidence import Lab, check

Triple = tuple[Tensor, Tensor, Tensor]


def rotated(q: Tensor, k: Tensor, v: Tensor, position: Tensor) -> Triple:
    return rotate_halves(q, position), rotate_halves(k, position), v


def queries_only(q: Tensor, k: Tensor, v: Tensor, position: Tensor) -> Triple:
    return rotate_halves(q, position), k, v


def values_too(q: Tensor, k: Tensor, v: Tensor, position: Tensor) -> Triple:
    return *rotated(q, k, v, position)[:2], rotate_halves(v, position)


def layouts_mixed(q: Tensor, k: Tensor, v: Tensor, position: Tensor) -> Triple:
    return rotate_halves(q, position), rotate_neighbours(k, position), v


def added(q: Tensor, k: Tensor, v: Tensor, position: Tensor) -> Triple:
    code = sinusoids(position, q.shape[-1])
    return q + code, k + code, v


def position_never_advanced(q: Tensor, k: Tensor, v: Tensor, position: Tensor) -> Triple:
    return rotated(q, k, v, 0 * position)


def attend(query: Tensor, key: Tensor, value: Tensor) -> Triple:
    """The query, its scores and the output of attention."""
    scores = query @ key.T / query.shape[-1] ** 0.5
    return query, scores, scores.softmax(-1) @ value


@check(
    controls={
        "queries rotated, keys not": {"encode": queries_only},
        "values rotated too": {"encode": values_too},
        "two layouts of channels mixed": {"encode": layouts_mixed},
        "sinusoids added": {"encode": added},
        "position never advanced": {"encode": position_never_advanced},
    }
)
def rope_is_relative(lab: Lab, encode=rotated) -> None:
    for shift in lab.sweep("shift", (1, 100, 10_000)):
        q, k, v = lab.normal(3, 12, 32)
        position = lab.permutation(50)[:12]
        query, scores, output = attend(*encode(q, k, v, position))
        _, later_scores, later_output = attend(*encode(q, k, v, position + shift))
        lab.same("scores after the shift", later_scores, scores)
        lab.same("attention output after the shift", later_output, output)
        lab.same("length of the queries", query.norm(dim=-1), q.norm(dim=-1))
        # A tenth of the largest score is a change that no rounding explains.
        _, reordered, _ = attend(*encode(q, k, v, position.roll(1)))
        lab.apart("scores show the order", reordered, scores, at_least=0.1)


if __name__ == "__main__":
    rope_is_relative.main()
