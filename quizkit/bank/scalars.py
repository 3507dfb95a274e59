"""What YAML makes of a plain scalar: a text, a number, true or false, nothing."""

import math
import re

from yaml.resolver import Resolver

from quizkit.bank.fault import quoted
from quizkit.bank.nodes import Items, Node, Pairs, Scalar

KINDS = {
    "tag:yaml.org,2002:null": "nothing",
    "tag:yaml.org,2002:bool": "true or false",
    "tag:yaml.org,2002:int": "a number",
    "tag:yaml.org,2002:float": "a number",
    "tag:yaml.org,2002:timestamp": "a date",
}
IMPLICIT = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag in KINDS]
    for first, resolvers in Resolver.yaml_implicit_resolvers.items()
}
"""By their first character, what a plain scalar may be that is no text."""
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,2})?")
"""As JSON and YAML 1.2 write it: YAML 1.1 takes 1e-3 for a text."""


def implicit_tag(text: str) -> str | None:
    """The tag that YAML gives to a plain scalar that is no text."""
    for tag, pattern in IMPLICIT.get(text[:1], ()):
        if pattern.match(text):
            return tag
    return None


def scalar(node: Node) -> int | float | str | bool | None:
    """The value of a scalar node; None for null and for anything that is no scalar."""
    if not isinstance(node, Scalar):
        return None
    text: str = node.value
    match implicit_tag(text) if node.implicit[0] else None:
        case "tag:yaml.org,2002:null":
            return None
        case "tag:yaml.org,2002:bool" if text.lower() in ("true", "false"):
            return text.lower() == "true"
        case "tag:yaml.org,2002:int" if re.fullmatch(r"[-+]?(0|[1-9][0-9]{0,17})", text):
            return int(text)
        case "tag:yaml.org,2002:float" | None if node.implicit[0] and _FLOAT.fullmatch(text):
            return float(text) if math.isfinite(float(text)) else text
        case _:
            return text


def kind(node: Node) -> str:
    """What a node is, in a word."""
    if isinstance(node, Items):
        return "a list"
    if isinstance(node, Pairs):
        return "a mapping"
    tag = implicit_tag(node.value) if node.implicit[0] else None
    return KINDS[tag] if tag else "a text"


def shown(node: Node) -> str:
    """What a node is, or the scalar itself."""
    return quoted(node.value) if isinstance(node, Scalar) and node.value else kind(node)
