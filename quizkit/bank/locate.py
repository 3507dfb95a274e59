"""From a value of a question back to the place in the file that it was read from."""

from collections.abc import Sequence
from dataclasses import dataclass

from quizkit.bank.nodes import Items, Node, Pairs, Scalar


@dataclass(frozen=True, slots=True)
class Remark:
    """Something wrong with a value, found by its keys from the top of the file.

    `inside` is the part of the text that is meant.
    """

    keys: tuple[str | int, ...]
    message: str
    hint: str = ""
    inside: str = ""


def locate(root: Node, keys: Sequence[str | int], inside: str = "") -> tuple[int, int]:
    """Line and column, from 1, of the value at `keys`, or of the last one on the way to it."""
    node = root
    for key in keys:
        below = _below(node, key)
        if below is None:
            break
        node = below
    line, column = node.start_mark.line + 1, node.start_mark.column + 1
    if inside and isinstance(node, Scalar) and node.style == "|":
        before, found, _ = node.value.partition(inside)
        if found:
            # A block's text begins on the line below its `|`.
            return line + 1 + before.count("\n"), 0
    return line, column


def _below(node: Node, key: str | int) -> Node | None:
    if isinstance(node, Items) and isinstance(key, int) and key < len(node.items):
        return node.items[key]
    if isinstance(node, Pairs):
        return next((value for name, value in node.pairs if name.value == key), None)
    return None
