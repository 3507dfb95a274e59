"""What a log says, and what is derived from it: everything that can be asked of the store."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection
from typing import TypeVar

from quizkit.model.memory import Memory
from quizkit.model.review import CardId, Event, Mark, Review, Undo
from quizkit.store.derived import Derived
from quizkit.store.faults import told
from quizkit.store.lines import line_of
from quizkit.store.log import Log
from quizkit.store.marks import Marks
from quizkit.store.renames import Renames
from quizkit.store.rows import Answer, from_ms

_E = TypeVar("_E", Event, Review)


class Reading:
    """A log that is read under the names that the questions have now.

    What was taken back is returned by `events` alone. Every method raises StoreError where the file
    cannot be read.
    """

    def __init__(
        self, path: Path, connection: Connection, log: Log, derived: Derived, renames: Renames
    ) -> None:
        self.path = path
        self._connection = connection
        self._log = log
        self._derived = derived
        self._renames = renames
        self._marks = Marks(connection, renames)

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

    def answers_since(self, since: datetime) -> int:
        """How many answers that count were given at `since` or later."""
        with told(self.path):
            return self._log.answers_since(since)

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

    def _renamed(self, event: _E) -> _E:
        if isinstance(event, Undo) or not self._renames:
            return event
        return replace(event, card=self._renames.current(event.card))
