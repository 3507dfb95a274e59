"""Frozen data classes as JSON and back.

Reading is strict, since a file on the disk may come from a stranger: whatever is not exactly a
value of the asked type raises CodecError. Nothing is ever executed.
"""

import dataclasses
import json
import math
import types
import typing
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, cast

from quizkit.bank.source import INVISIBLE

T = TypeVar("T")
Decoder = Callable[[object], Any]


class CodecError(ValueError):
    """Data that is not what it should be."""


def encode(value: object) -> str:
    """One line of JSON. A data class becomes an object, a tuple a list."""
    return _ENCODER.encode(value)


def decode(kind: type[T], text: str | bytes) -> T:
    """Read what `encode` wrote of a value of this type."""
    try:
        data: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CodecError(f"not JSON: {error}") from error
    return from_json(kind, data)


def from_json(kind: type[T], data: object) -> T:
    """Read a value of this type from JSON values."""
    return cast(T, _decoder(kind)(data))


def _fields(value: object) -> dict[str, object]:
    names = _names(type(value))
    return {name: getattr(value, name) for name in names}


_ENCODER = json.JSONEncoder(
    default=_fields,
    ensure_ascii=False,
    allow_nan=False,
    check_circular=False,
    separators=(",", ":"),
)


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(f.name for f in dataclasses.fields(kind))


@cache
def _decoder(kind: Any) -> Decoder:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        return _tuple(_decoder(arguments[0]))
    if origin is Mapping:
        return _mapping(_decoder(arguments[1]))
    if origin in (types.UnionType, typing.Union):
        return _union(arguments)
    if dataclasses.is_dataclass(kind):
        return _record(cast(type, kind))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _member(kind)
    return _PLAIN[kind]


def _text(data: object) -> str:
    if not isinstance(data, str):
        raise CodecError(f"expected a text, found {type(data).__name__}")
    if not data.isprintable() and INVISIBLE.search(data):
        raise CodecError("a text with invisible characters")
    return data


def _truth(data: object) -> bool:
    if not isinstance(data, bool):
        raise CodecError(f"expected true or false, found {type(data).__name__}")
    return data


def _whole(data: object) -> int:
    if not isinstance(data, int) or isinstance(data, bool):
        raise CodecError(f"expected a whole number, found {type(data).__name__}")
    return data


def _number(data: object) -> float:
    if not isinstance(data, int | float) or isinstance(data, bool) or not math.isfinite(data):
        raise CodecError(f"expected a finite number, found {type(data).__name__}")
    return float(data)


def _nothing(data: object) -> None:
    if data is not None:
        raise CodecError(f"expected null, found {type(data).__name__}")


_PLAIN: dict[Any, Decoder] = {
    str: _text,
    bool: _truth,
    int: _whole,
    float: _number,
    types.NoneType: _nothing,
}


def _member(kind: type[StrEnum]) -> Decoder:
    def read(data: object) -> StrEnum:
        try:
            return kind(_text(data))
        except ValueError as error:
            raise CodecError(f"no {kind.__name__}: {data!r}") from error

    return read


def _tuple(item: Decoder) -> Decoder:
    def read(data: object) -> tuple[Any, ...]:
        if not isinstance(data, list):
            raise CodecError(f"expected a list, found {type(data).__name__}")
        return tuple([item(d) for d in cast(list[object], data)])

    return read


def _mapping(value: Decoder) -> Decoder:
    def read(data: object) -> dict[str, Any]:
        return {_text(key): value(d) for key, d in _object(data).items()}

    return read


def _union(kinds: tuple[Any, ...]) -> Decoder:
    """The JSON type of what is given decides; of several data classes, its keys."""
    plain = {kind: _PLAIN[kind] for kind in kinds if kind in _PLAIN}
    records = {frozenset(_names(kind)): _decoder(kind) for kind in kinds if kind not in plain}

    def read(data: object) -> Any:
        if decoder := plain.get(type(data)):
            return decoder(data)
        if decoder := records.get(frozenset(_object(data))):
            return decoder(data)
        raise CodecError(f"none of {kinds} has the keys {sorted(_object(data))}")

    return read


def _record(kind: type) -> Decoder:
    hints = typing.get_type_hints(kind)
    fields = {name: _decoder(hints[name]) for name in _names(kind)}

    def read(data: object) -> Any:
        given = _object(data)
        if given.keys() != fields.keys():
            raise CodecError(f"{kind.__name__} with the keys {sorted(given)}")
        return kind(*[decoder(given[name]) for name, decoder in fields.items()])

    return read


def _object(data: object) -> dict[str, object]:
    if not isinstance(data, dict):
        raise CodecError(f"expected an object, found {type(data).__name__}")
    return cast(dict[str, object], data)
