"""Readers of mappings: records with fixed keys, tables with the user's own, sweep points."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quizkit.bank.fault import Findings, closest, did_you_mean, quoted
from quizkit.bank.nodes import Node, Pairs, Scalar, compose, fault
from quizkit.bank.readers import Reader, Schema, Words
from quizkit.bank.scalars import kind, scalar, shown
from quizkit.bank.source import read_source


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
    # What `read` needs of `keys` for each of thousands of records.
    _by_name: dict[str, Key] = field(init=False, default_factory=dict[str, Key])
    _defaults: dict[str, object] = field(init=False, default_factory=dict[str, object])
    _outline: list[str] = field(init=False, default_factory=list[str])

    def __post_init__(self) -> None:
        self._by_name.update((key.name, key) for key in self.keys)
        self._defaults.update((key.name, key.default) for key in self.keys if not key.required)
        required = ", ".join(key.name for key in self.keys if key.required)
        self._outline.append(f"a mapping with the keys {required}")

    def read(self, node: Node, into: Findings) -> Any:
        before = len(into.faults)
        found: dict[str, Any] = self._defaults.copy()
        marks: dict[str, Node] = {}
        strangers: list[str] = []
        for name, value in pairs(node, into, self._outline[0]):
            key = self._by_name.get(name.value)
            if key is None:
                strangers.append(self._unknown(name, value, into))
            else:
                marks[key.name] = name
                found[key.name] = key.reader.read(value, into)
        if not isinstance(node, Pairs):
            return None
        if len(found) < len(self.keys):
            self._missing(node, found.keys() | strangers, into)
        if self.rule:
            for name, message, hint in self.rule({name: found[name] for name in marks}):
                fault(into, marks.get(name, node).start_mark, message, hint)
        return self.build(**found) if len(into.faults) == before else None

    def _missing(self, node: Node, there: Collection[str], into: Findings) -> None:
        for key in self.keys:
            if key.name not in there:
                fault(into, node.start_mark, f"the key {key.name} is missing", f"it is {key.doc}")

    def _unknown(self, name: Scalar, value: Node, into: Findings) -> str:
        """Note an unknown key; return the key that it was meant to be, or ""."""
        near = closest(name.value, self._by_name)
        hint = did_you_mean(name.value, self._by_name)
        if not near and isinstance(value, Scalar) and scalar(value) is None:
            hint = "inside {…} a comma ends a text: quote the text"
        fault(into, name.start_mark, f"unknown key {quoted(name.value)}", hint)
        return near or ""

    def schema(self) -> Schema:
        return {
            "type": "object",
            "properties": {k.name: {"description": k.doc} | k.reader.schema() for k in self.keys},
            "required": [k.name for k in self.keys if k.required],
            "additionalProperties": False,
        } | self.law


_WORDS = Words()


@dataclass(frozen=True, slots=True)
class Point:
    """A point on a sweep: a mapping from sweep names to scalars."""

    def read(self, node: Node, into: Findings) -> dict[str, int | float | str | bool]:
        point: dict[str, int | float | str | bool] = {}
        for key, value in pairs(node, into, "a sweep point such as {d_k: 64}"):
            name = _WORDS.read(key, into)
            found = scalar(value)
            if isinstance(found, str) and kind(value) == "a text":
                point[name] = _WORDS.read(value, into)
            elif isinstance(found, int | float):
                point[name] = found
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


def pairs(node: Node, into: Findings, expected: str) -> list[tuple[Scalar, Node]]:
    """The pairs of a mapping, each key once."""
    if not isinstance(node, Pairs):
        fault(into, node.start_mark, f"expected {expected}, found {kind(node)}")
        return []
    if len({key.value for key, _ in node.pairs}) < len(node.pairs):
        _repeated(node, into)
    return node.pairs


def _repeated(node: Pairs, into: Findings) -> None:
    seen: dict[str, Scalar] = {}
    for key, _ in node.pairs:
        first = seen.setdefault(key.value, key)
        if first is not key:
            message = f"the key {quoted(key.value)} stands here a second time"
            line = first.start_mark.line + 1
            fault(into, key.start_mark, message, f"the first one is in line {line}")
