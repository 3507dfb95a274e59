"""Whether a log is sound: its file, its rows, and the schedule that was derived from it."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from quizkit.errors import Place
from quizkit.model.review import Event
from quizkit.model.text import Text
from quizkit.store.connection import newest, refuse_newer, refuse_strangers
from quizkit.store.copies import faults, read_only
from quizkit.store.derived import Derived
from quizkit.store.faults import StoreError, corrupt, told
from quizkit.store.fold import Algorithm
from quizkit.store.log import Log
from quizkit.store.renames import Renames
from quizkit.store.rows import MARK, REVIEW, UNDO, Row, from_ms, mark_from, review_from, undo_from

MOST = 20
"""Problems of one kind that are told."""
_READERS: dict[str, tuple[str, Callable[[Row], Event]]] = {
    "review": (REVIEW, review_from),
    "mark": (MARK, mark_from),
    "undo": (UNDO, undo_from),
}


@dataclass(frozen=True, slots=True)
class Contents:
    """How many events a log holds, and when the last one was; None: it is empty."""

    events: int
    last: datetime | None


@dataclass(frozen=True, slots=True)
class Checked:
    """What a log holds and what is wrong in it; `cards` are those with a schedule."""

    contents: Contents
    cards: int
    problems: list[Text]


def contents(path: Path) -> Contents:
    """What a file holds that may be of an older quizkit.

    Raises:
        StoreError: the file is damaged, of another program, or of a newer quizkit.
    """
    with told(path), closing(_opened(path)) as connection:
        if faults(path):
            raise corrupt(path)
        return _contents(connection)


def check(path: Path, algorithm: Algorithm, renames: Mapping[str, str]) -> Checked:
    """Look at everything in a log, and change nothing.

    Raises:
        StoreError: the file cannot be read as a log at all.
    """
    with told(path), closing(_opened(path)) as connection:
        version = _version(connection)
        if version < newest():
            raise StoreError(
                f"the review log is of an older quizkit: it has version {version}",
                place=Place(path),
                hint="`quizkit store rebuild` brings it up to date",
                zh=f"复习记录来自较旧版本的 quizkit：其版本为 {version}",
                hint_zh="`quizkit store rebuild` 会升级它",
            )
        _ = connection.execute("BEGIN")  # what is compared is one state, whoever writes meanwhile
        problems = list(islice(_problems(path, connection, algorithm, Renames(renames)), MOST))
        (cards,) = connection.execute("SELECT count(*) FROM schedule").fetchone()
        return Checked(_contents(connection), cards, problems)


def _opened(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise StoreError("there is no such file", place=Place(path), zh="没有这个文件")
    connection = read_only(path)
    try:
        refuse_strangers(connection, path)
        _refuse_unknown(_version(connection), path)
    except BaseException:
        connection.close()
        raise
    return connection


def _refuse_unknown(version: int, path: Path) -> None:
    if version == 0:
        raise StoreError(
            "this file holds no review log", place=Place(path), zh="这个文件里没有复习记录"
        )
    refuse_newer(version, path)


def _version(connection: sqlite3.Connection) -> int:
    return connection.execute("PRAGMA user_version").fetchone()[0]


def _contents(connection: sqlite3.Connection) -> Contents:
    has = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
    events, last = 0, None
    for table in has & set(_READERS):
        count, latest = connection.execute(f"SELECT count(*), max(at) FROM {table}").fetchone()
        events += count
        last = max((at for at in (last, latest) if at is not None), default=None)
    return Contents(events, None if last is None else from_ms(last))


def _problems(
    path: Path, connection: sqlite3.Connection, algorithm: Algorithm, renames: Renames
) -> Iterator[Text]:
    found = faults(path)
    for fault in found:
        yield Text(f"the file is damaged: {fault}", f"文件已损坏：{fault}")
    if found:
        return
    for table, _, other, _ in connection.execute("PRAGMA foreign_key_check"):
        yield Text(
            f"a row of {table} stands without its {other}",
            f"表 {table} 中有一行缺少对应的 {other}",
        )
    unreadable = list(_unreadable(connection))
    yield from unreadable
    if not unreadable:
        yield from _not_as_rebuilt(connection, algorithm, renames)


def _unreadable(connection: sqlite3.Connection) -> Iterator[Text]:
    for table, (columns, read) in _READERS.items():
        for row in connection.execute(f"SELECT {columns} FROM {table} ORDER BY at, id"):
            try:
                _ = read(row)
            except (ValueError, TypeError, OverflowError) as error:
                yield Text(
                    f"the {table} {row[0]} cannot be read: {error}",
                    f"表 {table} 中的 {row[0]} 无法读取：{error}",
                )


def _not_as_rebuilt(
    connection: sqlite3.Connection, algorithm: Algorithm, renames: Renames
) -> Iterator[Text]:
    derived = Derived(connection, Log(connection), algorithm, renames)
    if not derived.is_current():
        return  # the next command that opens the log rebuilds it
    kept, rebuilt = dict(derived.as_kept()), dict(derived.from_log())
    for card in sorted(kept.keys() | rebuilt.keys()):
        if kept.get(card) != rebuilt.get(card):
            yield Text(
                f"the schedule of {card} is not what its answers lead to: `quizkit store rebuild`",
                f"{card} 的复习计划与其作答不符：`quizkit store rebuild`",
            )
