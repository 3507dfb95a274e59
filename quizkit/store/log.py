"""The log itself: events added in time, and read as they were written, under their old ids."""

import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta
from heapq import merge

from quizkit.model.review import Event, Mark, Review, Undo
from quizkit.store.rows import (
    EPOCH,
    MARK,
    REVIEW,
    UNDO,
    Answer,
    event_row,
    from_ms,
    mark_from,
    review_from,
    to_ms,
    undo_from,
)

BY_TIME = "INDEXED BY review_by_time"
"""A day is a small part of a log; for its groups SQLite would else go through all of it by card."""
HOLDS = "NOT EXISTS (SELECT 1 FROM undo WHERE undo.undoes = {table}.id)"
"""That an event was not taken back."""
_TABLES = {Review: ("review", REVIEW), Mark: ("mark", MARK), Undo: ("undo", UNDO)}
_HAS = "SELECT " + " OR ".join(
    f"EXISTS (SELECT 1 FROM {table} WHERE id = :id)" for table, _ in _TABLES.values()
)
_EXTENT = "SELECT coalesce(sum(number), 0), coalesce(max(last), '') FROM (" + (
    " UNION ALL ".join(
        f"SELECT count(*) AS number, max(id) AS last FROM {table}" for table, _ in _TABLES.values()
    )
    + ")"
)
_LATEST = " UNION ALL ".join(
    f"SELECT * FROM (SELECT at, id, coalesce(clock, at) FROM {table} "
    "ORDER BY at DESC, id DESC LIMIT 1)"
    for table, _ in _TABLES.values()
)


class Log:
    """The events in the tables of `connection`. Transactions are the caller's."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def now(self, clock: datetime) -> datetime:
        """The time to go by: the clock's, or one that continues the log if the clock is behind."""
        return _continued(self._last_times(), max(clock, EPOCH))

    def next_time(self, clock: datetime) -> tuple[datetime, datetime | None]:
        """When an event at `clock` takes place, and what the clock showed if that is earlier."""
        last, clock = self._last_times(), max(clock, EPOCH)
        at, shown = to_ms(_continued(last, clock)), to_ms(clock)
        if last is not None:
            at = max(at, to_ms(last[0]) + 1)
        return from_ms(at), from_ms(shown) if shown < at else None

    def add(self, event: Event) -> None:
        """Add an event."""
        table, columns = _TABLES[type(event)]
        row = event_row(event)
        marks = ", ".join("?" * len(row))
        _ = self._connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", row)

    def find(self, key: str) -> Event | None:
        """The event of that id."""
        for (table, columns), read in zip(
            _TABLES.values(), (review_from, mark_from, undo_from), strict=True
        ):
            sql = f"SELECT {columns} FROM {table} WHERE id = ?"
            if row := self._connection.execute(sql, (key,)).fetchone():
                return read(row)
        return None

    def holds(self, key: str) -> bool:
        """Whether there is an event of that id."""
        return self._connection.execute(_HAS, {"id": key}).fetchone()[0] == 1

    def extent(self) -> tuple[int, str]:
        """How many events there are, and the largest id."""
        (found,) = self._connection.execute(_EXTENT)
        return int(found[0]), str(found[1])

    def undo_of(self, key: str) -> Undo | None:
        """The first undo of an event."""
        sql = f"SELECT {UNDO} FROM undo WHERE undoes = ? ORDER BY at, id LIMIT 1"
        row = self._connection.execute(sql, (key,)).fetchone()
        return None if row is None else undo_from(row)

    def events(self) -> Iterator[Event]:
        """Every event, what was taken back as well, in the order of time."""
        streams: list[Iterator[Event]] = [
            map(review_from, self._whole("review", REVIEW)),
            map(mark_from, self._whole("mark", MARK)),
            map(undo_from, self._whole("undo", UNDO)),
        ]
        return merge(*streams, key=lambda event: (event.at, event.id))

    def reviews(self, cards: tuple[str, ...] = ()) -> Iterator[Review]:
        """The reviews that hold, in the order of time (of cards named as the log does, or all)."""
        one = f"card IN ({', '.join('?' * len(cards))}) AND " if cards else ""
        rows = self._connection.execute(
            f"SELECT {REVIEW} FROM review WHERE {one}{HOLDS.format(table='review')} "
            "ORDER BY at, id",
            cards,
        ).fetchall()
        return map(review_from, rows)

    def answers(self) -> Iterator[Answer]:
        """The reviews that hold, in the order of time, as they are read from the file."""
        rows = self._connection.execute(
            "SELECT card, at, rating, seconds, counts, "
            "CASE WHEN substr(card, 1, 8) = 'predict:' THEN detail ELSE '' END "
            f"FROM review WHERE {HOLDS.format(table='review')} ORDER BY at, id"
        )
        return map(Answer._make, rows)

    def asked_since(self, since: datetime) -> Iterator[tuple[str, int]]:
        """Each card with a review that counts at `since` or later, and when the last one was."""
        return self._connection.execute(
            f"SELECT card, max(at) FROM review {BY_TIME} "
            f"WHERE at >= ? AND counts AND {HOLDS.format(table='review')} GROUP BY card",
            (to_ms(since),),
        )

    def seconds_since(self, since: datetime) -> float:
        """How long the answers at `since` or later took together."""
        (found,) = self._connection.execute(
            f"SELECT coalesce(sum(seconds), 0.0) FROM review {BY_TIME} "
            f"WHERE at >= ? AND {HOLDS.format(table='review')}",
            (to_ms(since),),
        )
        return float(found[0])

    def answers_since(self, since: datetime) -> int:
        """How many reviews that count there are at `since` or later."""
        (found,) = self._connection.execute(
            f"SELECT count(*) FROM review {BY_TIME} "
            f"WHERE at >= ? AND counts AND {HOLDS.format(table='review')}",
            (to_ms(since),),
        )
        return int(found[0])

    def failed_since(self, since: datetime) -> Iterator[str]:
        """Each card that was answered with AGAIN at `since` or later."""
        rows = self._connection.execute(
            f"SELECT DISTINCT card FROM review {BY_TIME} "
            f"WHERE at >= ? AND rating = 1 AND {HOLDS.format(table='review')}",
            (to_ms(since),),
        )
        return (card for (card,) in rows)

    def cards(self) -> set[str]:
        """Every card that an event is about, as it was named then."""
        rows = self._connection.execute("SELECT card FROM review UNION SELECT card FROM mark")
        return {card for (card,) in rows}

    def _whole(self, table: str, columns: str) -> list[tuple[object, ...]]:
        return self._connection.execute(f"SELECT {columns} FROM {table} ORDER BY at, id").fetchall()

    def _last_times(self) -> tuple[datetime, datetime] | None:
        """When the latest event took place, and what the clock showed then."""
        latest = max(self._connection.execute(_LATEST), default=None)
        return None if latest is None else (from_ms(latest[0]), from_ms(latest[2]))


def _continued(last: tuple[datetime, datetime] | None, clock: datetime) -> datetime:
    """The clock's time, or one that continues a log whose last event is later."""
    if last is None or clock >= last[0]:
        return clock
    at, shown = last
    return at + max(clock - shown, timedelta(0))
