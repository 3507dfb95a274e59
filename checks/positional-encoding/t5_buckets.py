"""T5 gives each short distance a bucket of its own and all from 113 (or 91) on a single one.

Of 32 buckets a decoder uses half for the distances 0 to 15 and spaces the rest evenly in the
logarithm up to 128; an encoder has 16 for each direction, one of which stays empty, as distance 0
counts as looking back. The last begins where the formula first rounds down to it, before 128.
Raffel et al. 2020, §2.1, and the library's function.
"""

import math

import torch
from _t5 import bucket
from torch import Tensor

from quizkit.evidence import Lab, check

FARTHEST, BUCKETS, LIMIT = 1_000, 32, 128


def key_minus_query(distance: Tensor) -> Tensor:
    """A key that lies `distance` before its query."""
    return -distance


def query_minus_key(distance: Tensor) -> Tensor:
    return distance


@check(
    controls={
        "sign of the offset exchanged": {"offset": query_minus_key},
        "direction confused": {"two_ways": ("decoder",)},
        "buckets up to 256": {"limit": 256},
        "a bucket for every distance": {"buckets": 8 * FARTHEST},
    }
)
def t5_buckets(
    lab: Lab,
    offset=key_minus_query,
    two_ways: tuple[str, ...] = ("encoder",),
    limit: int = LIMIT,
    buckets: int = BUCKETS,
) -> None:
    for stack in lab.sweep("stack", ("decoder", "encoder")):
        found = bucket(offset(torch.arange(FARTHEST + 1)), stack in two_ways, buckets, limit)
        one_way = BUCKETS if stack == "decoder" else BUCKETS // 2
        exact = one_way // 2
        # The last of the `exact` logarithmic steps from `exact` to LIMIT.
        last = math.ceil(exact * (LIMIT / exact) ** ((exact - 1) / exact))
        first_of_last = int((found != found[-1]).sum())
        lab.count("first distance in the last bucket", first_of_last, equals=last)
        alone = int((found.unique(return_counts=True)[1][:exact] == 1).sum())
        lab.count("short distances with a bucket each", alone, equals=exact)
        lab.count("buckets in one direction", found.unique().numel(), equals=one_way)
        around = bucket(torch.arange(-FARTHEST, FARTHEST + 1), stack in two_ways, buckets, limit)
        used = BUCKETS if stack == "decoder" else BUCKETS - 1
        lab.count("buckets in both directions", around.unique().numel(), equals=used)


if __name__ == "__main__":
    t5_buckets.main()
