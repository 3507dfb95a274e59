"""The places that a scaffold leaves open: `<write …>`, a fault until it is filled in."""

import re

PLACEHOLDER = re.compile(r"<write [^<>]*>")
MESSAGE = "this place is not filled in"


def placeholder_hint(found: str) -> str:
    """What to do about one."""
    return found[1:-1]
