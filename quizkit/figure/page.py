"""Sections with figures, as data: what a command, a screen and a web page show alike."""

from dataclasses import dataclass

from quizkit.figure.data import Figure


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head; the first column is of words, the others are of numbers."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One thing told: lines of text, then a table, then a figure; each may be missing."""

    title: str
    lines: tuple[str, ...] = ()
    table: Table | None = None
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A title and its sections, in one language; `language` is its BCP 47 tag."""

    title: str
    language: str
    sections: tuple[Section, ...]
