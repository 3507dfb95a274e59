"""The places that a scaffold leaves open: `<write …>`, a fault until it is filled in."""

import re

from quizkit.bank.nodes import Node, Scalar, walk

PLACEHOLDER = re.compile(r"<write [^<>]*>")
MESSAGE = "this place is not filled in"


def placeholder_hint(found: str) -> str:
    """What to do about one."""
    return found[1:-1]


def has_open_place(node: Node) -> bool:
    """Whether a place below a node is open."""
    return any(isinstance(n, Scalar) and PLACEHOLDER.search(n.value) for n in walk(node))
