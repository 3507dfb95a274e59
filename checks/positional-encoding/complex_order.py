"""A complex-order embedding moves k positions by a phase of its own per word and channel.

f(p) = r·exp(i(ωp + θ)), so f(p + k) = f(p)·exp(iωk), whatever p is, and |f| = r at every position.
The frequencies ω belong to the word: with those of another word, or with one for all, it fails. As
pairs of real numbers the phase is a rotation, which is how it is written here; RoPE does the same
with frequencies that all words share.
Wang et al. 2020, §2.
"""

import torch
from torch import Tensor

from quizkit.evidence import Lab, check


def own(frequency: Tensor) -> Tensor:
    return frequency


def of_another_word(frequency: Tensor) -> Tensor:
    return frequency.roll(1, 0)


def one_for_all(frequency: Tensor) -> Tensor:
    return frequency.mean().expand_as(frequency)


def by_rotation(vector: Tensor, angle: Tensor) -> Tensor:
    """Turn each (real, imaginary) pair by its angle, in real numbers."""
    cos, sin = angle.cos(), angle.sin()
    turn = torch.stack([torch.stack([cos, -sin], -1), torch.stack([sin, cos], -1)], -2)
    return (turn @ vector[..., None])[..., 0]


def by_sum(vector: Tensor, angle: Tensor) -> Tensor:
    return vector + torch.stack([angle.cos(), angle.sin()], -1)


@check(
    controls={
        "frequencies of another word": {"known": of_another_word},
        "one frequency for all": {"known": one_for_all},
        "a position vector added": {"move": by_sum},
    }
)
def complex_order(lab: Lab, known=own, move=by_rotation) -> None:
    length, phase = lab.uniform(50, 16, low=0.5, high=2.0), lab.uniform(50, 16, high=6.0)
    frequency = lab.normal(50, 16)

    position = lab.integers(0, 1_000, 50, 1)

    def embedding(position: Tensor) -> Tensor:
        return torch.view_as_real(torch.polar(length, frequency * position + phase))

    for k in lab.sweep("k", (1, 5, 100)):
        moved = move(embedding(position), known(frequency) * k)
        lab.same("embedding k positions on", moved, embedding(position + k))
        lab.same("length of each entry", moved.norm(dim=-1), length)


if __name__ == "__main__":
    complex_order.main()
