"""Opening the file of the log: how it is written safely, and how its tables came to be."""

import sqlite3
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from quizkit.errors import Place
from quizkit.store.copies import FOLDER, copy, is_cut_short
from quizkit.store.faults import StoreError, corrupt, told

APPLICATION_ID = 0x71_6B_69_74
"""`qkit`, in the file's header: tells our file from any other SQLite database."""
MIGRATIONS = sorted((Path(__file__).parent / "migrations").glob("*.sql"))
"""In order; the first number of a name is the version that the file has afterwards."""
OLDEST_SQLITE = (3, 37, 0)
"""The first with STRICT tables."""


def connect(path: Path, *, busy_seconds: float) -> sqlite3.Connection:
    """Open the log at `path`, making it and its folder when there is none; bring it up to date.

    Raises:
        StoreError: the file is locked, read-only, damaged, no review log, or of a newer quizkit.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        oldest = ".".join(map(str, OLDEST_SQLITE))
        raise StoreError(
            f"SQLite {sqlite3.sqlite_version} is too old to keep the review log",
            hint=f"use a Python with SQLite {oldest} or newer",
            zh=f"SQLite {sqlite3.sqlite_version} 太旧，无法保存复习记录",
            hint_zh=f"请使用带有 SQLite {oldest} 或更新版本的 Python",
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"the folder of the review log cannot be made: {error.strerror}",
            place=Place(path.parent),
            hint="choose another with QUIZKIT_HOME",
            zh=f"无法创建复习记录所在的文件夹：{error.strerror}",
            hint_zh="请用 QUIZKIT_HOME 指定其他文件夹",
        ) from error
    if is_cut_short(path):
        raise corrupt(path)
    with told(path):
        connection = sqlite3.connect(path, timeout=busy_seconds, isolation_level=None)
        try:
            _set_up(connection, busy_seconds)
            _migrate(connection, path)
        except BaseException:
            connection.close()
            raise
        return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Generator[sqlite3.Connection]:
    """One transaction that takes the write lock first, so that what it reads stays true."""
    _ = connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        _ = connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            _ = connection.execute("ROLLBACK")
        raise


def newest() -> int:
    """The version of a log that this quizkit writes."""
    return _number(MIGRATIONS[-1])


def refuse_newer(version: int, path: Path) -> None:
    """Refuse a log of a version that this quizkit does not know; raise StoreError."""
    if version > newest():
        raise StoreError(
            f"the review log is of a newer quizkit: it has version {version}, "
            f"and this one knows {newest()}",
            place=Place(path),
            hint="update quizkit",
            zh=f"复习记录来自更新版本的 quizkit：其版本为 {version}，这里只认识到 {newest()}",
            hint_zh="请更新 quizkit",
        )


def refuse_strangers(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a database that another program made; raise StoreError."""
    owner: int = connection.execute("PRAGMA application_id").fetchone()[0]
    tables: int = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if tables and owner != APPLICATION_ID:
        raise StoreError(
            "this database belongs to another program",
            place=Place(path),
            hint="move it away, or choose another folder with QUIZKIT_HOME",
            zh="这个数据库属于其他程序",
            hint_zh="请把它移走，或用 QUIZKIT_HOME 指定其他文件夹",
        )


def _set_up(connection: sqlite3.Connection, busy_seconds: float) -> None:
    _ = connection.execute("PRAGMA foreign_keys = ON")
    _ = connection.execute("PRAGMA synchronous = FULL")
    _ = connection.execute("PRAGMA cache_size = -32768")  # kB; the log of 100,000 answers has 31 MB
    _to_wal(connection, busy_seconds)


def _to_wal(connection: sqlite3.Connection, busy_seconds: float) -> None:
    """Switch to the write-ahead log.

    SQLite does not wait by itself while another process switches the same new file.
    """
    pause = 0.02
    for _ in range(max(1, int(busy_seconds / pause))):
        try:
            _ = connection.execute("PRAGMA journal_mode = WAL").fetchone()
        except sqlite3.OperationalError as error:
            if not error.sqlite_errorname.startswith("SQLITE_BUSY"):
                raise
            time.sleep(pause)
        else:
            return
    _ = connection.execute("PRAGMA journal_mode = WAL").fetchone()


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Apply the missing migrations; each lands together with its number, or not at all.

    The log is copied before, while no other program can write to it.
    """
    with transaction(connection):
        refuse_strangers(connection, path)
        found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    for migration in MIGRATIONS:
        with transaction(connection):
            version: int = connection.execute("PRAGMA user_version").fetchone()[0]
            refuse_newer(version, path)
            if version >= _number(migration):
                continue
            if version == found and found > 0:
                copy(path, _before_migration(path, version))
            for statement in _statements(migration.read_text(encoding="utf-8")):
                _ = connection.execute(statement)
            _ = connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            _ = connection.execute(f"PRAGMA user_version = {_number(migration)}")


def _before_migration(path: Path, version: int) -> Path:
    """Where a log goes that is about to get another version; what lies there already stays."""
    for number in count(1):
        again = f"-{number}" if number > 1 else ""
        target = path.parent / FOLDER / f"{path.stem}-version-{version}{again}{path.suffix}"
        if not target.exists():
            return target
    raise AssertionError("count ends")


def _statements(script: str) -> Iterator[str]:
    """Split a script into statements; a trigger's body stays whole."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        raise ValueError(f"a migration ends inside a statement: {statement.strip()[:60]}")


def _number(migration: Path) -> int:
    return int(migration.name.partition("_")[0])
