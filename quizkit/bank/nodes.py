"""YAML as nodes that know their place.

libyaml parses; the nodes are built here from its events, because each kind of event may be a fault
of its own: an anchor or an alias (a few bytes of aliases unfold to gigabytes), a tag, nesting
deeper than any question needs (libyaml and a recursive reader would overflow the stack).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

import yaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from quizkit.bank.fault import Findings, printable

MAX_DEPTH = 16
"""A question nests six deep."""

Scalar = ScalarEvent


class Parser(Protocol):
    """What libyaml's parser offers; its events have no common type with anchor and tag."""

    def get_event(self) -> Any:
        """The next event."""
        ...


class Mark(Protocol):
    """A place in the file, counted from 0."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Items:
    """A sequence."""

    items: list["Node"]
    start_mark: Mark


@dataclass(frozen=True, slots=True)
class Pairs:
    """A mapping, in the order of the file; a key may occur twice."""

    pairs: list[tuple[Scalar, "Node"]]
    start_mark: Mark


Node = Scalar | Items | Pairs


class _Stop(Exception):
    """A fault that ends the reading of this file."""

    def __init__(self, mark: Mark, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.mark = mark
        self.hint = hint


def compose(text: str, into: Findings) -> Node | None:
    """The one document of a YAML text; None, and a fault, when there is none."""
    try:
        return _document(yaml.CSafeLoader(text))
    except _Stop as stop:
        fault(into, stop.mark, str(stop), stop.hint)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        told = printable(", ".join(t for t in (error.problem, error.context) if t))
        into.add(line, column, f"not YAML: {told}", _mend(text, line, error.problem or ""))
    except yaml.YAMLError as error:
        into.add(0, 0, f"not YAML: {printable(str(error))}")
    return None


def fault(into: Findings, mark: Mark, message: str, hint: str = "") -> None:
    """Note a fault at a mark."""
    into.add(mark.line + 1, mark.column + 1, message, hint)


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it."""
    yield node
    if isinstance(node, Items):
        for item in node.items:
            yield from walk(item)
    elif isinstance(node, Pairs):
        for key, value in node.pairs:
            yield key
            yield from walk(value)


def _document(parser: Parser) -> Node:
    _ = parser.get_event()  # the stream
    start = parser.get_event()
    if isinstance(start, StreamEndEvent):
        raise _Stop(start.start_mark, "the file is empty")
    node = _node(parser, parser.get_event(), 0)
    end = parser.get_event()
    assert isinstance(end, DocumentEndEvent)
    after = parser.get_event()
    if not isinstance(after, StreamEndEvent):
        raise _Stop(after.start_mark, "a second document", "one file holds one document")
    return node


def _node(parser: Parser, event: Any, depth: int) -> Node:
    kind = type(event)
    if kind is AliasEvent:
        raise _Stop(
            event.start_mark, "an alias", "write it out; or quote a text that begins with *"
        )
    if event.anchor is not None:
        raise _Stop(
            event.start_mark, "an anchor", "leave it out; or quote a text that begins with &"
        )
    if event.tag is not None:
        raise _Stop(event.start_mark, "a tag", "leave it out; or quote a text that begins with !")
    if kind is Scalar:
        return event
    if depth == MAX_DEPTH:
        raise _Stop(event.start_mark, f"nested deeper than {MAX_DEPTH} levels")
    if kind is SequenceStartEvent:
        return _items(parser, event, depth + 1)
    return _pairs(parser, event, depth + 1)


def _items(parser: Parser, start: Any, depth: int) -> Items:
    items: list[Node] = []
    while type(event := parser.get_event()) is not SequenceEndEvent:
        items.append(_node(parser, event, depth))
    return Items(items, start.start_mark)


def _pairs(parser: Parser, start: Any, depth: int) -> Pairs:
    pairs: list[tuple[Scalar, Node]] = []
    get = parser.get_event
    while type(event := get()) is not MappingEndEvent:
        key = _node(parser, event, depth)
        if not isinstance(key, Scalar):
            raise _Stop(key.start_mark, "a key that is not a word", "quote a text that begins so")
        pairs.append((key, _node(parser, get(), depth)))
    return Pairs(pairs, start.start_mark)


def _mend(text: str, line: int, problem: str) -> str:
    lines = text.splitlines()
    told = lines[line - 1] if 0 < line <= len(lines) else ""
    if "\t" in told[: len(told) - len(told.lstrip())] or "that cannot start any token" in problem:
        return "indent with spaces, not with tabs" if "\t" in told else "quote the text"
    if "mapping values are not allowed" in problem:
        return 'quote a text that holds ": "'
    if "expected ',' or" in problem:
        return "close the bracket or the quote; inside {…} quote a text that holds a comma"
    return "look at the indentation and the quotes of this line and of the one above"
