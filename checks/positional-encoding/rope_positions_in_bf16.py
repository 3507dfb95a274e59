"""Position numbers must not be held in bf16: above 256, neighbours round to the same number.

bf16 keeps 8 significant bits, so it holds every integer up to 2^8, every second one up to 2^9,
every fourth up to 2^10, and so on: each doubling of the length adds 128 distinct positions. Tokens
with the same rounded position are rotated by the same angle, so the scores between them forget
their order. float16 keeps 11 bits (every position up to 2,048), float32 keeps 24.
"""

from math import log2

import torch
from _rope import rotate_halves

from quizkit.evidence import Lab, check


@check(
    controls={
        "float32": {"dtype": torch.float32},
        "float16": {"dtype": torch.float16},
    }
)
def rope_positions_in_bf16(lab: Lab, dtype=torch.bfloat16) -> None:
    for last in lab.sweep("last position", (256, 1024, 4096)):
        held = torch.arange(last + 1, device=lab.device).to(dtype)
        doublings = round(log2(last / 256))
        lab.count("distinct positions", len(held.unique()), equals=257 + 128 * doublings)

    position = torch.arange(1_000, 1_016, device=lab.device)
    q, k = lab.normal(2, len(position), 64)
    rounded = position.to(dtype).double()
    exact = rotate_halves(q, position) @ rotate_halves(k, position).T
    from_rounded = rotate_halves(q, rounded) @ rotate_halves(k, rounded).T
    lab.apart("scores from rounded positions", from_rounded, exact, at_least=0.1)


if __name__ == "__main__":
    rope_positions_in_bf16.main()
