"""`qa_bank/references.yaml`: what `sources` point to."""

from collections.abc import Mapping
from dataclasses import dataclass

from quizkit.bank.fault import Findings
from quizkit.bank.pack import Pack
from quizkit.bank.readers import Whole, Words
from quizkit.bank.records import Key, Record, Table, read_table
from quizkit.bank.slugs import REFERENCE


@dataclass(frozen=True, slots=True)
class Reference:
    """A paper, a book or a page."""

    authors: str
    title: str
    year: int
    venue: str = ""
    url: str = ""


REFERENCES = Table(
    Record(
        Reference,
        (
            Key("authors", Words(), "the family names, joined by commas"),
            Key("title", Words(), "its title"),
            Key("year", Whole(1900, 2100), "the year it appeared"),
            Key("venue", Words(), "where it appeared", ""),
            Key("url", Words(r"https?://\S+", "an address such as https://…"), "where it is", ""),
        ),
    ),
    Words(REFERENCE, "a key such as vaswani2017"),
)


def read_references(pack: Pack, into: Findings) -> dict[str, Reference | None] | None:
    """The references by key, None in place of a broken one.

    Empty when the pack has none, None when the file cannot be read at all.
    """
    return read_table(pack.references, REFERENCES, into)


def reference_key(source: str) -> str:
    """The key in a source such as `vaswani2017 §3.2.1`."""
    return source.partition(" ")[0]


def cited(source: str, references: Mapping[str, Reference | None]) -> str:
    """A source spelled out: authors, title, venue, year, section, address; else as it stands."""
    key = reference_key(source)
    found = references.get(key)
    if found is None:
        return source
    place = source.removeprefix(key).strip()
    venue = f"{found.venue} {found.year}".strip()
    parts = [f"{found.authors}: {found.title}", venue, place, found.url]
    return ". ".join(filter(None, parts))
