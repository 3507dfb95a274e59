"""The schedule table: derived from the log, kept in step with it, and rebuilt when it must be."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import datetime

from quizkit.model.memory import Memory
from quizkit.model.review import CardId, Review
from quizkit.store.fold import RESET, Algorithm, Scheduled, Step, fold, fold_card
from quizkit.store.log import HOLDS, Log
from quizkit.store.renames import Renames
from quizkit.store.rows import MEMORY, Row, memory_from, memory_row, to_ms

_SCHEDULED = f"review, first, lapses, {MEMORY}"
_STEPS = (
    "SELECT card, at, id, rating FROM review WHERE {which} AND counts AND "
    f"{HOLDS.format(table='review')} UNION ALL "
    f"SELECT card, at, id, {RESET} FROM mark WHERE {{which}} AND action = 'reset' AND "
    f"{HOLDS.format(table='mark')} ORDER BY card, at, id"
)


class Derived:
    """Where every card stands. Transactions are the caller's."""

    def __init__(
        self, connection: sqlite3.Connection, log: Log, algorithm: Algorithm, renames: Renames
    ) -> None:
        self._connection = connection
        self._log = log
        self._algorithm = algorithm
        self._renames = renames
        self._name = self._name_now()

    def is_current(self) -> bool:
        """Whether the schedule was derived with this algorithm and these renames."""
        row = self._connection.execute("SELECT algorithm FROM derived_with").fetchone()
        return row is not None and row[0] == self._name

    def rebuild(self) -> int:
        """Derive the schedule of every card again from the log; return how many there are."""
        _ = self._connection.execute("DELETE FROM schedule")
        cards = 0
        for card, stands in self.from_log():
            self._put(card, stands)
            cards += 1
        self._name = self._name_now()
        _ = self._connection.execute(
            "INSERT OR REPLACE INTO derived_with (one, algorithm) VALUES (1, ?)", (self._name,)
        )
        return cards

    def from_log(self) -> Iterator[tuple[str, Scheduled]]:
        """Each card and where it stands by the log alone."""
        steps: Iterable[Step] = self._connection.execute(_STEPS.format(which="true"))
        if self._renames.among(self._log.cards()):
            current = self._renames.current_text
            steps = sorted((current(card), *rest) for card, *rest in steps)
        return fold(steps, self._algorithm)

    def as_kept(self) -> Iterator[tuple[str, Scheduled]]:
        """Each card and where it stands by the table, by card."""
        rows = self._connection.execute(f"SELECT card, {_SCHEDULED} FROM schedule ORDER BY card")
        return ((row[0], _scheduled_from(row[1:])) for row in rows)

    def take(self, review: Review) -> None:
        """Bring a card's schedule up to date with a review later than the rest of the log."""
        text = str(review.card)
        step = (text, to_ms(review.at), review.id, int(review.rating))
        after = fold_card(self.stands(review.card), [step], self._algorithm)
        if after is not None:
            self._put(text, after)
        self._disown()

    def refold(self, cards: Iterable[CardId]) -> None:
        """Derive the schedule of these cards again from the log."""
        for card in cards:
            names, text = self._renames.logged_as(card), str(self._renames.current(card))
            which = f"card IN ({', '.join('?' * len(names))})"
            steps: Iterable[Step] = self._connection.execute(
                _STEPS.format(which=which), (*names, *names)
            )
            steps = sorted((text, *rest) for _, *rest in steps)
            _ = self._connection.execute("DELETE FROM schedule WHERE card = ?", (text,))
            for _, stands in fold(steps, self._algorithm):
                self._put(text, stands)
        self._disown()

    def rename(self) -> None:
        """Note which renames the log calls for, now that events were merged into it."""
        before, self._name = self._name, self._name_now()
        _ = self._connection.execute(
            "UPDATE derived_with SET algorithm = ? WHERE algorithm = ?", (self._name, before)
        )

    def stands(self, card: CardId) -> Scheduled | None:
        """Where a card stands; None if it was never answered, or not since it was reset."""
        text = str(self._renames.current(card))
        row = self._connection.execute(
            f"SELECT {_SCHEDULED} FROM schedule WHERE card = ?", (text,)
        ).fetchone()
        return None if row is None else _scheduled_from(row)

    def schedule(self, before: datetime | None) -> dict[CardId, Memory]:
        """Every card that stands somewhere (or only those due before then), by due date."""
        where, values = ("", ()) if before is None else ("WHERE due < ?", (to_ms(before),))
        rows = self._connection.execute(
            f"SELECT card, {MEMORY} FROM schedule {where} ORDER BY due, card", values
        )
        return {CardId.parse(row[0]): memory_from(row[1:]) for row in rows}

    def due(self, before: datetime) -> list[CardId]:
        """The cards that are due before then, without what is believed about them."""
        rows = self._connection.execute("SELECT card FROM schedule WHERE due < ?", (to_ms(before),))
        return [CardId.parse(card) for (card,) in rows]

    def answered(self) -> set[str]:
        """The card ids, as text, of every card that stands somewhere."""
        return {row[0] for row in self._connection.execute("SELECT card FROM schedule")}

    def introduced(self, since: datetime) -> int:
        """How many cards were learnt (anew) from `since` on."""
        row = self._connection.execute(
            "SELECT count(*) FROM schedule WHERE first >= ?", (to_ms(since),)
        ).fetchone()
        return int(row[0])

    def lapses(self) -> dict[CardId, int]:
        """How often each card was forgotten in the long run, of those that ever were."""
        rows = self._connection.execute(
            "SELECT card, lapses FROM schedule WHERE lapses > 0 ORDER BY lapses DESC, card"
        )
        return {CardId.parse(card): lapses for card, lapses in rows}

    def _put(self, card: str, stands: Scheduled) -> None:
        _ = self._connection.execute(
            f"INSERT OR REPLACE INTO schedule (card, {_SCHEDULED}) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (card, stands.review, stands.first, stands.lapses, *memory_row(stands.memory)),
        )

    def _disown(self) -> None:
        """Have the schedule rebuilt if another process derived it with other weights meanwhile."""
        _ = self._connection.execute("DELETE FROM derived_with WHERE algorithm <> ?", (self._name,))

    def _name_now(self) -> str:
        """What the schedule depends on beside the log: the algorithm, and renames that matter."""
        renames = self._renames.among(self._log.cards()) if self._renames else {}
        suffix = f" renames {json.dumps(renames)}" if renames else ""
        return self._algorithm.name + suffix


def _scheduled_from(row: Row) -> Scheduled:
    review, first, lapses, *memory = row
    return Scheduled(review, first, lapses, memory_from(tuple(memory)))
