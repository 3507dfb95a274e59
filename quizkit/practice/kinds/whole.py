"""What the kinds have in common that ask a question whole and run no check."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quizkit.model.question import Question
from quizkit.model.review import CardId
from quizkit.practice.checks import Checks
from quizkit.practice.kinds.kind import Flipped, Given

if TYPE_CHECKING:
    from quizkit.bank import Summary


class WholeQuestion:
    """One card for each question; editing the question keeps its schedule."""

    name: str
    asks_drafts = False
    """Whether a question and its answer are enough to be asked so."""

    def cards(self, summary: "Summary") -> Iterator[CardId]:
        """The question itself."""
        if self.asks_drafts or not summary.draft:
            yield CardId(self.name, summary.id)

    def check(self, summary: "Summary", card: CardId) -> None:
        """None."""

    def content(self, question: Question, card: CardId) -> str:
        """Nothing of a claim."""
        return ""

    def flip(self, given: Given, arm: str, checks: Checks) -> Flipped:
        """Never asked for: the backs of these kinds offer no arm."""
        raise AssertionError(f"{given.card} offers no control to run")
