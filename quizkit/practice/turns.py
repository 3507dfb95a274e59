"""Making the turn of a card: its front, shuffled, and what the log knows of it."""

import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from quizkit.model.pictures import located
from quizkit.model.review import CardId
from quizkit.practice.kinds import KINDS
from quizkit.practice.turn import Turn, fingerprint
from quizkit.store import Store

if TYPE_CHECKING:
    from quizkit.bank import Bank


class Turns:
    """Makes one turn after another; `seed` decides how options are shuffled.

    Whether the schedule of a card that has changed still counts is asked where answers change it.
    """

    def __init__(self, store: Store, seed: bytes, *, asks_of_changes: bool) -> None:
        self._store = store
        self._seed = seed
        self._asks_of_changes = asks_of_changes
        self._made = 0

    def turn(self, bank: "Bank", card: CardId, lapses: int) -> Turn:
        """The turn of a card that was forgotten `lapses` times.

        Raises:
            QuizkitError: the card cannot be asked.
        """
        self._made += 1
        kind = KINDS[card.kind]
        question = bank.question(card.question)
        question = located(question, bank.pack_of(card.question).root)
        front = kind.front(question, card, self._shuffle(card))
        content = fingerprint(kind.content(question, card))
        memory = self._store.memory(card)
        last = self._store.content(card) if memory and self._asks_of_changes else ""
        changed = bool(last and content and last != content)
        return Turn(card, kind, question, front, memory, content, changed, lapses)

    def _shuffle(self, card: CardId) -> Callable[[int], tuple[int, ...]]:
        """An order that differs from turn to turn, and stays the same within one."""
        key = self._seed + f"{card} {self._made}".encode()

        def shuffle(n: int) -> tuple[int, ...]:
            drawn = {i: hashlib.sha256(key + bytes([i])).digest() for i in range(n)}
            return tuple(sorted(range(n), key=drawn.__getitem__))

        return shuffle
