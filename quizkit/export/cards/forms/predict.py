"""predict: a number to commit to, and on the back what was measured."""

from collections.abc import Iterator

from quizkit.export.cards.card import ExportCard
from quizkit.export.cards.forms.form import Given
from quizkit.export.cards.measured import Value
from quizkit.model.notation import estimate, rounded
from quizkit.model.question import Claim, Predict
from quizkit.model.review import CardId
from quizkit.model.text import Text

PROMPT = Text("Commit to a number, then look.", "先定下一个数，再看答案。")


def predict(given: Given) -> Iterator[ExportCard | CardId]:
    """One card for each claim that asks for a number; only its id where it was not measured."""
    question = given.question
    for claim, evidence in given.measured():
        if not (asked := evidence.predict):
            continue
        card = CardId("predict", question.id, claim.id)
        value = given.measurements.value(question, claim, asked)
        if value is None:
            yield card
            continue
        yield ExportCard(
            id=card,
            topic=question.topic,
            difficulty=question.difficulty,
            front=asked.ask,
            prompt=PROMPT,
            answer=_number(value),
            back=_told(value, asked, claim),
            evidence=given.evidence_of(claim),
            sources=given.sources,
        )


def _number(value: Value) -> Text:
    if value.low == value.high:
        told = rounded(value.value)
    else:
        told, low, high = estimate(value.value, value.low, value.high)
        told = f"{told} [{low}, {high}]"
    return Text(told, told)


def _told(value: Value, asked: Predict, claim: Claim) -> Text:
    parts = [part for part in (_theory(value, asked), _claim(claim)) if part]
    return Text("\n\n".join(p.en for p in parts), "\n\n".join(p.zh for p in parts))


def _theory(value: Value, asked: Predict) -> Text | None:
    if asked.control is None:
        if not value.target:
            return None
        return Text(f"Theory: {value.target}.", f"理论值：{value.target}。")
    own = Text("", "")
    if value.target:
        own = Text(f" The claim's own value is {value.target}.", f"论断本身的值是 {value.target}。")
    return Text(
        f"Measured on the control “{asked.control}”, with one thing made wrong.{own.en}",
        f"这是对照实验“{asked.control}”的实测值，其中一处被故意改错。{own.zh}",
    )


def _claim(claim: Claim) -> Text:
    if claim.truth:
        return Text(
            f"*Widely told and false:* {claim.says.en}\n\n*In truth:* {claim.truth.en}",
            f"*流传很广，却不对：* {claim.says.zh}\n\n*事实是：* {claim.truth.zh}",
        )
    return Text(f"*The claim:* {claim.says.en}", f"*论断：* {claim.says.zh}")
