"""The index: what was read of a pack's files, so that an unchanged file is not read again.

It is a cache in SQLite, one file per pack. Whatever is wrong with it (corrupt, locked, read-only,
of another version, not ours at all) costs time and nothing else: it is rebuilt or passed over.
What it holds is checked like any other data when it is read.
"""

import contextlib
import hashlib
import sqlite3
import threading
import weakref
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import quizkit
from quizkit.bank.pack import Pack
from quizkit.bank.scan import Stamp

WAIT = 1.0
"""Seconds to wait for another process that writes."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS reader (version TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS file (
    path TEXT PRIMARY KEY,
    size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, ctime_ns INTEGER NOT NULL,
    light TEXT NOT NULL, faults TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS body (
    path TEXT PRIMARY KEY REFERENCES file ON DELETE CASCADE,
    text TEXT NOT NULL
) STRICT;
"""


class Entry(NamedTuple):
    """What was read of a file, as JSON: what every command needs, and what is wrong in it."""

    light: str
    faults: str


class Row(NamedTuple):
    """A file as the index keeps it; `body` is what is needed of it only when it is asked for."""

    path: str
    stamp: Stamp
    entry: Entry
    body: str


class Index:
    """The index of one pack."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lock = threading.Lock()
        _ = weakref.finalize(self, connection.close)

    def entries(self) -> dict[str, tuple[Stamp, Entry]]:
        """What is known of each file, by its path in the pack."""
        query = "SELECT path, size, mtime_ns, ctime_ns, light, faults FROM file"
        with self._lock, contextlib.suppress(sqlite3.Error):
            rows = self._connection.execute(query)
            return {
                p: ((size, m, c), Entry(light, faults)) for p, size, m, c, light, faults in rows
            }
        return {}

    def body(self, path: str) -> str | None:
        """The body of a file as it was read last."""
        query = "SELECT text FROM body WHERE path = ?"
        with self._lock, contextlib.suppress(sqlite3.Error):
            row = self._connection.execute(query, (path,)).fetchone()
            return row[0] if row else None
        return None

    def store(self, rows: Sequence[Row]) -> None:
        """Keep what was read; without effect when the index cannot be written."""
        files = [(row.path, *row.stamp, *row.entry) for row in rows]
        bodies = [(row.path, row.body) for row in rows]
        with self._lock, contextlib.suppress(sqlite3.Error), self._connection:
            add = "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?)"
            _ = self._connection.executemany(add, files)
            add = "INSERT OR REPLACE INTO body VALUES (?, ?)"
            _ = self._connection.executemany(add, bodies)

    def forget(self, paths: Iterable[str]) -> None:
        """Drop files that are no longer there."""
        gone = [(path,) for path in paths]
        if not gone:
            return
        with self._lock, contextlib.suppress(sqlite3.Error), self._connection:
            _ = self._connection.executemany("DELETE FROM body WHERE path = ?", gone)
            _ = self._connection.executemany("DELETE FROM file WHERE path = ?", gone)


def open_index(pack: Pack, cache_dir: Path) -> Index | None:
    """The index of a pack; None when none can be had."""
    key = hashlib.sha256(str(pack.root).encode()).hexdigest()[:24]
    path = cache_dir / "bank" / f"{key}.sqlite"
    for attempt in (1, 2):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            return Index(_connect(path))
        except sqlite3.OperationalError as error:
            # A foreign schema is an error of the statement; a lock or a read-only file is not.
            if error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
                return None
        except sqlite3.DatabaseError:
            pass
        except OSError:
            return None
        if attempt == 1 and not _delete(path):
            return None
    return None


@cache
def reader_version() -> str:
    """What identifies the code that reads a pack: another reader may read a file otherwise."""
    code = Path(quizkit.__file__).parent
    paths = [*sorted((code / "bank").glob("*.py")), code / "model" / "question.py"]
    sha = hashlib.sha256(b"\0".join(path.read_bytes() for path in paths))
    return sha.hexdigest()


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=WAIT, check_same_thread=False)
    with contextlib.ExitStack() as on_error:
        _ = on_error.callback(connection.close)
        _ = connection.execute("PRAGMA synchronous = NORMAL")
        if connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,):
            _ = connection.executescript(f"BEGIN IMMEDIATE;{_SCHEMA}COMMIT")
        version = connection.execute("SELECT version FROM reader").fetchone()
        if version != (reader_version(),):
            with connection:
                for table in ("body", "file", "reader"):
                    _ = connection.execute(f"DELETE FROM {table}")
                _ = connection.execute("INSERT INTO reader VALUES (?)", (reader_version(),))
        _ = on_error.pop_all()
    return connection


def _delete(path: Path) -> bool:
    try:
        path.unlink()
    except OSError:
        return False
    return True
