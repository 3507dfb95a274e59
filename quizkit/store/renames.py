"""Renamed questions: the log keeps the old id for ever, everything else has the new one."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from quizkit.model.review import CardId


class Renames:
    """From the id that a question had to the one that it has now.

    A chain is followed to its end. An id whose chain comes back to a place where it has been keeps
    its own name: in a circle none is the current one.
    """

    def __init__(self, renames: Mapping[str, str]) -> None:
        self._now = {old: new for old in renames if (new := _end(renames, old)) != old}
        self._before: dict[str, list[str]] = {}
        for old, new in sorted(self._now.items()):
            self._before.setdefault(new, []).append(old)

    def __bool__(self) -> bool:
        return bool(self._now)

    def current(self, card: CardId) -> CardId:
        """The card under the id that its question has now."""
        new = self._now.get(card.question)
        return card if new is None else replace(card, question=new)

    def current_text(self, card: str) -> str:
        """The same of a card's text."""
        return str(self.current(CardId.parse(card))) if self._now else card

    def logged_as(self, card: CardId) -> tuple[str, ...]:
        """Every text under which the log may hold a card."""
        card = self.current(card)
        before = self._before.get(card.question, ())
        return str(card), *(str(replace(card, question=old)) for old in before)

    def among(self, cards: Iterable[str]) -> dict[str, str]:
        """Those renames that concern one of these cards, in the order of the old ids."""
        if not self._now:
            return {}
        questions = {CardId.parse(card).question for card in cards}
        return {old: new for old, new in sorted(self._now.items()) if old in questions}


def _end(renames: Mapping[str, str], old: str) -> str:
    been, here = {old}, old
    while (there := renames.get(here)) is not None:
        if there in been:
            return old
        been.add(there)
        here = there
    return here
