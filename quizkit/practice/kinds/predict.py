"""predict: the learner commits a number, then the check is run and tells it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quizkit.errors import QuizkitError
from quizkit.model.evidence import Arm, Observation, Report
from quizkit.model.question import Claim, Measured, Predict, Question
from quizkit.model.review import CardId
from quizkit.model.text import Text
from quizkit.practice.grading import suggestion
from quizkit.practice.kinds.kind import Back, Front, Measure, Number, Response
from quizkit.practice.number import exactly

if TYPE_CHECKING:
    from quizkit.bank import Summary
    from quizkit.figure import Figure


class PredictKind:
    """One card for each claim that asks for a number."""

    name = "predict"
    title = Text("predict", "预测")

    def cards(self, summary: "Summary") -> Iterator[CardId]:
        """One for each claim with a `predict`."""
        for claim in summary.claims:
            if claim.has_predict:
                yield CardId(self.name, summary.id, claim.id)

    def check(self, summary: "Summary", card: CardId) -> str | None:
        """The check of the claim."""
        return next((claim.check for claim in summary.claims if claim.id == card.claim), None)

    def front(self, question: Question, card: CardId) -> Front:
        """What the claim asks to be predicted."""
        _, evidence, predict = _asked(question, card)
        return Front(predict.ask, Number(evidence.check))

    def back(self, question: Question, card: CardId, response: Response, measure: Measure) -> Back:
        """Guess against measurement, the claim, and the grade that the error suggests."""
        if response is None:
            raise TypeError("a predict card is answered with a number")
        claim, evidence, predict = _asked(question, card)
        measured = measure(evidence.check, predict)
        rating, because = suggestion(response, measured)
        return Back(
            answer=_told(response, measured, because, predict, claim),
            figure=_figure(response, measured, evidence, predict),
            suggested=rating,
            detail={
                "guess": response,
                "value": measured.value,
                "low": measured.low,
                "high": measured.high,
            },
        )


def _asked(question: Question, card: CardId) -> tuple[Claim, Measured, Predict]:
    for claim in question.claims:
        evidence = claim.evidence
        if claim.id == card.claim and isinstance(evidence, Measured) and evidence.predict:
            return claim, evidence, evidence.predict
    raise QuizkitError(f"{question.id} no longer asks for a number under claim {card.claim!r}")


def _told(
    guess: float, measured: Observation, because: Text, predict: Predict, claim: Claim
) -> Text:
    value, interval = exactly(measured.value), ""
    if measured.low != measured.high:
        interval = f" [{exactly(measured.low)}, {exactly(measured.high)}]"
    numbers = Text(
        f"You said **{exactly(guess)}**. Measured: **{value}**{interval}: {because.en}.",
        f"你的预测是 **{exactly(guess)}**，实测为 **{value}**{interval}，{because.zh}。",
    )
    parts = [numbers, _theory(measured, predict), _claim(claim)]
    return Text("\n\n".join(p.en for p in parts), "\n\n".join(p.zh for p in parts))


def _theory(measured: Observation, predict: Predict) -> Text:
    target = measured.target
    if predict.control is None:
        return Text(f"Theory: {target}.", f"理论值：{target}。")
    return Text(
        f"This was the control “{predict.control}”, with one thing made wrong; "
        f"the claim's own value is {target}.",
        f"这是对照实验“{predict.control}”，其中一处被故意改错；论断本身的值是 {target}。",
    )


def _claim(claim: Claim) -> Text:
    if claim.myth and claim.truth:
        return Text(
            f"*Widely told and false:* {claim.says.en}\n\n*In truth:* {claim.truth.en}",
            f"*流传很广，却不对：* {claim.says.zh}\n\n*事实是：* {claim.truth.zh}",
        )
    return Text(f"*The claim:* {claim.says.en}", f"*论断：* {claim.says.zh}")


def _figure(guess: float, measured: Observation, evidence: Measured, predict: Predict) -> "Figure":
    from quizkit.figure import figure_of

    arm = Arm(predict.control, (measured,))
    alone, controls = (arm, ()) if predict.control is None else (Arm(None), (arm,))
    report = Report(evidence.check, 0, "", alone, controls)
    return figure_of(report, guess=guess, at=measured.at)
