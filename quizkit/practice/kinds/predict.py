"""predict: the learner commits a number, then the check is run and tells it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quizkit.errors import QuizkitError
from quizkit.model.evidence import Arm, Observation, Report
from quizkit.model.question import Claim, Measured, Predict, Question
from quizkit.model.review import CardId, Rating
from quizkit.model.text import Text
from quizkit.practice.kinds.kind import Back, Front, Measure, Number, Response

if TYPE_CHECKING:
    from quizkit.bank import Summary
    from quizkit.figure import Figure

SPOKEN = 0.05
"""Nobody answers with more than two digits; two digits are within 5 % of a number."""
NEAR = 3.0
"""How many times the error that matters still counts as nearly right."""


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


def suggestion(guess: float, measured: Observation) -> tuple[Rating, Text]:
    """Return the grade that the error of a guess suggests, and the reason.

    An error matters once it is larger than the uncertainty of the measurement, the margin that the
    claim itself allows, and what two spoken digits can tell. Up to there: Good; up to three times
    that: Hard; beyond: Again. Easy is never suggested: a number does not tell how easily it came.
    """
    matters = max(_interval(measured), _margin(measured), SPOKEN * abs(measured.value))
    error = abs(guess - measured.value)
    off, limit = f"{error:.2g}", f"{matters:.2g}"
    if error <= matters:
        return Rating.GOOD, Text(
            f"off by {off}, and only more than {limit} matters",
            f"相差 {off}，未超过有意义的误差 {limit}",
        )
    if error <= NEAR * matters:
        return Rating.HARD, Text(
            f"off by {off}, up to three times the {limit} that matters",
            f"相差 {off}，不超过有意义的误差 {limit} 的三倍",
        )
    return Rating.AGAIN, Text(
        f"off by {off}, more than three times the {limit} that matters",
        f"相差 {off}，超过有意义的误差 {limit} 的三倍",
    )


def _asked(question: Question, card: CardId) -> tuple[Claim, Measured, Predict]:
    for claim in question.claims:
        evidence = claim.evidence
        if claim.id == card.claim and isinstance(evidence, Measured) and evidence.predict:
            return claim, evidence, evidence.predict
    raise QuizkitError(f"{question.id} no longer asks for a number under claim {card.claim!r}")


def _interval(measured: Observation) -> float:
    return max(measured.value - measured.low, measured.high - measured.value, 0.0)


def _margin(measured: Observation) -> float:
    """How far a value may lie from the claim's own without refuting it."""
    target = measured.target
    return 0.0 if target.equals is None else max(target.high - target.equals, 0.0)


def _told(
    guess: float, measured: Observation, because: Text, predict: Predict, claim: Claim
) -> Text:
    value, interval = _number(measured.value), ""
    if measured.low != measured.high:
        interval = f" [{_number(measured.low)}, {_number(measured.high)}]"
    numbers = Text(
        f"You said **{_number(guess)}**. Measured: **{value}**{interval}: {because.en}.",
        f"你的预测是 **{_number(guess)}**，实测为 **{value}**{interval}，{because.zh}。",
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


def _number(value: float) -> str:
    """Four digits, whole numbers whole."""
    return f"{value:.0f}" if value == int(value) and abs(value) < 1e15 else f"{value:.4g}"
