"""The store: events go in and stay; the schedule is derived from them in the same transaction."""

from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Self

from quizkit.errors import Place
from quizkit.model.review import Action, CardId, Mark, Rating, Review, Undo
from quizkit.store.connection import connect, transaction
from quizkit.store.derived import Derived
from quizkit.store.faults import StoreError, told
from quizkit.store.fold import Algorithm
from quizkit.store.log import Log
from quizkit.store.merging import Imported, add_unknown, read_lines
from quizkit.store.reading import Reading
from quizkit.store.renames import Renames
from quizkit.store.rows import event_id

FILE_NAME = "reviews.sqlite3"
_NO_DETAIL: Mapping[str, object] = MappingProxyType({})
_NO_RENAMES: Mapping[str, str] = MappingProxyType({})
Random = Callable[[int], bytes]
"""Returns so many random bytes."""


class Store(Reading):
    """The review log and the schedule derived from it.

    The log is the truth: rows are added, never changed (triggers refuse). Several processes may
    write at once; each event is one transaction and is on the disk when its method returns.

    Time: an event is always later than every event that the log holds. Where the machine's clock
    stands behind the log, time goes on from the last event at the clock's pace, and what the clock
    showed is kept beside it. So no interval is negative, and a log that once got a time far in the
    future stays usable.

    Names: the log keeps a card under the id that its question had; whatever this class takes or
    returns is under the one that it has now.
    """

    def __init__(
        self,
        path: Path,
        algorithm: Algorithm,
        *,
        busy_seconds: float = 5.0,
        renames: Mapping[str, str] = _NO_RENAMES,
    ) -> None:
        """Open the log at `path`, or make it; rebuild the schedule if it was derived otherwise.

        `renames` leads from the id that a question had to the next one that it got.

        Raises:
            StoreError: the file is locked, read-only, damaged, no review log, or too new.
        """
        connection, names = connect(path, busy_seconds=busy_seconds), Renames(renames)
        try:
            with told(path):
                log = Log(connection)
                derived = Derived(connection, log, algorithm, names)
                super().__init__(path, connection, log, derived, names)
                if not derived.is_current():
                    _ = self.rebuild()
        except BaseException:
            connection.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; closing twice is no error."""
        self._connection.close()

    # What goes in -----------------------------------------------------------------------------

    def append(
        self,
        card: CardId,
        rating: Rating,
        *,
        clock: datetime,
        random: Random,
        seconds: float = 0.0,
        detail: Mapping[str, object] = _NO_DETAIL,
        counts: bool = True,
        content: str = "",
    ) -> Review:
        """Keep one answer, and bring the card's schedule up to date; on the disk when it returns.

        `clock` is what the machine's clock shows. An answer that does not count leaves the
        schedule as it is. `content` is a fingerprint of what the card asked.

        Raises:
            StoreError: the answer was not kept, and may be given again.
        """
        card = self._renames.current(card)
        with self._writing(clock, random) as (key, at, shown):
            review = Review(
                key, card, at, rating, max(0.0, seconds), detail, shown, counts, content
            )
            self._log.add(review)
            if counts:
                self._derived.take(review)
        return review

    def mark(
        self,
        card: CardId,
        action: Action,
        *,
        clock: datetime,
        random: Random,
        note: str = "",
        content: str = "",
    ) -> Mark:
        """Keep one decision about a card; RESET has it learnt anew. On the disk when it returns.

        Raises:
            StoreError: the decision was not kept.
        """
        card = self._renames.current(card)
        with self._writing(clock, random) as (key, at, shown):
            mark = Mark(key, card, at, action, note, content, shown)
            self._log.add(mark)
            if action is Action.RESET:
                self._derived.refold([card])
        return mark

    def undo(self, event: str, *, clock: datetime, random: Random) -> Undo:
        """Take back the review or the mark of that id; once it is taken back, nothing more.

        Raises:
            StoreError: there is no such review or mark, or the undo was not kept.
        """
        with self._writing(clock, random) as (key, at, shown):
            about = self._log.find(event)
            if about is None or isinstance(about, Undo):
                raise StoreError(
                    f"there is no review or mark {event!r} to take back",
                    place=Place(self.path),
                    zh=f"没有可撤销的作答或操作 {event!r}",
                )
            if before := self._log.undo_of(event):
                return before
            undo = Undo(key, at, event, shown)
            self._log.add(undo)
            self._derived.refold([about.card])
        return undo

    def import_events(self, lines: Iterable[str]) -> Imported:
        """Add the events of JSON Lines that this log lacks: all that are sound, or none on failure.

        The union is the same in any order, and adding a log twice adds nothing.

        Raises:
            StoreError: nothing was added.
        """
        imported = Imported()
        events = read_lines(lines, imported)  # before the lock, which others wait for
        with told(self.path), transaction(self._connection):
            touched = add_unknown(self._log, events, imported)
            if imported.added:
                self._derived.rename()
                self._derived.refold({self._renames.current(card) for card in touched})
        return imported

    def rebuild(self) -> int:
        """Derive the schedule of every card again from the log; return how many there are."""
        with told(self.path), transaction(self._connection):
            return self._derived.rebuild()

    # -------------------------------------------------------------------------------------------

    @contextmanager
    def _writing(
        self, clock: datetime, random: Random
    ) -> Generator[tuple[str, datetime, datetime | None]]:
        """One transaction for one event: its id, its time, what the clock showed if earlier."""
        with told(self.path), transaction(self._connection):
            at, shown = self._log.next_time(clock)
            yield event_id(at, random(10)), at, shown
