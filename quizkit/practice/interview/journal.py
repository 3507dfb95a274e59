"""The file of an interview: each event is one line, and on the disk before anything goes on.

An interview that was cut off, however that came, is read from it and goes on where it was.
"""

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from quizkit.errors import Place, QuizkitError
from quizkit.practice.interview.lines import Said, began, fold, line_of, record_of
from quizkit.practice.interview.record import Record, Setup

FOLDER = "interviews"
"""Where the files lie, in the data folder."""
SUFFIX = ".jsonl"


class Journal:
    """An interview's file, open for writing; no other process writes to it meanwhile.

    `record` is what the file holds.
    """

    def __init__(self, path: Path, file: int, record: Record) -> None:
        self.path = path
        self.record = record
        self._file = file

    @classmethod
    def begin(cls, folder: Path, setup: Setup) -> "Journal":
        """Make the file of a new interview.

        Raises:
            QuizkitError: it cannot be written.
        """
        path = folder / f"{setup.id}{SUFFIX}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_EXCL, 0o600)
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            journal = cls(path, file, Record(setup))
            journal._write(line_of(began(setup)))
            _to_disk(folder)
        except OSError as error:
            raise _unwritable(path, error) from error
        return journal

    @classmethod
    def reopen(cls, path: Path) -> "Journal":
        """Go on with a file. A last line that was cut off, never acknowledged, is cut away.

        Raises:
            QuizkitError: it cannot be read or written, another process has it open, or it is no
                interview.
        """
        try:
            file = os.open(path, os.O_RDWR | os.O_APPEND)
        except OSError as error:
            raise _unwritable(path, error) from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            whole = _whole(path)
            record = _record(path, whole)
            os.ftruncate(file, len(whole))
        except OSError as error:
            os.close(file)
            if isinstance(error, BlockingIOError):
                raise QuizkitError(
                    "this interview is going on in another window",
                    place=Place(path),
                    zh="这场面试正在另一个窗口中进行",
                ) from error
            raise _unwritable(path, error) from error
        except QuizkitError:
            os.close(file)
            raise
        return cls(path, file, record)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; closing twice is no error."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def add(self, said: Said) -> None:
        """Keep one event; it is on the disk when this returns.

        Raises:
            QuizkitError: it was not kept, and may be given again.
        """
        record = fold(self.record, said)
        try:
            self._write(line_of(said))
        except OSError as error:
            raise _unwritable(self.path, error) from error
        self.record = record

    def _write(self, line: str) -> None:
        """Write a line whole, or leave the file as it was."""
        before = os.fstat(self._file).st_size
        rest = memoryview(f"{line}\n".encode())
        try:
            while rest:
                rest = rest[os.write(self._file, rest) :]
            os.fsync(self._file)
        except OSError:
            os.ftruncate(self._file, before)
            raise


def unfinished(folder: Path) -> Iterator[tuple[Path, Record]]:
    """The interviews with an answer whose report was never closed, the latest first.

    One that is going on in another process is left out, and so is a file that is broken.
    """
    for path in sorted(folder.glob(f"*{SUFFIX}"), reverse=True):
        try:
            with Journal.reopen(path) as journal:
                record = journal.record
        except QuizkitError:
            continue
        if record.answered and not record.closed:
            yield path, record


def _whole(path: Path) -> bytes:
    """The lines that were written to their end."""
    read = path.read_bytes()
    return read[: read.rfind(b"\n") + 1]


def _record(path: Path, whole: bytes) -> Record:
    try:
        return record_of(whole.decode().split("\n")[:-1])
    except ValueError as error:
        raise QuizkitError(
            f"no interview: {error}", place=Place(path), zh=f"这不是面试记录：{error}"
        ) from error


def _unwritable(path: Path, error: OSError) -> QuizkitError:
    return QuizkitError(
        f"the interview cannot be kept: {error.strerror}",
        place=Place(path),
        hint="QUIZKIT_HOME names another folder for quizkit's data",
        zh=f"面试无法保存：{error.strerror}",
        hint_zh="可用 QUIZKIT_HOME 为 quizkit 的数据指定其他文件夹",
    )


def _to_disk(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
