"""16-bit weights take half the bytes, always; what they cost is rounding, in bf16 8 times fp16's.

float16 keeps 11 significant bits and bfloat16 8, so that a value is rounded by at most 2^-11 or
2^-8 of itself. Whether the product is also faster depends on the hardware. This is lower
precision, not quantisation to integers.
"""

import torch
from torch import nn

from quizkit.evidence import Lab, check

BITS = {"float16": 11, "bfloat16": 8}


@check(
    controls={
        "kept in 32 bits": {"kinds": {"float16": torch.float32, "bfloat16": torch.float32}},
        "the two formats confused": {
            "kinds": {"float16": torch.bfloat16, "bfloat16": torch.float16}
        },
    }
)
def sixteen_bits(lab: Lab, kinds: dict[str, torch.dtype] | None = None) -> None:
    for kind in lab.sweep("format", tuple(BITS)):
        layer = nn.Linear(256, 256).to(lab.device)
        weight = lab.uniform(256, 256, low=1.0, high=2.0)
        layer.weight = nn.Parameter(weight.float())
        before = sum(p.nbytes for p in layer.parameters())
        layer = layer.to((kinds or {}).get(kind) or getattr(torch, kind))
        after = sum(p.nbytes for p in layer.parameters())
        lab.count("bytes, doubled", 2 * after, equals=before)
        # Of numbers from 1 to 2, a format of b significant bits keeps those on a grid of 2^(1-b).
        error = (layer.weight.double() - weight).abs() * 2 ** (BITS[kind] - 1)
        lab.mean("mean rounding in grid steps", error, equals=0.25, within=0.01)


if __name__ == "__main__":
    sixteen_bits.main()
