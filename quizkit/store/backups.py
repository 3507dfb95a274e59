"""Backups of the log: one a day and one before every migration, checked, and thinned with age."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from quizkit.errors import Place
from quizkit.store.checking import Contents, contents
from quizkit.store.copies import FOLDER, copy, faults, overwrite
from quizkit.store.faults import StoreError, no_log, told

KEPT_WHOLE = timedelta(days=2)
_NAME = "%Y%m%dT%H%M%S.%f"
_DAMAGED = "damaged"
_WITH_IT = ("", "-wal", "-shm")
"""The files that SQLite keeps a database in."""


@dataclass(frozen=True, slots=True, order=True)
class Backup:
    """A copy of the log as it was at `at`, in UTC."""

    at: datetime
    path: Path


@dataclass(frozen=True, slots=True)
class Restored:
    """What a log held and holds now, and where a copy of what it held lies.

    `replaced` is None where there was no log, or a damaged one, which `kept` is then.
    """

    replaced: Contents | None
    holds: Contents
    kept: Path | None


def backups(log: Path) -> list[Backup]:
    """The backups of the log, the oldest first; what is named otherwise is none."""
    found: list[Backup] = []
    for path in (log.parent / FOLDER).glob(f"{log.stem}-*{log.suffix}"):
        name = path.name.removeprefix(f"{log.stem}-").removesuffix(log.suffix)
        try:
            found.append(Backup(datetime.strptime(name, _NAME).replace(tzinfo=UTC), path))
        except ValueError:
            continue
    return sorted(found)


def backup(log: Path, now: datetime) -> Path:
    """Copy the log, then drop the backups that have become too many; return the new one.

    Raises:
        StoreError: there is no sound log, or the copy cannot be written; none is dropped then.
    """
    made = _copied(log, now)
    at = {one.at: one.path for one in backups(log)}
    for old in to_drop(at, now):
        at[old].unlink(missing_ok=True)
    return made


def backup_if_due(log: Path, now: datetime, day_start: datetime) -> Path | None:
    """Copy the log unless that was done since `day_start`; return the new backup.

    A log that does not exist yet needs none. A backup from the future, when the clock was wrong,
    does not stand for today's.

    Raises:
        StoreError: as `backup`.
    """
    if not log.is_file() or any(day_start <= one.at <= now for one in backups(log)):
        return None
    return backup(log, now)


def restore(log: Path, source: Path, now: datetime) -> Restored:
    """Put what `source` holds in the place of the log, after a copy of the log itself was made.

    A log that others have open is replaced under them in one transaction. One too damaged to be
    copied is moved to the backups instead.

    Raises:
        StoreError: `source` is no sound review log, or another program does not let go of the log;
            the log is as it was.
    """
    holds = contents(source)
    if not log.exists():
        copy(source, log)
        return Restored(None, holds, None)
    if source.samefile(log):
        raise StoreError(
            "this is the review log itself", place=Place(source), zh="这就是复习记录本身"
        )
    with told(log):
        is_damaged = bool(faults(log))
    if is_damaged:
        kept = _moved_away(log, now)
        copy(source, log)
        return Restored(None, holds, kept)
    replaced = contents(log)
    kept = _copied(log, now)
    overwrite(source, log)
    return Restored(replaced, holds, kept)


def to_drop(times: Iterable[datetime], now: datetime) -> set[datetime]:
    """Which backups to drop: those that no rule keeps.

    All of the last two days are kept; of what is older the last one of each of 12 days, then of 10
    weeks, then of 9 months (in UTC; only those that have a backup count).
    """
    older = sorted((at for at in times if now - at > KEPT_WHOLE), reverse=True)
    kept: list[datetime] = []
    left = iter(older)
    for period, count in _STAGES:
        taken = 0
        while taken < count and (at := next(left, None)) is not None:
            if not kept or period(at) != period(kept[-1]):
                kept.append(at)
                taken += 1
    return set(older) - set(kept)


def _day(at: datetime) -> object:
    return at.astimezone(UTC).date()


def _week(at: datetime) -> object:
    return at.astimezone(UTC).isocalendar()[:2]


def _month(at: datetime) -> object:
    return at.astimezone(UTC).strftime("%Y-%m")


_STAGES: tuple[tuple[Callable[[datetime], object], int], ...] = (
    (_day, 12),
    (_week, 10),
    (_month, 9),
)


def _copied(log: Path, now: datetime) -> Path:
    if not log.is_file():
        raise no_log(log)
    target = _free(log, now, "")
    copy(log, target)
    return target


def _moved_away(log: Path, now: datetime) -> Path:
    """Move a damaged log away, with the files that belong to it."""
    target = _free(log, now, f"{_DAMAGED}-")
    target.parent.mkdir(parents=True, exist_ok=True)
    for ending in _WITH_IT:
        beside = log.with_name(log.name + ending)
        if beside.exists():
            _ = beside.replace(target.with_name(target.name + ending))
    return target


def _free(log: Path, now: datetime, prefix: str) -> Path:
    """The name of a backup made now; no two have the same."""
    at = now.astimezone(UTC)
    while True:
        name = f"{log.stem}-{prefix}{at.strftime(_NAME)}{log.suffix}"
        target = log.parent / FOLDER / name
        if not target.exists():
            return target
        at += timedelta(microseconds=1)
