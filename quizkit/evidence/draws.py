"""Sweeps and random draws: each draw has a stream of its own (EVIDENCE rule 23)."""

import hashlib
import math
import random
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor, nn

from quizkit.evidence.stats import Broken
from quizkit.model.question import Scalar

P = TypeVar("P", bound=Scalar)
M = TypeVar("M", bound=nn.Module)
_TABLES_AND_GAINS = (nn.Embedding, nn.EmbeddingBag, nn.LayerNorm, nn.RMSNorm)
"""Modules whose `weight` sums over nothing, whatever its shape."""


class Draws:
    """Sweep points and random numbers.

    Every draw has its own random stream, keyed by the seed, the sweep points around it and how many
    draws came before it there. So one sweep point alone gives exactly its numbers of the full run,
    and claim and controls draw the same numbers. Draws are made on the CPU and moved, so that every
    device sees the same ones.

    `only` restricts each sweep that it names to one point.
    """

    def __init__(
        self,
        seed: int = 0,
        device: str = "cpu",
        *,
        only: Mapping[str, Scalar] = MappingProxyType({}),
    ) -> None:
        self.seed = seed
        self.device = torch.device(device)
        self._only = dict(only)
        self._path: list[tuple[str, Scalar]] = []
        self._visits: dict[str, int] = {}
        self._seed_global()

    def sweep(self, name: str, points: Sequence[P]) -> Iterator[P]:
        """Go through `points`; what is drawn and observed inside belongs to the current point."""
        if any(name == outer for outer, _ in self._path):
            raise Broken(f"sweep {name!r} inside itself")
        _check_points(name, points)
        depth = len(self._path)
        try:
            for point in points:
                if self._only.get(name, point) != point:
                    continue
                self._path.append((name, point))
                self._seed_global()
                yield point
                if self._path[depth:] != [(name, point)]:
                    raise Broken(f"sweep {name!r} is no loop of its own: nest for statements")
                _ = self._path.pop()
        finally:
            # A sweep that is left by break leaves its point too. Nothing else belongs here: after
            # an exception this runs whenever the frame is collected.
            del self._path[depth:]
        self._seed_global()

    def normal(self, *shape: int, dtype: torch.dtype = torch.float64) -> Tensor:
        """Independent N(0, 1) values of the given shape."""
        return torch.randn(shape, dtype=dtype, generator=self.generator()).to(self.device)

    def uniform(
        self, *shape: int, low: float = 0.0, high: float = 1.0, dtype: torch.dtype = torch.float64
    ) -> Tensor:
        """Independent values, uniform on [low, high)."""
        draw = torch.rand(shape, dtype=dtype, generator=self.generator())
        return (low + (high - low) * draw).to(self.device)

    def integers(self, low: int, high: int, *shape: int) -> Tensor:
        """Independent integers, uniform on low … high - 1 (int64)."""
        return torch.randint(low, high, shape, generator=self.generator()).to(self.device)

    def permutation(self, n: int) -> Tensor:
        """A random order of 0 … n - 1."""
        return torch.randperm(n, generator=self.generator()).to(self.device)

    def generator(self) -> torch.Generator:
        """A CPU generator with a stream of its own, for draws that the lab has no word for."""
        return torch.Generator().manual_seed(self._key("draw"))

    def inject(self, module: M) -> M:
        """Give every parameter and running statistic of a library module random values.

        Matrices are scaled by 1/√fan-in so that unit inputs give unit outputs; biases, gains and
        embeddings are N(0, 1), and an embedding that is tied to an output matrix is scaled as that
        matrix. Default initialisation hides a forgotten bias or gain, since those start at zero and
        one (rule 18). The module comes back in float64, on the lab's device and in evaluation mode.
        """
        module = module.to(device=self.device, dtype=torch.float64).eval()
        fan_in = _fan_in(module)
        with torch.no_grad():
            for p in module.parameters():
                _ = p.copy_(self.normal(*p.shape) * fan_in[id(p)] ** -0.5)
            for name, b in module.named_buffers():
                if name.endswith("running_mean"):
                    _ = b.copy_(self.normal(*b.shape))
                elif name.endswith("running_var"):
                    _ = b.copy_(self.uniform(*b.shape, low=0.5, high=2.0))
        return module

    def _seed_global(self) -> None:
        # Library code (dropout, default init) draws from torch's own generator. torch.manual_seed
        # would queue a seed for every other device as well, at a millisecond a time.
        seed = self._key("global")
        on_cpu = self.device.type == "cpu"
        _ = torch.default_generator.manual_seed(seed) if on_cpu else torch.manual_seed(seed)
        random.seed(seed)
        np.random.seed(seed % 2**32)  # noqa: NPY002  the generator that library code draws from

    def _key(self, what: str) -> int:
        path = f"{self.seed}/{what}/{self._path!r}"
        visit = self._visits[path] = self._visits.get(path, 0) + 1
        digest = hashlib.blake2b(f"{path}/{visit}".encode(), digest_size=8).digest()
        # torch wants a seed below 2^63.
        return int.from_bytes(digest) >> 1


def _check_points(name: str, points: Sequence[object]) -> None:
    for point in points:
        # What a report carries as JSON: an address must be the same after a round trip.
        odd = isinstance(point, float) and not math.isfinite(point)
        if odd or not isinstance(point, Scalar) or not str(point).isprintable():
            raise Broken(
                f"sweep {name!r} goes over finite numbers, texts and booleans, not {point!r}; "
                "sweep over names, and look each up"
            )
    if len(set(points)) != len(points) or not points:
        raise Broken(f"sweep {name!r} needs different points, got {list(points)}")


def _fan_in(module: nn.Module) -> dict[int, int]:
    """How many unit inputs each parameter's outputs sum over, by the parameter's id."""
    fan_in = {id(p): 1 if p.ndim < 2 else p[0].numel() for p in module.parameters()}
    matrices: dict[int, int] = {}
    for m in module.modules():
        weight = getattr(m, "weight", None)
        if not isinstance(weight, Tensor) or weight.ndim < 2:
            continue
        if isinstance(m, _TABLES_AND_GAINS):
            fan_in[id(weight)] = 1
        else:
            # transformers' Conv1D and the transposed convolutions keep inputs on the first axis.
            inputs_first = type(m).__name__ == "Conv1D" or getattr(m, "transposed", False)
            matrices[id(weight)] = (weight[:, 0] if inputs_first else weight[0]).numel()
    return fan_in | matrices
