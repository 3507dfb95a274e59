"""The parts of an answer that may each name a point."""

import re
from itertools import pairwise

_END = re.compile(r"(?<=[.!?;])\s+|[\n。！？；]+")
MOST = 200
"""Parts that are looked at; a spoken answer has a dozen sentences."""


def segments(typed: str) -> list[str]:
    """The sentences, and every two in a row, for a point may need both."""
    found = [part.strip() for part in _END.split(typed) if part.strip()][:MOST]
    return [*found, *(f"{a} {b}" for a, b in pairwise(found))]
