"""Exact readings of tensors: relative errors, and what can be read at all."""

import math
from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from quizkit.evidence.stats import Broken

Units = Tensor | Sequence[float]


def floats(units: Units) -> NDArray[np.float64]:
    """Units as float64 numbers, on the CPU; NaN and infinity pass."""
    if not isinstance(units, Tensor):
        return np.asarray(units, dtype=np.float64)
    if units.is_complex():
        raise Broken("complex units; take their real part, imaginary part or magnitude")
    return units.detach().to("cpu", torch.float64).numpy()


def finite(x: Tensor) -> Tensor:
    """`x` without its graph; Broken if it is empty or holds NaN or infinity."""
    if not bool(torch.isfinite(filled(x)).all()):
        raise Broken("NaN or infinity; observe it with lab.finite if it is the point")
    return x.detach()


def filled(x: Tensor) -> Tensor:
    """`x` itself; Broken if it is empty, since anything holds for no entry at all."""
    if x.numel() == 0:
        raise Broken(f"there is nothing to compare: the tensor has shape {tuple(x.shape)}")
    return x


def double(a: Tensor, b: Tensor) -> bool:
    """Whether a and b can be compared as an identity: both in double precision, or no floats."""
    kinds = {a.dtype, b.dtype}
    exact = not any(t.is_floating_point or t.is_complex for t in kinds)
    return exact or (len(kinds) == 1 and kinds <= {torch.float64, torch.complex128})


def largest(x: Tensor) -> float:
    """The largest magnitude of an entry."""
    return float(_wide(finite(x)).abs().max())


def relative_error(a: Tensor, b: Tensor, scale: float | None = None) -> float:
    """max|a-b| over max(|a|, |b|, scale), taken over all entries; 0 where all of them are 0."""
    if a.shape != b.shape:
        raise Broken(f"shapes differ: {tuple(a.shape)} and {tuple(b.shape)}")
    if scale is not None and not 0 < scale < math.inf:
        raise Broken(f"scale is the size of what cancelled, not {scale}")
    size = max(largest(a), largest(b), scale or 0.0)
    return largest(_wide(a) - _wide(b)) / size if size else 0.0


def _wide(x: Tensor) -> Tensor:
    return x.detach().to(torch.complex128 if x.is_complex() else torch.float64)
