"""How T5 sorts offsets into buckets: the library's own function."""

from torch import Tensor
from transformers.models.t5.modeling_t5 import T5Attention


def bucket(
    offset: Tensor, two_ways: bool = True, buckets: int = 32, max_distance: int = 128
) -> Tensor:
    """The bucket of each offset, key minus query; `two_ways` in an encoder."""
    # The library gives it no public name.
    return T5Attention._relative_position_bucket(  # pyright: ignore[reportPrivateUsage]
        offset, two_ways, buckets, max_distance
    )
