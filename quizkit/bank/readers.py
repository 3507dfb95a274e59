"""Readers: each reads one kind of value from a node, and describes it as JSON Schema.

A reader notes every fault that it finds and goes on, so that one run shows all of them. What it
returns is meaningful only when it noted none.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from yaml.resolver import Resolver

from quizkit.bank.fault import Findings, closest, did_you_mean, quoted
from quizkit.bank.nodes import Items, Node, Pairs, Scalar, compose, fault
from quizkit.bank.placeholder import MESSAGE, PLACEHOLDER, placeholder_hint
from quizkit.bank.source import INVISIBLE, named, read_source

Schema = dict[str, Any]

_KINDS = {
    "tag:yaml.org,2002:null": "nothing",
    "tag:yaml.org,2002:bool": "true or false",
    "tag:yaml.org,2002:int": "a number",
    "tag:yaml.org,2002:float": "a number",
    "tag:yaml.org,2002:timestamp": "a date",
}
_IMPLICIT = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag in _KINDS]
    for first, resolvers in Resolver.yaml_implicit_resolvers.items()
}
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,2})?")
"""As JSON and YAML 1.2 write it: YAML 1.1 takes 1e-3 for a text."""


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
        if node.implicit[0] and (tag := implicit_tag(node.value)):
            if tag != "tag:yaml.org,2002:null":
                hint = f"YAML reads {quoted(text)} as {_KINDS[tag]}; quote it to make it a text"
                fault(into, node.start_mark, f"expected {self.like}, found {_KINDS[tag]}", hint)
                return ""
            text = ""
        if not text:
            fault(into, node.start_mark, f"empty; expected {self.like}")
        elif node.style == '"' and (found := INVISIBLE.search(text)):
            fault(into, node.start_mark, f"the text holds {named(found[0])}", "delete it")
        elif (open_place := PLACEHOLDER.search(text)) is not None:
            fault(into, node.start_mark, MESSAGE, placeholder_hint(open_place[0]))
        elif self.pattern and not re.fullmatch(self.pattern, text):
            fault(into, node.start_mark, f"{quoted(text)} is not {self.like}")
        return text

    def schema(self) -> Schema:
        return {"type": "string", "minLength": 1} | (
            {"pattern": f"^(?:{self.pattern})$"} if self.pattern else {}
        )


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


@dataclass(frozen=True, slots=True)
class Point:
    """A point on a sweep: a mapping from sweep names to scalars."""

    def read(self, node: Node, into: Findings) -> dict[str, int | float | str | bool]:
        point: dict[str, int | float | str | bool] = {}
        for key, value in pairs(node, into, "a sweep point such as {d_k: 64}"):
            found = scalar(value)
            odd = isinstance(found, str) and kind(value) != "a text"
            if isinstance(found, int | float | str) and found != "" and not odd:
                point[key.value] = found
            else:
                expected = "expected a number, a text, true or false"
                fault(into, value.start_mark, f"{expected}, found {shown(value)}")
        return point

    def schema(self) -> Schema:
        scalars: Schema = {"type": ["number", "string", "boolean"]}
        return {"type": "object", "additionalProperties": scalars}


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping whose keys are the user's own; each value is read by `reader`."""

    reader: Reader
    keys: Words

    def read(self, node: Node, into: Findings) -> dict[str, Any]:
        return {
            self.keys.read(key, into): self.reader.read(value, into)
            for key, value in pairs(node, into, "a mapping")
        }

    def schema(self) -> Schema:
        return {
            "type": "object",
            "propertyNames": self.keys.schema(),
            "additionalProperties": self.reader.schema(),
        }


def read_table(path: Path, table: Table, into: Findings) -> dict[str, Any] | None:
    """A file that holds one table: empty when there is no such file, None when it is unreadable."""
    if not path.exists():
        return {}
    text = read_source(path, into)
    node = compose(text, into) if text is not None else None
    return table.read(node, into) if node is not None else None


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a record. `doc` explains it to a writer; one without `default` is required."""

    name: str
    reader: Reader
    doc: str
    default: object = ...

    @property
    def required(self) -> bool:
        """Whether the key must be there."""
        return self.default is ...


Problem = tuple[str, str, str]
"""A key ("" for the record), what is wrong with it, and the hint."""


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with these keys, made into a value by `build`.

    `rule` says what is wrong with the keys taken together, from what is there; `law` says the same
    as JSON Schema.
    """

    build: Callable[..., object]
    keys: tuple[Key, ...]
    rule: Callable[[Mapping[str, Any]], list[Problem]] | None = None
    law: Schema = field(default_factory=Schema)
    _by_name: dict[str, Key] = field(init=False, default_factory=dict[str, Key])

    def __post_init__(self) -> None:
        self._by_name.update((key.name, key) for key in self.keys)

    def read(self, node: Node, into: Findings) -> Any:
        before = len(into)
        found: dict[str, Any] = {}
        marks: dict[str, Node] = {}
        strangers: list[str] = []
        for name, value in pairs(node, into, self._outline()):
            key = self._by_name.get(name.value)
            if key is None:
                strangers.append(self._unknown(name, value, into))
            else:
                found[key.name] = key.reader.read(value, into)
                marks[key.name] = name
        if not isinstance(node, Pairs):
            return None
        for key in self.keys:
            if key.name not in found and key.required and key.name not in strangers:
                fault(into, node.start_mark, f"the key {key.name} is missing", f"it is {key.doc}")
        for name, message, hint in self.rule(found) if self.rule else ():
            fault(into, marks.get(name, node).start_mark, message, hint)
        if len(into) > before:
            return None
        defaults = {key.name: key.default for key in self.keys if not key.required}
        return self.build(**(defaults | found))

    def _unknown(self, name: Scalar, value: Node, into: Findings) -> str:
        """Note an unknown key; return the key that it was meant to be, or ""."""
        near = closest(name.value, self._by_name)
        hint = did_you_mean(name.value, self._by_name)
        if not near and isinstance(value, Scalar) and scalar(value) is None:
            hint = "inside {…} a comma ends a text: quote the text"
        fault(into, name.start_mark, f"unknown key {quoted(name.value)}", hint)
        return near or ""

    def _outline(self) -> str:
        return f"a mapping with the keys {', '.join(k.name for k in self.keys if k.required)}"

    def schema(self) -> Schema:
        return {
            "type": "object",
            "properties": {k.name: {"description": k.doc} | k.reader.schema() for k in self.keys},
            "required": [k.name for k in self.keys if k.required],
            "additionalProperties": False,
        } | self.law


def pairs(node: Node, into: Findings, expected: str) -> list[tuple[Scalar, Node]]:
    """The pairs of a mapping, each key once."""
    if not isinstance(node, Pairs):
        fault(into, node.start_mark, f"expected {expected}, found {kind(node)}")
        return []
    seen: dict[str, Scalar] = {}
    for key, _ in node.pairs:
        if first := seen.get(key.value):
            line = first.start_mark.line + 1
            message = f"the key {quoted(key.value)} stands here a second time"
            fault(into, key.start_mark, message, f"the first one is in line {line}")
        _ = seen.setdefault(key.value, key)
    return node.pairs


def implicit_tag(text: str) -> str | None:
    """The tag that YAML gives to a plain scalar that is no text."""
    for tag, pattern in _IMPLICIT.get(text[:1], ()):
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
            return float(text)
        case _:
            return text


def kind(node: Node) -> str:
    """What a node is, in a word."""
    if isinstance(node, Items):
        return "a list"
    if isinstance(node, Pairs):
        return "a mapping"
    tag = implicit_tag(node.value) if node.implicit[0] else None
    return _KINDS[tag] if tag else "a text"


def shown(node: Node) -> str:
    """What a node is, or the scalar itself."""
    return quoted(node.value) if isinstance(node, Scalar) and node.value else kind(node)
