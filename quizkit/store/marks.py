"""What the marks of a log come to: which cards are suspended, buried, flagged."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from quizkit.model.review import Action, CardId, Mark
from quizkit.store.log import HOLDS
from quizkit.store.renames import Renames
from quizkit.store.rows import EPOCH, MARK, mark_from, to_ms


class Marks:
    """The marks that hold, read under the ids that the questions have now."""

    def __init__(self, connection: sqlite3.Connection, renames: Renames) -> None:
        self._connection = connection
        self._renames = renames

    def suspended(self) -> set[CardId]:
        """The cards whose last word is SUSPEND."""
        return set(self._open(Action.SUSPEND, Action.RESUME, EPOCH))

    def buried(self, since: datetime) -> set[CardId]:
        """The cards buried at `since` or later, and not dug up again."""
        return set(self._open(Action.BURY, Action.UNBURY, since))

    def flags(self) -> list[Mark]:
        """Every flag of a card that was not unflagged afterwards, the oldest first."""
        open_flags = self._open(Action.FLAG, Action.UNFLAG, EPOCH)
        return sorted(
            (mark for marks in open_flags.values() for mark in marks), key=lambda m: (m.at, m.id)
        )

    def content(self, card: CardId) -> str:
        """What the schedule of a card rests on: the last fingerprint of an answer or a decision."""
        names = self._renames.logged_as(card)
        mine = f"card IN ({', '.join('?' * len(names))}) AND content <> ''"
        row = self._connection.execute(
            "SELECT content FROM ("
            f"SELECT content, at, id FROM review WHERE {mine} AND counts "
            f"AND {HOLDS.format(table='review')} UNION ALL "
            f"SELECT content, at, id FROM mark WHERE {mine} AND action IN ('keep', 'reset') "
            f"AND {HOLDS.format(table='mark')}) ORDER BY at DESC, id DESC LIMIT 1",
            (*names, *names),
        ).fetchone()
        return "" if row is None else row[0]

    def _open(self, opens: Action, closes: Action, since: datetime) -> dict[CardId, list[Mark]]:
        """The marks of the one action that none of the other took back, by card."""
        found: dict[CardId, list[Mark]] = {}
        for mark in self._of(opens, closes, since):
            if mark.action is opens:
                found.setdefault(mark.card, []).append(mark)
            else:
                _ = found.pop(mark.card, None)
        return found

    def _of(self, one: Action, other: Action, since: datetime) -> Iterator[Mark]:
        rows = self._connection.execute(
            f"SELECT {MARK} FROM mark WHERE action IN (?, ?) AND at >= ? "
            f"AND {HOLDS.format(table='mark')} ORDER BY at, id",
            (one.value, other.value, to_ms(since)),
        )
        for mark in map(mark_from, rows):
            yield replace(mark, card=self._renames.current(mark.card))
