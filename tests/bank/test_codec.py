"""Data classes as JSON: exactly what was written is read, anything else is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import pytest

from quizkit.bank.codec import CodecError, decode, encode


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class Square:
    side: float


@dataclass(frozen=True, slots=True)
class Circle:
    radius: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Drawing:
    name: str
    shapes: tuple[Square | Circle, ...]
    at: Mapping[str, int | float | str | bool]
    count: int
    done: bool
    note: str | None


DRAWING = Drawing(
    "图",
    (Square(1.5), Circle(2.0, Colour.RED)),
    {"n": 1, "x": 0.5, "b": True, "s": "a"},
    2,
    False,
    None,
)
TEXT = encode(DRAWING)


def test_what_is_encoded_is_decoded_to_the_same() -> None:
    assert decode(Drawing, TEXT) == DRAWING
    assert [type(v) for v in decode(Drawing, TEXT).at.values()] == [int, float, bool, str]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"count":2', '"count":2.5'),
        ('"count":2', '"count":true'),
        ('"count":2', '"count":null'),
        ('"count":2', '"count":2,"extra":3'),
        ('"count":2,', ""),
        ('"done":false', '"done":0'),
        ('"note":null', '"note":0'),
        ('"note":null', '"note":"\\u001b[31m"'),
        ('"side":1.5', '"side":"1.5"'),
        ('"side":1.5', '"side":NaN'),
        ('"side":1.5', '"side":1e999'),
        ('"side":1.5', '"edge":1.5'),
        ('"colour":"red"', '"colour":"blue"'),
        ('"n":1', '"n":[1]'),
        ('"n":1', '"n":null'),
        ('"n":1', '"\\u202e":1'),
        ('{"n":1', '[{"n":1'),
        ('"name":"图"', '"name":["图"]'),
    ],
)
def test_anything_else_is_refused(old: str, new: str) -> None:
    assert old in TEXT
    with pytest.raises(CodecError):
        _ = decode(Drawing, TEXT.replace(old, new, 1))
