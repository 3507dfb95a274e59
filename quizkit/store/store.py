"""The store: events go in and stay; the schedule is derived from them in the same transaction."""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Self, TypeVar

from quizkit.errors import Place
from quizkit.model.memory import Memory
from quizkit.model.review import Action, CardId, Event, Mark, Rating, Review, Undo
from quizkit.store.connection import connect, transaction
from quizkit.store.derived import Derived
from quizkit.store.faults import StoreError, told
from quizkit.store.fold import Algorithm
from quizkit.store.lines import line_of
from quizkit.store.log import Log
from quizkit.store.marks import Marks
from quizkit.store.merging import Imported, add_unknown, read_lines
from quizkit.store.renames import Renames
from quizkit.store.rows import Answer, event_id, from_ms

FILE_NAME = "reviews.sqlite3"
_NO_DETAIL: Mapping[str, object] = MappingProxyType({})
_NO_RENAMES: Mapping[str, str] = MappingProxyType({})
_E = TypeVar("_E", Event, Review)
Random = Callable[[int], bytes]
"""Returns so many random bytes."""


class Store:
    """The review log and the schedule derived from it.

    The log is the truth: rows are added, never changed (triggers refuse). Several processes may
    write at once; each event is one transaction and is on the disk when its method returns.

    Time: an event is always later than every event that the log holds. Where the machine's clock
    stands behind the log, time goes on from the last event at the clock's pace, and what the clock
    showed is kept beside it. So no interval is negative, and a log that once got a time far in the
    future stays usable.

    Names: the log keeps a card under the id that its question had; whatever this class takes or
    returns is under the one that it has now. What was taken back is returned by `events` alone.
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
        self.path = path
        self._renames = Renames(renames)
        self._connection = connect(path, busy_seconds=busy_seconds)
        try:
            with told(path):
                self._log = Log(self._connection)
                self._marks = Marks(self._connection, self._renames)
                self._derived = Derived(self._connection, self._log, algorithm, self._renames)
                if not self._derived.is_current():
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

    # The log ----------------------------------------------------------------------------------

    def now(self, clock: datetime) -> datetime:
        """The time to go by: the clock's, or one that continues the log if the clock is behind."""
        with told(self.path):
            return self._log.now(clock)

    def heard(self) -> int:
        """A number that is another one once somebody else has written to the file.

        Reading it costs no query: SQLite's `data_version`, which what this store writes leaves as
        it is.
        """
        with told(self.path):
            return self._connection.execute("PRAGMA data_version").fetchone()[0]

    def extent(self) -> tuple[int, str]:
        """How many events the log holds, and the largest of their ids: the same, the same log."""
        with told(self.path):
            return self._log.extent()

    def holds(self, event: str) -> bool:
        """Whether the log has an event of that id."""
        with told(self.path):
            return self._log.holds(event)

    def events(self) -> Iterator[Event]:
        """The whole log in its order, with what was taken back and the undoing of it."""
        with told(self.path):
            return map(self._renamed, self._log.events())

    def export(self) -> Iterator[str]:
        """The whole log as JSON Lines, each without its end, under the ids that it was kept by."""
        with told(self.path):
            return map(line_of, self._log.events())

    def reviews(self, card: CardId | None = None) -> Iterator[Review]:
        """The answers in their order (to one card, or all), those of cramming as well."""
        with told(self.path):
            names = () if card is None else self._renames.logged_as(card)
            return map(self._renamed, self._log.reviews(names))

    def answers(self) -> Iterator[Answer]:
        """The answers in their order, those of cramming as well, in as much as statistics count."""
        with told(self.path):
            if not self._renames:
                yield from self._log.answers()
                return
            for answer in self._log.answers():
                yield answer._replace(card=self._renames.current_text(answer.card))

    def last(self) -> Review | None:
        """The latest answer of all."""
        with told(self.path):
            last = self._log.last()
        return None if last is None else self._renamed(last)

    def asked_since(self, since: datetime) -> dict[CardId, datetime]:
        """Each card with an answer that counts at `since` or later, and the time of the last."""
        found: dict[CardId, datetime] = {}
        with told(self.path):
            for text, ms in self._log.asked_since(since):
                card, at = self._renames.current(CardId.parse(text)), from_ms(ms)
                found[card] = max(at, found.get(card, at))
        return found

    def seconds_since(self, since: datetime) -> float:
        """How long the answers at `since` or later took together, those of cramming as well."""
        with told(self.path):
            return self._log.seconds_since(since)

    def failed_lately(self, since: datetime) -> set[CardId]:
        """The cards answered with AGAIN at `since` or later, when cramming as well."""
        with told(self.path):
            return {
                self._renames.current(CardId.parse(card)) for card in self._log.failed_since(since)
            }

    # What is derived from it ------------------------------------------------------------------

    def memory(self, card: CardId) -> Memory | None:
        """What is believed about a card; None if it was never answered, or not since its reset."""
        with told(self.path):
            stands = self._derived.stands(card)
        return None if stands is None else stands.memory

    def schedule(self, before: datetime | None = None) -> dict[CardId, Memory]:
        """Every card that has a memory (or only those due before then), by due date."""
        with told(self.path):
            return self._derived.schedule(before)

    def due(self, before: datetime) -> list[CardId]:
        """The cards that are due before then, without what is believed about them."""
        with told(self.path):
            return self._derived.due(before)

    def answered(self) -> set[str]:
        """The card ids, as text, of every card that has a memory."""
        with told(self.path):
            return self._derived.answered()

    def introduced(self, since: datetime) -> int:
        """How many cards had their first review (since a reset, if any) at `since` or later."""
        with told(self.path):
            return self._derived.introduced(since)

    def lapses(self) -> dict[CardId, int]:
        """How often each card was forgotten in the long run, of those that were; the most first."""
        with told(self.path):
            return self._derived.lapses()

    def suspended(self) -> set[CardId]:
        """The cards that are not to be asked until they are resumed."""
        with told(self.path):
            return self._marks.suspended()

    def buried(self, since: datetime) -> set[CardId]:
        """The cards buried at `since` or later, and not dug up again."""
        with told(self.path):
            return self._marks.buried(since)

    def flags(self) -> list[Mark]:
        """Every flag of a card that was not unflagged afterwards, the oldest first."""
        with told(self.path):
            return self._marks.flags()

    def content(self, card: CardId) -> str:
        """The fingerprint of what the card asked when its schedule was last said to hold, or ""."""
        with told(self.path):
            return self._marks.content(card)

    # -------------------------------------------------------------------------------------------

    @contextmanager
    def _writing(
        self, clock: datetime, random: Random
    ) -> Generator[tuple[str, datetime, datetime | None]]:
        """One transaction for one event: its id, its time, what the clock showed if earlier."""
        with told(self.path), transaction(self._connection):
            at, shown = self._log.next_time(clock)
            yield event_id(at, random(10)), at, shown

    def _renamed(self, event: _E) -> _E:
        if isinstance(event, Undo) or not self._renames:
            return event
        return replace(event, card=self._renames.current(event.card))
