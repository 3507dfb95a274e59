"""Exact readings of tensors: relative errors, and what can be read at all."""

import math
from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from quizkit.evidence.stats import Broken
from quizkit.model.evidence import Target

EQUAL = 1e-10
"""Relative error up to which two float64 results are equal (rule 15)."""
DIFFERENT = 1e-6
"""Relative error from which on they are different; between the two it is inconclusive."""
ROUNDING = 8.0
"""Where precision is the subject: errors up to ROUNDING·eps·√terms are rounding (rule 16). One
sum, product or softmax was measured to err by 0.03 to 2 times eps·√terms."""
COARSE = 0.25
"""Rounding beyond this is too near to 1, an error as large as the values, to be told from it."""

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


def identity(a: Tensor, b: Tensor) -> Target:
    """The target of the relative error of two results that are equal but for float64 rounding."""
    kinds = {a.dtype, b.dtype}
    fractions = any(kind.is_floating_point or kind.is_complex for kind in kinds)
    if fractions and not (len(kinds) == 1 and kinds <= {torch.float64, torch.complex128}):
        raise Broken(
            f"identities are compared in float64, not {a.dtype} and {b.dtype}; where the precision "
            "is the subject, pass precision="
        )
    return Target(0.0, EQUAL, refuted_above=DIFFERENT)


def rounding(precision: torch.dtype, terms: int) -> Target:
    """The target of the relative error of a result that was summed in a lower precision."""
    if terms < 1:
        raise Broken(f"a sum of {terms} terms")
    bound = ROUNDING * torch.finfo(precision).eps * math.sqrt(terms)
    if bound > COARSE:
        raise Broken(
            f"{terms} terms in {precision} may round by {bound:.2g} of the result, so that nothing "
            "could be refuted"
        )
    return Target(0.0, bound, refuted_above=min(100 * bound, math.sqrt(bound)))


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
