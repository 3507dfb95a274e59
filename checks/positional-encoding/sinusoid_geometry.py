"""Sinusoidal codes have one length, similarities that depend on the offset alone, linear shifts.

Each pair of channels is a point on a circle, at angle p·ω_i. So |PE(p)|² = d/2 for every p;
PE(p)·PE(p+k) = Σ cos(kω_i), whatever p is, and the same for k and -k; and PE(p+k) = M_k PE(p) with
one matrix M_k, which turns each circle by kω_i. Here M_k is not written down: it is fitted on half
of the positions and tried on the other half. Of all neighbours the two most alike are compared.
Vaswani et al. 2017, §3.5.
"""

import torch
from _sinusoids import sinusoids
from torch import Tensor

from quizkit.evidence import Lab, check

SHIFT = 7
FARTHEST = 30_000
"""Up to here even the slowest circle makes half a turn, so that the fit is well conditioned."""


def a_frequency_per_channel(position: Tensor, d_model: int) -> Tensor:
    channel = torch.arange(d_model, device=position.device, dtype=torch.float64)
    angle = position[:, None] * 10_000 ** (-channel / d_model)
    return torch.where(channel % 2 == 0, angle.sin(), angle.cos())


def sines_only(position: Tensor, d_model: int) -> Tensor:
    return 2**0.5 * sinusoids(position, 2 * d_model)[:, ::2]


def random_rows(position: Tensor, d_model: int) -> Tensor:
    table = torch.randn(FARTHEST + SHIFT, d_model, dtype=torch.float64) / 2**0.5
    return table.to(position.device)[position]


def position_never_advanced(position: Tensor, d_model: int) -> Tensor:
    return sinusoids(0 * position + 5, d_model)


@check(
    controls={
        "sine and cosine of different frequencies": {"code": a_frequency_per_channel},
        "sines only": {"code": sines_only},
        "random rows": {"code": random_rows},
        "position never advanced": {"code": position_never_advanced},
    }
)
def sinusoid_geometry(lab: Lab, code=sinusoids) -> None:
    for d in lab.sweep("d", (8, 16, 32)):
        p = lab.integers(SHIFT, FARTHEST, 8 * d)
        behind, here, ahead = code(torch.cat([p - SHIFT, p, p + SHIFT]), d).chunk(3)
        similarity = (here * ahead).sum(-1)
        lab.same("squared length", here.square().sum(-1), torch.full_like(similarity, d / 2))
        lab.same("similarity at one offset", similarity, similarity[:1].expand_as(similarity))
        lab.same("similarity to both sides", similarity, (here * behind).sum(-1))
        half = 4 * d
        fitted = torch.linalg.pinv(here[:half]) @ ahead[:half]
        lab.same("one matrix for every position", here[half:] @ fitted, ahead[half:])
        walk = code(torch.arange(FARTHEST), d)
        nearest = (walk[1:] - walk[:-1]).norm(dim=-1).argmin()
        lab.apart("neighbours differ", walk[nearest + 1], walk[nearest], at_least=0.1)


if __name__ == "__main__":
    sinusoid_geometry.main()
