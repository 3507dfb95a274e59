"""A prediction of a course: which way an observation goes along a sweep."""

from quizkit.errors import QuizkitError
from quizkit.model.course import Course, course
from quizkit.model.evidence import Observation, Report
from quizkit.model.question import Claim, Measured, PredictCurve
from quizkit.model.review import Rating
from quizkit.model.text import Text
from quizkit.practice.checks import Checks
from quizkit.practice.kinds.claims import (
    OWN,
    claim_told,
    flips,
    measured_told,
    report_figure,
)
from quizkit.practice.kinds.kind import Back, Choose, Front, Given
from quizkit.practice.kinds.predict_order import arms

COURSES = {
    Course.RISES: Text("it rises", "上升"),
    Course.FALLS: Text("it falls", "下降"),
    Course.LEVEL: Text("it stays level", "基本不变"),
    Course.PEAKS: Text("it rises, then falls", "先升后降"),
    Course.DIPS: Text("it falls, then rises", "先降后升"),
}
"""Always offered in this order: a course has no other mistakes than the other courses."""


def front(predict: PredictCurve, evidence: Measured) -> Front:
    """The five courses."""
    options = tuple(COURSES.values())
    return Front(predict.ask, Choose(options, tuple(range(len(options))), evidence.check))


def back(
    given: Given, claim: Claim, evidence: Measured, predict: PredictCurve, checks: Checks
) -> Back:
    """The course committed against the one measured; the grade suggested is Good or Again."""
    picked = given.response
    if not isinstance(picked, int):
        raise TypeError("this card is answered with the place of a course")
    report = checks.report(evidence.check)
    points = _points(report, predict)
    went = course([observation for _, observation in points])
    if went is None:
        raise QuizkitError("what was measured has no clear course", hint="run: quizkit bank lint")
    said, was = tuple(COURSES)[picked], COURSES[went]
    (x0, first), (x1, last) = points[0], points[-1]
    along = predict.along
    told = Text(
        f"You said that {COURSES[said].en}. Measured: **{was.en}**, from {measured_told(first)} "
        f"at {along} = {x0:g} to {measured_told(last)} at {along} = {x1:g}.",
        f"你的预测是“{COURSES[said].zh}”，实测为**{was.zh}**：{along} = {x0:g} 时为 "
        f"{measured_told(first)}，{along} = {x1:g} 时为 {measured_told(last)}。",
    )
    return Back(
        answer=claim_told(claim),
        outcome=told,
        figure=report_figure(evidence, report),
        suggested=Rating.GOOD if said is went else Rating.AGAIN,
        detail={"course": said.value, "right": went.value},
        flips=tuple(arm for arm in flips(evidence.check, None, checks) if arm != OWN),
    )


def _points(report: Report, predict: PredictCurve) -> list[tuple[float, Observation]]:
    """The observations along the sweep, in its order."""
    address, along = predict.address, predict.along
    arm = next((a for a in arms(report) if a.control == address.control), None)
    if arm is not None and arm.error:
        raise QuizkitError(f"the check breaks: {arm.error}")
    points = [
        (float(x), o)
        for o in (arm.observations if arm else ())
        if o.name == address.observation and {**o.at, along: 0} == {**address.at, along: 0}
        if isinstance(x := o.at.get(along), int | float)
    ]
    if not points:
        raise QuizkitError(
            f"the check no longer observes {address.observation!r} along {along}",
            hint="run: quizkit bank lint",
        )
    return sorted(points, key=lambda pair: pair[0])
