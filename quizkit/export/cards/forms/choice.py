"""choice: the question with its options, and on the back why each wrong one is wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256

from quizkit.export.cards.card import ExportCard, Option
from quizkit.export.cards.forms.form import Given
from quizkit.export.cards.words import letter
from quizkit.model.question import WrongChoice
from quizkit.model.review import CardId
from quizkit.model.text import Text

PROMPT = Text("Choose one.", "单选。")


def choice(given: Given) -> Iterator[ExportCard]:
    """One card for each question that has choices."""
    question = given.question
    if not question.choices.wrong:
        return
    card = CardId("choice", question.id)
    options = _shuffled(card, question.choices.right, question.choices.wrong)
    place = next(i for i, option in enumerate(options) if option.right)
    right = options[place].text
    yield ExportCard(
        id=card,
        topic=question.topic,
        difficulty=question.difficulty,
        front=question.question,
        prompt=PROMPT,
        answer=Text(f"{letter(place)}. {right.en}", f"{letter(place)}. {right.zh}"),
        back=Text("", ""),
        options=options,
        evidence=tuple(replace(evidence, figure=None) for evidence in given.evidence()),
        sources=given.sources,
    )


def _shuffled(card: CardId, right: Text, wrong: Sequence[WrongChoice]) -> tuple[Option, ...]:
    """The options in an order that follows from the id: the same on every machine."""
    options = [Option(right, right=True), *(Option(w.text, False, w.why) for w in wrong)]
    order = [sha256(f"{card} {place}".encode()).digest() for place in range(len(options))]
    return tuple(option for _, option in sorted(zip(order, options, strict=True), key=_first))


def _first(pair: tuple[bytes, Option]) -> bytes:
    return pair[0]
