"""Copying a log: whole while others write to it, checked, and never half there under its name."""

import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from quizkit.errors import Place
from quizkit.store.faults import StoreError, busy, corrupt, told

FOLDER = "backups"
"""Beside the log."""
_ATTEMPTS = 20
"""At a log that another program is writing to; SQLite waits a quarter of a second between them."""
_DONE_OR_GOING = (sqlite3.SQLITE_OK, sqlite3.SQLITE_DONE)


def read_only(path: Path) -> sqlite3.Connection:
    """Open a log so that nothing can change in it."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)


def copy(source: Path, target: Path) -> None:
    """Copy the log at `source` to `target`, which appears whole and checked or not at all.

    Raises:
        StoreError: the log is damaged, or the copy cannot be written.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".copying-", dir=target.parent) as folder:
            partial = Path(folder) / target.name
            overwrite(source, partial)
            with told(target):
                _to_one_file(partial)
                if faults(partial):
                    raise corrupt(source)
            _to_disk(partial)
            _ = partial.replace(target)
            _to_disk(target.parent)
    except OSError as error:
        raise StoreError(
            f"the review log cannot be copied: {error.strerror}",
            place=Place(target),
            hint="check that the folder is yours and that the disk has room",
            zh=f"无法复制复习记录：{error.strerror}",
            hint_zh="请确认文件夹归你所有，且磁盘有足够空间",
        ) from error


def overwrite(source: Path, target: Path) -> None:
    """Make the log at `target`, which others may have open, say what the one at `source` says.

    Raises:
        StoreError: one of the two is damaged or does not let go; `target` is as it was.
    """
    with (
        told(source),
        closing(read_only(source)) as reading,
        told(target),
        closing(sqlite3.connect(target)) as writing,
    ):
        reading.backup(writing, progress=_Patience(target))


def is_cut_short(path: Path) -> bool:
    """Whether a file ends before the size in its header (SQLite format §1.3).

    SQLite itself reads a last page that is cut inside as if it went on with zeros. With a
    write-ahead log beside it the file may rightly be shorter: that has the rest.
    """
    try:
        if path.with_name(f"{path.name}-wal").exists() or not path.is_file():
            return False
        with path.open("rb") as file:
            header = file.read(100)
        size = path.stat().st_size
    except OSError:
        return False  # SQLite tells what it cannot open
    page = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    return header.startswith(b"SQLite format 3\0") and size < pages * (65536 if page == 1 else page)


def faults(path: Path) -> list[str]:
    """What SQLite finds wrong in the file, row by row and page by page; none if it is sound."""
    if is_cut_short(path):
        return ["it ends before the size that it says it has"]
    try:
        with closing(read_only(path)) as connection:
            found = [row[0] for row in connection.execute("PRAGMA integrity_check")]
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorname.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
            return [str(error)]
        raise
    return [] if found == ["ok"] else found


def _to_one_file(path: Path) -> None:
    """Let the whole copy lie in one file, which opens where nothing can be written beside it."""
    with closing(sqlite3.connect(path)) as connection:
        _ = connection.execute("PRAGMA journal_mode = DELETE").fetchone()


class _Patience:
    """Gives up a copy that cannot go on: SQLite's own would try for ever."""

    def __init__(self, path: Path) -> None:
        self._path, self._left = path, _ATTEMPTS

    def __call__(self, status: int, _remaining: int, _total: int) -> None:
        if status in _DONE_OR_GOING:
            return
        self._left -= 1
        if self._left <= 0:
            raise busy(self._path)


def _to_disk(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
