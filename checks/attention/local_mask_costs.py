"""A mask saves nothing in a dense kernel; a banded kernel computes the same at a cost linear in n.

Masking sets scores to -∞ after they have been computed: QKᵀ and AV take 4·n²·d operations with or
without a mask, causal or local. A kernel that only forms the 2w + 1 scores of a window takes
4·n·(2w + 1)·d and returns the same output.
Beltagy et al. 2020, §3.1.
"""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.nn.functional import pad
from torch.utils.flop_counter import FlopCounterMode

from quizkit.evidence import Lab, check

D, W = 16, 4


def dense(q: Tensor, k: Tensor, v: Tensor, hidden: Tensor | None = None) -> Tensor:
    scores = q @ k.T / D**0.5
    if hidden is not None:
        scores = scores.masked_fill(hidden, -torch.inf)
    return scores.softmax(-1) @ v


def band(q: Tensor, k: Tensor, v: Tensor, edges: bool = True) -> Tensor:
    """Attention within W steps to either side that forms no other score."""
    n = len(q)
    near_k, near_v = (pad(x, (0, 0, W, W)).unfold(0, 2 * W + 1, 1) for x in (k, v))
    scores = (q[:, None] @ near_k).squeeze(1) / D**0.5  # n × (2W + 1)
    place = torch.arange(n, device=q.device)[:, None] + torch.arange(-W, W + 1, device=q.device)
    if edges:
        scores = scores.masked_fill((place < 0) | (place >= n), -torch.inf)
    return (scores.softmax(-1)[:, None] @ near_v.mT).squeeze(1)


def band_with_padded_edges(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    return band(q, k, v, edges=False)


def dense_within_the_window(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    return dense(q, k, v, steps(q).abs() > W)


def band_instead(q: Tensor, k: Tensor, v: Tensor, hidden: Tensor) -> Tensor:
    return band(q, k, v)


def steps(q: Tensor) -> Tensor:
    """How far key j lies after query i, n × n."""
    place = torch.arange(len(q), device=q.device)
    return place - place[:, None]


def operations(kernel: Callable[..., Tensor], *inputs: Tensor) -> int:
    with FlopCounterMode(display=False) as counter:
        _ = kernel(*inputs)
    return counter.get_total_flops()


@check(
    controls={
        "the masked dense kernel taken for local": {"local": dense_within_the_window},
        "padding at the edges attended to": {"local": band_with_padded_edges},
        "a band taken for a masked dense kernel": {"masked": band_instead},
    }
)
def local_mask_costs(lab: Lab, local=band, masked=dense) -> None:
    for n in lab.sweep("tokens", (64, 128, 256)):
        q, k, v = lab.normal(3, n, D)
        window, causal = steps(q).abs() > W, steps(q) > 0
        plain = operations(dense, q, k, v)
        saved = plain - operations(masked, q, k, v, window)
        lab.count("operations that a local mask saves", saved, equals=0)
        saved = plain - operations(masked, q, k, v, causal)
        lab.count("operations that a causal mask saves", saved, equals=0)
        paid = operations(local, q, k, v) // (4 * n * D)
        lab.count("keys paid for per query by the band", paid, equals=2 * W + 1)
        lab.same("band and masked dense kernel", local(q, k, v), dense(q, k, v, window))


if __name__ == "__main__":
    local_mask_costs.main()
