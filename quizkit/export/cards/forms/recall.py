"""recall: the question, and on the back the whole answer."""

from collections.abc import Iterator

from quizkit.export.cards.card import ExportCard
from quizkit.export.cards.forms.form import Given
from quizkit.model.review import CardId
from quizkit.model.text import Text

PROMPT = Text(
    "Answer aloud, as you would in the interview.", "请像面试时那样，先说出你的完整回答。"
)


def recall(given: Given) -> Iterator[ExportCard]:
    """One card for each question."""
    question = given.question
    yield ExportCard(
        id=CardId("recall", question.id),
        topic=question.topic,
        difficulty=question.difficulty,
        front=question.question,
        prompt=PROMPT,
        back=question.answer,
        evidence=given.evidence(),
        sources=given.sources,
    )
