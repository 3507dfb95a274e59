"""Anki's collection, read as the database of a stranger.

It is opened from memory, read only, with nothing in its schema trusted: a view, a virtual table or
a generated column in the place of a table is refused, no function can be called, and a query that
takes too long is stopped.
"""

import json
import sqlite3
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

MAX_STEPS = 2_000
"""Of 100,000 instructions of SQLite each; a collection of 100,000 notes takes a few."""
MAX_FIELD = 2_000_000
_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_TRANSACTION}
_PLAIN = tuple(f"CREATE {w} " for w in ("TABLE", "INDEX", "UNIQUE INDEX", "VIEW", "TRIGGER"))
TABLES = ("notes", "cards", "revlog")


class Refused(Exception):
    """The collection is broken, or more than a collection."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note with its fields, tags, and the deck of its first card."""

    id: int
    guid: str
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    deck: str


@dataclass(frozen=True, slots=True)
class Logged:
    """One line of Anki's log: `id` is the moment in ms, `ease` 0 for what was no answer.

    `kind`: 0 learning, 1 review, 2 relearning, 3 filtered, 4 manual, 5 rescheduled.
    """

    id: int
    note: int
    order: int
    ease: int
    milliseconds: int
    kind: int


@contextmanager
def opened(data: bytes) -> Generator["Collection"]:
    """A collection from its bytes; raise Refused for whatever is wrong with it."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(_without_journal(data))
        yield Collection(connection)
    except (sqlite3.Error, OverflowError, UnicodeError) as error:
        raise Refused(str(error)) from error
    finally:
        connection.close()


class Collection:
    """The tables of a collection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        _ = connection.execute("PRAGMA trusted_schema = OFF")
        _ = connection.execute("PRAGMA cell_size_check = ON")
        _ = connection.execute("PRAGMA query_only = ON")
        _ = connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_FIELD)
        connection.create_collation("unicase", lambda a, b: (a > b) - (a < b))
        self._steps = 0
        connection.set_progress_handler(self._step, 100_000)
        self._kinds = self._schema()
        connection.set_authorizer(_authorize)
        missing = [name for name in ("notes", "cards") if name not in self._kinds]
        if missing:
            raise Refused(f"no collection: it has no table {missing[0]}")

    def notes(self) -> Iterator[Note]:
        """All notes, in the order in which they were made."""
        decks = self._decks()
        homes = dict(self._rows("SELECT nid, did FROM cards ORDER BY ord DESC"))
        for number, guid, tags, fields in self._rows(
            "SELECT id, guid, tags, flds FROM notes ORDER BY id"
        ):
            if not (isinstance(guid, str) and isinstance(tags, str) and isinstance(fields, str)):
                raise Refused("a note is no text")
            deck = decks.get(homes.get(number, 0), "")
            yield Note(number, guid, tuple(fields.split("\x1f")), tuple(tags.split()), deck)

    def log(self) -> Iterator[Logged]:
        """All answers and what else the log holds, in the order of time."""
        if "revlog" not in self._kinds:
            return
        for row in self._rows(
            "SELECT revlog.id, nid, ord, ease, time, revlog.type FROM revlog "
            "JOIN cards ON cards.id = cid ORDER BY revlog.id"
        ):
            if not all(isinstance(value, int) for value in row):
                raise Refused("an answer in the log is no number")
            yield Logged(*row)

    def _decks(self) -> dict[int, str]:
        if "decks" in self._kinds:
            rows = self._rows("SELECT id, name FROM decks")
            return {number: str(name).replace("\x1f", "::") for number, name in rows}
        for (text,) in self._rows("SELECT decks FROM col"):
            try:
                found = json.loads(text)
                return {int(number): str(deck["name"]) for number, deck in found.items()}
            except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
                raise Refused(f"its decks cannot be read: {error}") from error
        return {}

    def _rows(self, query: str) -> list[Any]:
        """What a query gives; the columns of a stranger may hold anything."""
        return self._connection.execute(query).fetchall()

    def _schema(self) -> set[str]:
        found: set[str] = set()
        rows = self._connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
        for kind, name, sql in rows:
            # SQLite writes these words so. Others are forged, and may be a module of SQLite's that
            # runs on data of its own, whatever the columns beside them say.
            if sql is not None and not str(sql).startswith(_PLAIN):
                raise Refused(f"{name} is no plain table")
            plain = kind == "table" and str(sql).startswith("CREATE TABLE ")
            if name in (*TABLES, "decks", "col"):
                if not plain or self._is_computed(name):
                    raise Refused(f"{name} is no plain table")
                found.add(name)
        return found

    def _is_computed(self, table: str) -> bool:
        """Whether a column is generated: `table_xinfo` calls those hidden."""
        rows = self._connection.execute(f"PRAGMA table_xinfo({table})").fetchall()
        return any(row[-1] for row in rows)

    def _step(self) -> int:
        self._steps += 1
        return self._steps > MAX_STEPS


def _authorize(action: int, *_: str | None) -> int:
    return sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY


def _without_journal(data: bytes) -> bytes:
    """A database that says it has a write-ahead log, which in memory it cannot have, without it.

    The two bytes are the file format's write and read version (https://sqlite.org/fileformat2.html
    §1.3.3); an exported collection has no log beside it.
    """
    return data[:18] + b"\x01\x01" + data[20:] if data[18:20] == b"\x02\x02" else data
