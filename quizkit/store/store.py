"""The store: answers go in and stay; the schedule is derived from them in the same transaction."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Protocol, Self

from quizkit.model.memory import Memory
from quizkit.model.review import CardId, Rating, Review
from quizkit.store.connection import connect, transaction
from quizkit.store.faults import told
from quizkit.store.rows import (
    EPOCH,
    MEMORY,
    REVIEW,
    from_ms,
    memory_from,
    memory_row,
    review_from,
    review_id,
    review_row,
    to_ms,
)

FILE_NAME = "reviews.sqlite3"
_TICK = timedelta(milliseconds=1)
_NO_DETAIL: Mapping[str, object] = MappingProxyType({})


class Algorithm(Protocol):
    """How a review changes what is believed about a card; see `quizkit.schedule`."""

    @property
    def name(self) -> str:
        """What the result depends on: the algorithm, its version and its weights."""
        ...

    def after(self, memory: Memory | None, rating: Rating, at: datetime) -> Memory:
        """The memory after a review (None before the first)."""
        ...


class Store:
    """The review log and the schedule derived from it.

    The log is the truth: rows are added, never changed (triggers refuse). Several processes may
    write at once; each answer is one transaction and is on the disk when `append` returns.

    Time: a review is always later than every review that the log holds. Where the machine's clock
    stands behind the log, time goes on from the last review at the clock's pace, and what the clock
    showed is kept beside it. So no interval is negative, and a log that once got a time far in the
    future stays usable.
    """

    def __init__(self, path: Path, algorithm: Algorithm, *, busy_seconds: float = 5.0) -> None:
        """Open the log at `path`, or make it; rebuild the schedule if it was derived otherwise.

        Raises:
            StoreError: the file is locked, read-only, damaged, no review log, or too new.
        """
        self.path = path
        self._algorithm = algorithm
        self._connection = connect(path, busy_seconds=busy_seconds)
        try:
            with told(path):
                if self._derived_with() != algorithm.name:
                    _ = self.rebuild()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; closing twice is no error."""
        self._connection.close()

    def append(
        self,
        card: CardId,
        rating: Rating,
        *,
        clock: datetime,
        random: Callable[[int], bytes],
        seconds: float = 0.0,
        detail: Mapping[str, object] = _NO_DETAIL,
    ) -> Review:
        """Keep one answer, and bring the card's schedule up to date; on the disk when it returns.

        `clock` is what the machine's clock shows; `random` returns so many random bytes.

        Raises:
            StoreError: the answer was not kept, and may be given again.
        """
        with told(self.path), transaction(self._connection):
            at, shown = self._kept_time(clock)
            review = Review(
                review_id(at, random(10)), card, at, rating, max(0.0, seconds), detail, shown
            )
            memory = self._algorithm.after(self.memory(card), rating, at)
            row = review_row(review)
            _ = self._connection.execute(
                f"INSERT INTO review ({REVIEW}) VALUES (?, ?, ?, ?, ?, ?, ?)", row
            )
            self._schedule(str(card), review.id, memory)
            # Another process may have derived the schedule with other weights: have it rebuilt.
            _ = self._connection.execute(
                "DELETE FROM derived_with WHERE algorithm <> ?", (self._algorithm.name,)
            )
        return review

    def now(self, clock: datetime) -> datetime:
        """The time to go by: the clock's, or one that continues the log if the clock is behind."""
        last = self._last_times()
        clock = max(clock, EPOCH)
        if last is None or clock >= last[0]:
            return clock
        at, shown = last
        return at + max(clock - shown, timedelta(0))

    def memory(self, card: CardId) -> Memory | None:
        """What is believed about a card; None if it was never answered."""
        with told(self.path):
            row = self._connection.execute(
                f"SELECT {MEMORY} FROM schedule WHERE card = ?", (str(card),)
            ).fetchone()
        return None if row is None else memory_from(row)

    def schedule(self, before: datetime | None = None) -> dict[CardId, Memory]:
        """Every card that was ever answered (or only those due before then), by due date."""
        where, values = ("", ()) if before is None else ("WHERE due < ?", (to_ms(before),))
        with told(self.path):
            rows = self._connection.execute(
                f"SELECT card, {MEMORY} FROM schedule {where} ORDER BY due, card", values
            ).fetchall()
        return {CardId.parse(row[0]): memory_from(row[1:]) for row in rows}

    def answered(self) -> set[str]:
        """The card ids, as text, of every card that was ever answered."""
        with told(self.path):
            return {row[0] for row in self._connection.execute("SELECT card FROM schedule")}

    def introduced(self, since: datetime) -> int:
        """How many cards had their first review at `since` or later."""
        with told(self.path):
            row = self._connection.execute(
                "SELECT count(DISTINCT card) FROM review AS r WHERE at >= ? AND NOT EXISTS "
                "(SELECT 1 FROM review AS earlier WHERE earlier.card = r.card AND earlier.at < ?)",
                (to_ms(since), to_ms(since)),
            ).fetchone()
        return int(row[0])

    def reviews(self, card: CardId | None = None) -> Iterator[Review]:
        """The log in its order (of one card, or whole)."""
        where, values = ("", ()) if card is None else ("WHERE card = ?", (str(card),))
        with told(self.path):
            rows = self._connection.execute(
                f"SELECT {REVIEW} FROM review {where} ORDER BY at, id", values
            ).fetchall()
        return map(review_from, rows)

    def last(self) -> Review | None:
        """The latest review of all."""
        with told(self.path):
            row = self._connection.execute(
                f"SELECT {REVIEW} FROM review ORDER BY at DESC, id DESC LIMIT 1"
            ).fetchone()
        return None if row is None else review_from(row)

    def rebuild(self) -> int:
        """Derive the schedule of every card again from the log; return how many there are."""
        with told(self.path), transaction(self._connection):
            _ = self._connection.execute("DELETE FROM schedule")
            cards = 0
            for card, last_id, memory in self._folded():
                self._schedule(card, last_id, memory)
                cards += 1
            _ = self._connection.execute(
                "INSERT OR REPLACE INTO derived_with (one, algorithm) VALUES (1, ?)",
                (self._algorithm.name,),
            )
        return cards

    def _folded(self) -> Iterator[tuple[str, str, Memory]]:
        """Each card of the log, the id of its last review, and its memory after that."""
        after, ratings = self._algorithm.after, {int(rating): rating for rating in Rating}
        card, key, memory = "", "", None
        for this, at, key_of_this, rating in self._connection.execute(
            "SELECT card, at, id, rating FROM review ORDER BY card, at, id"
        ):
            if this != card and memory is not None:
                yield card, key, memory
                memory = None
            card, key = this, key_of_this
            memory = after(memory, ratings[rating], from_ms(at))
        if memory is not None:
            yield card, key, memory

    def _schedule(self, card: str, review: str, memory: Memory) -> None:
        _ = self._connection.execute(
            f"INSERT OR REPLACE INTO schedule (card, review, {MEMORY}) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (card, review, *memory_row(memory)),
        )

    def _kept_time(self, clock: datetime) -> tuple[datetime, datetime | None]:
        """When a review given at `clock` takes place, and the clock itself if that is later."""
        last = self._last_times()
        kept = from_ms(to_ms(self.now(clock)))
        if last is not None:
            kept = max(kept, last[0] + _TICK)
        shown = from_ms(to_ms(max(clock, EPOCH)))
        return kept, shown if shown < kept else None

    def _last_times(self) -> tuple[datetime, datetime] | None:
        """When the latest review took place, and what the clock showed then."""
        with told(self.path):
            row = self._connection.execute(
                "SELECT at, coalesce(clock, at) FROM review ORDER BY at DESC, id DESC LIMIT 1"
            ).fetchone()
        return None if row is None else (from_ms(row[0]), from_ms(row[1]))

    def _derived_with(self) -> str | None:
        row = self._connection.execute("SELECT algorithm FROM derived_with").fetchone()
        return None if row is None else row[0]
