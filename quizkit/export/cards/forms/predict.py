"""predict: a number, an order or a course to commit to, and on the back what was measured."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from quizkit.export.cards.card import ExportCard, Option
from quizkit.export.cards.forms.form import Given
from quizkit.export.cards.measured import Value
from quizkit.model.chinese import told
from quizkit.model.course import COURSES, course, in_order
from quizkit.model.notation import estimate, rounded
from quizkit.model.question import (
    Claim,
    Measured,
    Predict,
    PredictCurve,
    PredictNumber,
    PredictOrder,
)
from quizkit.model.review import CardId
from quizkit.model.text import Text

NUMBER = Text("Commit to a number, then look.", "先定下一个数，再看答案。")
ORDER = Text("Put them in order, the smallest first, then look.", "从小到大排好顺序，再看答案。")
CURVE = Text("Which way does it go? Commit, then look.", "曲线怎么走？先选定，再看答案。")


@dataclass(frozen=True, slots=True)
class _Answered:
    """What a prediction's card says beside the claim and its evidence."""

    prompt: Text
    front: Text
    answer: Text
    back: Text
    options: tuple[Option, ...] = ()


def predict(given: Given) -> Iterator[ExportCard | CardId]:
    """One card for each claim that asks for a prediction; only its id where it was not measured."""
    question = given.question
    for claim, evidence in given.measured():
        if not (asked := evidence.predict):
            continue
        card = CardId("predict", question.id, claim.id)
        found = _answered(given, claim, asked)
        if found is None:
            yield card
            continue
        yield ExportCard(
            id=card,
            topic=question.topic,
            difficulty=question.difficulty,
            front=found.front,
            prompt=found.prompt,
            answer=found.answer,
            back=found.back,
            options=found.options,
            evidence=given.evidence_of(claim),
            sources=given.sources,
        )


def _answered(given: Given, claim: Claim, asked: Predict) -> _Answered | None:
    """The answer as it was measured; None where it was not, or came out unclear."""
    match asked:
        case PredictNumber():
            value = given.measurements.value(given.question, claim, asked.address)
            if value is None:
                return None
            return _Answered(NUMBER, asked.ask, _number(value), _told(given, value, asked, claim))
        case PredictOrder():
            return _ordered(given, claim, asked)
        case PredictCurve():
            points = given.measurements.curve(given.question, claim, asked)
            went = course([value for _, value in points]) if points else None
            if went is None:
                return None
            options = tuple(Option(text, c is went) for c, text in COURSES.items())
            return _Answered(CURVE, asked.ask, COURSES[went], _claim(claim), options)
        case _:
            assert_never(asked)


def _ordered(given: Given, claim: Claim, asked: PredictOrder) -> _Answered | None:
    found: list[tuple[Value, Text]] = []
    for item in asked.items:
        value = given.measurements.value(given.question, claim, item.address)
        if value is None:
            return None
        found.append((value, item.label))
    found.sort(key=lambda pair: pair[0].value)
    if not in_order([value for value, _ in found]):
        return None
    # By their names, so that the order in which they are listed tells nothing.
    labels = sorted((label for _, label in found), key=lambda label: label.en)
    front = Text(
        "\n".join([f"{asked.ask.en}\n", *(f"- {label.en}" for label in labels)]),
        "\n".join([f"{asked.ask.zh}\n", *(f"- {label.zh}" for label in labels)]),
    )
    answer = Text(
        " < ".join(label.en for _, label in found), " < ".join(label.zh for _, label in found)
    )
    numbers = [(label, _number(value)) for value, label in found]
    listed = Text(
        "\n".join(f"- {label.en}: {number.en}" for label, number in numbers),
        "\n".join(f"- {label.zh}：{number.zh}" for label, number in numbers),
    )
    says = _claim(claim)
    back = Text(f"{listed.en}\n\n{says.en}", f"{listed.zh}\n\n{says.zh}")
    return _Answered(ORDER, front, answer, back)


def _number(value: Value) -> Text:
    if value.low == value.high:
        number = rounded(value.value)
    else:
        number, low, high = estimate(value.value, value.low, value.high)
        number = f"{number} [{low}, {high}]"
    return Text(number, number)


def _told(given: Given, value: Value, asked: PredictNumber, claim: Claim) -> Text:
    parts = [part for part in (_theory(given, value, asked, claim), _claim(claim)) if part]
    return Text("\n\n".join(p.en for p in parts), "\n\n".join(p.zh for p in parts))


def _theory(given: Given, value: Value, asked: PredictNumber, claim: Claim) -> Text | None:
    if asked.address.control is None:
        if not value.target:
            return None
        return Text(f"Theory: {value.target}.", f"理论值：{value.target}。")
    own, control = Text("", ""), asked.address.control
    if isinstance(claim.evidence, Measured):
        control = told(control, given.measurements.chinese(claim.evidence.check))
    if value.target:
        own = Text(f" The claim's own value is {value.target}.", f"论断本身的值是 {value.target}。")
    return Text(
        f"Measured on the control “{asked.address.control}”, with one thing made wrong.{own.en}",
        f"这是对照实验“{control}”的实测值，其中一处被故意改错。{own.zh}",
    )


def _claim(claim: Claim) -> Text:
    if claim.truth:
        return Text(
            f"*Widely told and false:* {claim.says.en}\n\n*In truth:* {claim.truth.en}",
            f"*流传很广，却不对：* {claim.says.zh}\n\n*事实是：* {claim.truth.zh}",
        )
    return Text(f"*The claim:* {claim.says.en}", f"*论断：* {claim.says.zh}")
