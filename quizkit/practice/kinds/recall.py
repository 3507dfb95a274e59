"""recall: the question is asked, the learner answers, looks, and grades."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quizkit.model.question import Question
from quizkit.model.review import CardId
from quizkit.model.text import Text
from quizkit.practice.kinds.kind import Back, Front, Measure, Response, Reveal

if TYPE_CHECKING:
    from quizkit.bank import Summary


class RecallKind:
    """One card for each question."""

    name = "recall"
    title = Text("recall", "回忆")

    def cards(self, summary: "Summary") -> Iterator[CardId]:
        """The question itself."""
        yield CardId(self.name, summary.id)

    def check(self, summary: "Summary", card: CardId) -> None:
        """None."""

    def front(self, question: Question, card: CardId) -> Front:
        """The question."""
        return Front(question.question, Reveal())

    def back(self, question: Question, card: CardId, response: Response, measure: Measure) -> Back:
        """The answer, whole."""
        return Back(question.answer)
