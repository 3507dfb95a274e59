"""All texts of a question, each with the keys that lead to it in its file."""

from collections.abc import Iterator

from quizkit.model.question import Measured, Predict, PredictOrder, Question
from quizkit.model.text import Text

Keys = tuple[str | int, ...]


def texts(question: Question) -> Iterator[tuple[Keys, Text]]:
    """Every text in both languages."""
    yield ("question",), question.question
    yield ("answer",), question.answer
    for i, point in enumerate(question.points):
        yield ("points", i), point.text
    for i, claim in enumerate(question.claims):
        yield ("claims", i, "says"), claim.says
        if claim.truth:
            yield ("claims", i, "truth"), claim.truth
        if claim.when:
            yield ("claims", i, "when"), claim.when
        if isinstance(claim.evidence, Measured) and claim.evidence.predict:
            yield from _asked(("claims", i, "predict"), claim.evidence.predict)
    if not question.choices.wrong:
        return
    yield ("choices", "right"), question.choices.right
    for i, wrong in enumerate(question.choices.wrong):
        yield ("choices", "wrong", i), wrong.text
        yield ("choices", "wrong", i, "why"), wrong.why


def _asked(keys: Keys, predict: Predict) -> Iterator[tuple[Keys, Text]]:
    yield (*keys, "ask"), predict.ask
    if isinstance(predict, PredictOrder):
        for i, item in enumerate(predict.items):
            yield (*keys, "order", i), item.label
