"""Readers: each reads one kind of value from a node, and describes it as JSON Schema.

A reader notes every fault that it finds and goes on, so that one run shows all of them. What it
returns is meaningful only when it noted none.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from quizkit.bank.fault import Findings, closest, quoted
from quizkit.bank.nodes import Items, Node, Scalar, fault
from quizkit.bank.placeholder import MESSAGE, PLACEHOLDER, placeholder_hint
from quizkit.bank.scalars import IMPLICIT, KINDS, implicit_tag, kind, scalar, shown
from quizkit.bank.source import INVISIBLE, named

Schema = dict[str, Any]


class Reader(Protocol):
    """Reads one kind of value."""

    def read(self, node: Node, into: Findings) -> Any:
        """The value of a node; faults go to `into`."""
        ...

    def schema(self) -> Schema:
        """The values that `read` accepts, as JSON Schema."""
        ...


@dataclass(frozen=True, slots=True)
class Words:
    """A text; `pattern` is what it must look like, and `like` says so with an example."""

    pattern: str = ""
    like: str = "a text"

    def read(self, node: Node, into: Findings) -> str:
        if not isinstance(node, Scalar):
            fault(into, node.start_mark, f"expected {self.like}, found {kind(node)}")
            return ""
        text: str = node.value.strip()
        if node.implicit[0] and text[:1] in IMPLICIT and (tag := implicit_tag(text)):
            if tag != "tag:yaml.org,2002:null":
                hint = f"YAML reads {quoted(text)} as {KINDS[tag]}; quote it to make it a text"
                fault(into, node.start_mark, f"expected {self.like}, found {KINDS[tag]}", hint)
                return ""
            text = ""
        if not text:
            fault(into, node.start_mark, f"empty; expected {self.like}")
        elif node.style == '"' and (found := INVISIBLE.search(text)):
            fault(into, node.start_mark, f"the text holds {named(found[0])}", "delete it")
        elif "<write " in text and (open_place := PLACEHOLDER.search(text)):
            fault(into, node.start_mark, MESSAGE, placeholder_hint(open_place[0]))
        elif self.pattern and not re.fullmatch(self.pattern, text):
            fault(into, node.start_mark, f"{quoted(text)} is not {self.like}")
        return text

    def schema(self) -> Schema:
        return {"type": "string", "pattern": f"^(?:{self.pattern})$" if self.pattern else r"\S"}


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from `low` to `high`."""

    low: int
    high: int

    def read(self, node: Node, into: Findings) -> int:
        value = scalar(node)
        if (
            isinstance(value, int)
            and not isinstance(value, bool)
            and self.low <= value <= self.high
        ):
            return value
        expected = f"expected a whole number from {self.low} to {self.high}"
        fault(into, node.start_mark, f"{expected}, found {shown(node)}")
        return self.low

    def schema(self) -> Schema:
        return {"type": "integer", "minimum": self.low, "maximum": self.high}


@dataclass(frozen=True, slots=True)
class YesNo:
    """`true` or `false`."""

    def read(self, node: Node, into: Findings) -> bool | None:
        value = scalar(node)
        if isinstance(value, bool):
            return value
        fault(into, node.start_mark, f"expected true or false, found {shown(node)}")
        return None

    def schema(self) -> Schema:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class OneOf:
    """One member of an enumeration."""

    members: type[StrEnum]

    def read(self, node: Node, into: Findings) -> StrEnum | None:
        names = [m.value for m in self.members]
        value = scalar(node)
        if value in names:
            return self.members(value)
        expected = f"expected one of {', '.join(names)}, found {shown(node)}"
        near = closest(value, names) if isinstance(value, str) else None
        fault(into, node.start_mark, expected, f"did you mean {near}?" if near else "")
        return None

    def schema(self) -> Schema:
        return {"enum": [m.value for m in self.members]}


@dataclass(frozen=True, slots=True)
class OrNothing:
    """What `reader` reads, or null."""

    reader: Reader

    def read(self, node: Node, into: Findings) -> Any:
        if isinstance(node, Scalar) and scalar(node) is None:
            return None
        return self.reader.read(node, into)

    def schema(self) -> Schema:
        return {"anyOf": [self.reader.schema(), {"type": "null"}]}


@dataclass(frozen=True, slots=True)
class Many:
    """A list of what `reader` reads, `low` to `high` of them; `what` names them in the plural."""

    reader: Reader
    what: str
    low: int = 0
    high: int | None = None

    def read(self, node: Node, into: Findings) -> tuple[Any, ...]:
        if not isinstance(node, Items):
            hint = "write one as a list too: […]" if self.low < 2 else ""
            fault(
                into, node.start_mark, f"expected a list of {self.what}, found {kind(node)}", hint
            )
            return ()
        count = len(node.items)
        if count < self.low or (self.high is not None and count > self.high):
            fault(into, node.start_mark, f"{count} {self.what}; expected {self._expected()}")
        return tuple(self.reader.read(item, into) for item in node.items)

    def _expected(self) -> str:
        if self.high is None:
            return f"at least {self.low}"
        return str(self.low) if self.low == self.high else f"{self.low} to {self.high}"

    def schema(self) -> Schema:
        ends = {"minItems": self.low} if self.low else {}
        ends |= {"maxItems": self.high} if self.high is not None else {}
        return {"type": "array", "items": self.reader.schema()} | ends
