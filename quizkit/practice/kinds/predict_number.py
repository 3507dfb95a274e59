"""A prediction of one number: only that observation is made, in milliseconds."""

from typing import TYPE_CHECKING

from quizkit.model.chinese import Chinese, told
from quizkit.model.evidence import Arm, Observation, Report
from quizkit.model.question import Address, Claim, Measured, PredictNumber
from quizkit.model.text import Text
from quizkit.model.verdict_words import VERDICTS
from quizkit.practice.checks import Checks
from quizkit.practice.grading import suggestion
from quizkit.practice.kinds.claims import (
    OWN,
    claim_told,
    flips,
    measured_told,
    observation_told,
    paragraphs,
)
from quizkit.practice.kinds.kind import Back, Flipped, Front, Given, Number
from quizkit.practice.number import exactly

if TYPE_CHECKING:
    from quizkit.figure import Figures


def front(predict: PredictNumber, evidence: Measured) -> Front:
    """The number that is asked for."""
    return Front(predict.ask, Number(evidence.check))


def back(
    given: Given, claim: Claim, evidence: Measured, predict: PredictNumber, checks: Checks
) -> Back:
    """Guess against measurement, the claim, and the grade that the error suggests."""
    guess = given.response
    if not isinstance(guess, float):
        raise TypeError("this card is answered with a number")
    address = predict.address
    measured, chinese = checks.measure(evidence.check, address), checks.chinese(evidence.check)
    rating, because = suggestion(guess, measured)
    outcome = Text(
        f"You said **{exactly(guess)}**. Measured: {measured_told(measured)}: {because.en}.",
        f"你的预测是 **{exactly(guess)}**，实测为 {measured_told(measured)}，{because.zh}。",
    )
    return Back(
        answer=paragraphs([_theory(measured, address, chinese), claim_told(claim)]),
        outcome=outcome,
        figure=_figure(measured, evidence, address, guess, chinese),
        suggested=rating,
        detail={
            "guess": guess,
            "value": measured.value,
            "low": measured.low,
            "high": measured.high,
        },
        flips=flips(evidence.check, address.control, checks),
    )


def flip(
    given: Given, arm: str, evidence: Measured, predict: PredictNumber, checks: Checks
) -> Flipped:
    """The same number in another arm: a control breaks, the claim's own holds."""
    asked = predict.address
    address = Address(asked.observation, asked.at, arm or None)
    measured, chinese = checks.measure(evidence.check, address), checks.chinese(evidence.check)
    verdict = VERDICTS[measured.verdict]
    if arm == OWN:
        head = Text(
            f"Without the mistake, the claim is **{verdict.en}** here.",
            f"不改错时，论断在此处**{verdict.zh}**。",
        )
    else:
        head = Text(
            f"With one thing made wrong, “{arm}”, the claim is **{verdict.en}** here.",
            f"故意改错一处（“{told(arm, chinese)}”）后，论断在此处**{verdict.zh}**。",
        )
    guess = given.response if isinstance(given.response, float) else None
    words = paragraphs([head, observation_told(measured, chinese)])
    return Flipped(words, _figure(measured, evidence, address, guess, chinese))


def _theory(measured: Observation, address: Address, chinese: Chinese) -> Text:
    target = measured.target
    if address.control is None:
        return Text(f"Theory: {target}.", f"理论值：{target}。")
    return Text(
        f"This was the control “{address.control}”, with one thing made wrong; "
        f"the claim's own value is {target}.",
        f"这是对照实验“{told(address.control, chinese)}”，其中一处被故意改错；"
        f"论断本身的值是 {target}。",
    )


def _figure(
    measured: Observation,
    evidence: Measured,
    address: Address,
    guess: float | None,
    chinese: Chinese,
) -> "Figures":
    from quizkit.figure import figures_of

    arm = Arm(address.control, (measured,))
    alone, controls = (arm, ()) if address.control is None else (Arm(None), (arm,))
    report = Report(evidence.check, 0, "", alone, controls)
    return figures_of(report, chinese, guess=guess, at=measured.at)
