"""What SQLite complains of, as a message with a place and a mend."""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from quizkit.errors import Place, QuizkitError


class StoreError(QuizkitError):
    """The review log cannot be read or written."""


_MEANINGS = (  # what SQLite's error begins with; message and hint in English, then in Chinese
    (
        "SQLITE_BUSY",
        "another program is writing to the review log and does not let go",
        "close it, then answer again",
        "另一个程序正在写入复习记录，一直没有释放",
        "请关闭它，然后重新作答",
    ),
    (
        "SQLITE_READONLY",
        "the review log is read-only, so no answer could be kept",
        "give yourself the right to write to the file and its folder",
        "复习记录是只读的，答案无法保存",
        "请给自己该文件及其文件夹的写权限",
    ),
    (
        "SQLITE_CORRUPT",
        "the review log is damaged or cut short",
        "`quizkit store restore` puts a backup in its place and keeps the file; "
        "`sqlite3 FILE .recover` saves what is still readable",
        "复习记录已损坏或不完整",
        "`quizkit store restore` 用备份替换它，并保留原文件；"
        "`sqlite3 FILE .recover` 可以抢救仍可读的内容",
    ),
    (
        "SQLITE_NOTADB",
        "this file is not a review log",
        "move it away, or choose another folder with QUIZKIT_HOME",
        "这个文件不是复习记录",
        "请把它移走，或用 QUIZKIT_HOME 指定其他文件夹",
    ),
    (
        "SQLITE_FULL",
        "the disk is full, so this answer could not be kept",
        "free some space, then answer again",
        "磁盘已满，这次作答无法保存",
        "请腾出空间，然后重新作答",
    ),
    (
        "SQLITE_IOERR",
        "the disk failed while the review log was read or written",
        "check the disk, then answer again",
        "读写复习记录时磁盘出错",
        "请检查磁盘，然后重新作答",
    ),
    (
        "SQLITE_CANTOPEN",
        "the review log cannot be opened",
        "check that the folder exists and is yours, or choose another with QUIZKIT_HOME",
        "无法打开复习记录",
        "请确认文件夹存在且归你所有，或用 QUIZKIT_HOME 指定其他文件夹",
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


def no_log(path: Path) -> StoreError:
    """There is no log at `path` yet."""
    return StoreError(
        "there is no review log yet",
        place=Place(path),
        hint="`quizkit practice` begins one",
        zh="还没有复习记录",
        hint_zh="`quizkit practice` 会新建一份",
    )


def _told(error: sqlite3.Error, path: Path) -> StoreError:
    return _meant(getattr(error, "sqlite_errorname", ""), path, str(error))


def _meant(name: str, path: Path, words: str) -> StoreError:
    for prefix, message, hint, zh, hint_zh in _MEANINGS:
        if name.startswith(prefix):
            return StoreError(message, place=Place(path), hint=hint, zh=zh, hint_zh=hint_zh)
    return StoreError(
        f"the review log refused: {words}", place=Place(path), zh=f"复习记录拒绝了操作：{words}"
    )
