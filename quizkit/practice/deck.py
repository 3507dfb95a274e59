"""All cards of a selection, and the order in which new ones are introduced."""

from collections.abc import Collection, Iterator, Sequence
from itertools import count
from typing import TYPE_CHECKING

from quizkit.bank.named import split
from quizkit.model.review import CardId
from quizkit.practice.kinds import Kind

if TYPE_CHECKING:
    from quizkit.bank import Bank


def is_barred(bank: "Bank", kind: Kind, card: CardId) -> bool:
    """Whether a card would run a check that is not trusted."""
    if not bank.added and bank.trust is None:
        return False
    check = kind.check(bank.summaries[card.question], card)
    return check is not None and bank.bars(check)


class Deck:
    """The cards that questions give in some kinds.

    Nothing is listed before it is needed: a bank of thousands of questions has tens of thousands of
    cards, and a session sees a hundred. `only` restricts them to some cards. A card that would run
    a check of a pack that is not trusted is none of them.
    """

    def __init__(
        self,
        bank: "Bank",
        questions: Sequence[str],
        kinds: Sequence[Kind],
        *,
        only: Collection[CardId] | None = None,
    ) -> None:
        self._bank = bank
        self._questions = dict.fromkeys(questions)
        self._kinds = {kind.name: kind for kind in kinds}
        self._only = only
        self._cards: dict[str, list[CardId]] = {}

    def __contains__(self, card: CardId) -> bool:
        if self._only is not None and card not in self._only:
            return False
        kind = self._kinds.get(card.kind)
        if kind is None or card.question not in self._questions:
            return False
        if card.claim and card not in kind.cards(self._bank.summaries[card.question]):
            return False
        return not is_barred(self._bank, kind, card)

    def of(self, question: str) -> list[CardId]:
        """Every card of a question."""
        if question not in self._cards:
            summary = self._bank.summaries[question]
            self._cards[question] = [
                card
                for kind in self._kinds.values()
                for card in kind.cards(summary)
                if self._only is None or card in self._only
                if not is_barred(self._bank, kind, card)
            ]
        return self._cards[question]

    def all(self) -> Iterator[CardId]:
        """Every card, in the order in which new ones are introduced.

        Easier questions first. First one card of each question, then the next of each, for siblings
        rest until another day. Which kind comes first changes from question to question, so that a
        first session shows all kinds.
        """
        summaries = sorted(
            (self._bank.summaries[i] for i in self._questions), key=lambda s: (s.difficulty, s.id)
        )
        for turn in count():
            more = False
            for number, summary in enumerate(summaries):
                cards = self.of(summary.id)
                if turn < len(cards):
                    more = True
                    yield cards[(turn + number) % len(cards)]
            if not more:
                return

    def untrusted(self) -> list[str]:
        """The names of the packs of which cards are left out, since they are not trusted."""
        found: dict[str, None] = {}
        for question in self._questions:
            name, _ = split(question)
            if name and name not in found:
                summary = self._bank.summaries[question]
                cards = ((kind, c) for kind in self._kinds.values() for c in kind.cards(summary))
                if any(is_barred(self._bank, kind, card) for kind, card in cards):
                    found[name] = None
        return list(found)

    def __len__(self) -> int:
        return len(self._questions)
