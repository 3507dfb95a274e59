"""predict: the learner commits a number, an order or a course, then the check is run."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from quizkit.errors import QuizkitError
from quizkit.model.question import (
    Claim,
    Measured,
    Predict,
    PredictCurve,
    PredictNumber,
    PredictOrder,
    Question,
)
from quizkit.model.review import CardId
from quizkit.model.text import Text
from quizkit.practice.checks import Checks
from quizkit.practice.kinds import predict_curve, predict_number, predict_order
from quizkit.practice.kinds.claims import check_of, content_of, flipped_report, measured_claim
from quizkit.practice.kinds.kind import Back, Flipped, Front, Given, Shuffle
from quizkit.practice.matching import Matcher
from quizkit.practice.predictions import SUGGESTED

if TYPE_CHECKING:
    from quizkit.bank import Summary


class PredictKind:
    """One card for each claim that asks for a prediction."""

    name = "predict"
    title = Text("predict", "预测")

    def cards(self, summary: "Summary") -> Iterator[CardId]:
        """One for each claim with a `predict`."""
        for claim in summary.claims:
            if claim.has_predict:
                yield CardId(self.name, summary.id, claim.id)

    def check(self, summary: "Summary", card: CardId) -> str | None:
        """The check of the claim."""
        return check_of(summary, card)

    def content(self, question: Question, card: CardId) -> str:
        """The claim, and what is asked of it."""
        return content_of(*_asked(question, card))

    def front(self, question: Question, card: CardId, shuffle: Shuffle) -> Front:
        """What the claim asks to be predicted."""
        _, evidence, predict = _asked(question, card)
        match predict:
            case PredictNumber():
                return predict_number.front(predict, evidence)
            case PredictOrder():
                return predict_order.front(predict, evidence, shuffle)
            case PredictCurve():
                return predict_curve.front(predict, evidence)
            case _:
                assert_never(predict)

    def back(self, given: Given, checks: Checks, matcher: Matcher) -> Back:
        """What was committed against what was measured, and the grade that the error suggests."""
        claim, evidence, predict = _asked(given.question, given.card)
        match predict:
            case PredictNumber():
                back = predict_number.back(given, claim, evidence, predict, checks)
            case PredictOrder():
                back = predict_order.back(given, claim, evidence, predict, checks)
            case PredictCurve():
                back = predict_curve.back(given, claim, evidence, predict, checks)
            case _:
                assert_never(predict)
        if back.suggested is None:
            return back
        return replace(back, detail={**back.detail, SUGGESTED: int(back.suggested)})

    def flip(self, given: Given, arm: str, checks: Checks) -> Flipped:
        """The same number in another arm, or the whole control."""
        claim, evidence, predict = _asked(given.question, given.card)
        if isinstance(predict, PredictNumber):
            return predict_number.flip(given, arm, evidence, predict, checks)
        return flipped_report(claim, evidence, arm, checks)


def _asked(question: Question, card: CardId) -> tuple[Claim, Measured, Predict]:
    claim, evidence = measured_claim(question, card)
    if evidence.predict is None:
        raise QuizkitError(
            f"{question.id} no longer asks for a prediction under {card.claim!r}",
            zh=f"{question.id} 在 {card.claim!r} 下不再要求预测",
        )
    return claim, evidence, evidence.predict
