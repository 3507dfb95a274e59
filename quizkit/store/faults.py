"""What SQLite complains of, as a message with a place and a mend."""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from quizkit.errors import Place, QuizkitError


class StoreError(QuizkitError):
    """The review log cannot be read or written."""


_MEANINGS = (
    (
        "SQLITE_BUSY",
        "another program is writing to the review log and does not let go",
        "close it, then answer again",
    ),
    (
        "SQLITE_READONLY",
        "the review log is read-only, so no answer could be kept",
        "give yourself the right to write to the file and its folder",
    ),
    (
        "SQLITE_CORRUPT",
        "the review log is damaged or cut short",
        "`quizkit store restore` puts a backup in its place and keeps the file; "
        "`sqlite3 FILE .recover` saves what is still readable",
    ),
    (
        "SQLITE_NOTADB",
        "this file is not a review log",
        "move it away, or choose another folder with QUIZKIT_HOME",
    ),
    (
        "SQLITE_FULL",
        "the disk is full, so this answer could not be kept",
        "free some space, then answer again",
    ),
    (
        "SQLITE_IOERR",
        "the disk failed while the review log was read or written",
        "check the disk, then answer again",
    ),
    (
        "SQLITE_CANTOPEN",
        "the review log cannot be opened",
        "check that the folder exists and is yours, or choose another with QUIZKIT_HOME",
    ),
)


@contextmanager
def told(path: Path) -> Generator[None]:
    """Turn an error of SQLite into a StoreError about the log at `path`."""
    try:
        yield
    except sqlite3.Error as error:
        raise _told(error, path) from error


def corrupt(path: Path) -> StoreError:
    """The log at `path` is damaged."""
    return _meant("SQLITE_CORRUPT", path, "")


def busy(path: Path) -> StoreError:
    """Another program is writing to the log at `path`."""
    return _meant("SQLITE_BUSY", path, "")


def _told(error: sqlite3.Error, path: Path) -> StoreError:
    return _meant(getattr(error, "sqlite_errorname", ""), path, str(error))


def _meant(name: str, path: Path, words: str) -> StoreError:
    for prefix, message, hint in _MEANINGS:
        if name.startswith(prefix):
            return StoreError(message, place=Place(path), hint=hint)
    return StoreError(f"the review log refused: {words}", place=Place(path))
