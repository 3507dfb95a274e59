"""What is wrong in a pack: where, what, and how to mend it."""

import difflib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from quizkit.errors import Place
from quizkit.model.text import Text

MAX_QUOTED = 60
"""A fault quotes the user's own input, but not a whole page of it."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong in a pack; a warning only says what is not complete yet."""

    place: Place
    message: str
    hint: str = ""
    warning: bool = False

    def __str__(self) -> str:
        return f"{printable(str(self.place))}: {self.message}"


class Findings:
    """The faults of one file, collected while it is read to its end."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.faults: list[Fault] = []

    def __len__(self) -> int:
        return len(self.faults)

    def add(self, line: int, column: int, message: str, hint: str = "") -> None:
        """Note a fault at a line and column that count from 1."""
        self.faults.append(Fault(Place(self.path, line, column), message, hint))


def quoted(text: str) -> str:
    """The user's own input as a fault shows it: short, on one line, nothing invisible."""
    short = text if len(text) <= MAX_QUOTED else text[: MAX_QUOTED - 1] + "…"
    return f"'{printable(short)}'"


def printable(text: str) -> str:
    """`text` with everything that could speak to a terminal escaped."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def did_you_mean(word: str, known: Collection[str]) -> str:
    """The hint for a word that is not among `known`: the nearest one, or all when they are few."""
    return meant(word, known).en


def meant(word: str, known: Collection[str]) -> Text:
    """The same hint in both languages."""
    if near := closest(word, known):
        return Text(f"did you mean {near}?", f"是否想写 {near}？")
    few = sorted(known)
    if not 0 < len(few) <= 15:
        return Text("", "")
    return Text(f"known: {', '.join(few)}", f"可用的有：{'、'.join(few)}")


def closest(word: str, known: Collection[str]) -> str | None:
    """The one of `known` that `word` was most likely meant to be."""
    near = difflib.get_close_matches(word[:MAX_QUOTED], known, n=1, cutoff=0.6)
    return near[0] if near else None
