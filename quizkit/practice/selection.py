"""Which cards a session is about."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from quizkit.model.review import CardId
from quizkit.practice.kinds import KINDS, Kind
from quizkit.store import Store

if TYPE_CHECKING:
    from quizkit.bank import Bank

LATELY = timedelta(days=7)
"""How long ago a card may have been failed to count as failed lately."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What the learner asked for; `words` are topics, questions, claims, checks or globs.

    An empty `difficulties` means all. `flagged` and `failed` keep only the cards with an open flag,
    or failed within the last week.
    """

    words: Sequence[str] = ()
    kinds: Sequence[Kind] = tuple(KINDS.values())
    difficulties: Collection[int] = ()
    flagged: bool = False
    failed: bool = False

    def questions(self, bank: "Bank") -> list[str]:
        """The ids of the questions that are selected.

        Raises:
            QuizkitError: a word that names nothing.
        """
        chosen = list(bank.summaries)
        if self.words:
            from quizkit.bank import select_questions

            chosen = select_questions(bank, self.words)
        if self.difficulties:
            chosen = [i for i in chosen if bank.summaries[i].difficulty in self.difficulties]
        return chosen

    def only(self, store: Store, now: datetime) -> set[CardId] | None:
        """The cards that the log restricts the selection to; None for no restriction."""
        sets: list[set[CardId]] = []
        if self.flagged:
            sets.append({mark.card for mark in store.flags()})
        if self.failed:
            sets.append(store.failed_lately(now - LATELY))
        return set.intersection(*sets) if sets else None


EVERYTHING = Selection()
