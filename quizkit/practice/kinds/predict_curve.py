"""A prediction of a course: which way an observation goes along a sweep."""

from collections.abc import Sequence

from quizkit.errors import QuizkitError
from quizkit.model.chinese import told
from quizkit.model.course import COURSES, Course, course
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

Point = tuple[float, Observation]
"""A place along the sweep, and what was observed there."""


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
        raise QuizkitError(
            "what was measured has no clear course",
            hint="run: quizkit bank lint",
            zh="实测结果没有明确的走向",
            hint_zh="运行 quizkit bank lint",
        )
    said = tuple(COURSES)[picked]
    return Back(
        answer=claim_told(claim),
        outcome=_told(said, went, points, _along(predict.along, evidence, checks)),
        figure=report_figure(claim, evidence, report, checks.chinese(evidence.check)),
        suggested=Rating.GOOD if said is went else Rating.AGAIN,
        detail={"course": said.value, "right": went.value},
        flips=tuple(arm for arm in flips(evidence.check, None, checks) if arm != OWN),
    )


def _told(said: Course, went: Course, points: Sequence[Point], along: Text) -> Text:
    """The course committed against the one measured, at its ends and where it turns."""
    was, turn = COURSES[went], _turning_point(went, points)
    stops = [points[0], *([turn] if turn else []), points[-1]]
    values = [(measured_told(observation), f"= {x:g}") for x, observation in stops]
    en = " to ".join(f"{value} at {along.en} {at}" for value, at in values)
    zh = "，".join(f"{along.zh} {at} 时为 {value}" for value, at in values)
    return Text(
        f"You said that {COURSES[said].en}. Measured: **{was.en}**, from {en}.",
        f"你的预测是“{COURSES[said].zh}”，实测为**{was.zh}**：{zh}。",
    )


def _along(along: str, evidence: Measured, checks: Checks) -> Text:
    return Text(along, told(along, checks.chinese(evidence.check)))


def _turning_point(went: Course, points: Sequence[Point]) -> Point | None:
    """The highest point of a peak, the lowest of a dip; None for a course that does not turn."""

    def value(point: Point) -> float:
        return point[1].value

    match went:
        case Course.PEAKS:
            return max(points, key=value)
        case Course.DIPS:
            return min(points, key=value)
        case Course.RISES | Course.FALLS | Course.LEVEL:
            return None


def _points(report: Report, predict: PredictCurve) -> list[Point]:
    """The observations along the sweep, in its order."""
    address, along = predict.address, predict.along
    arm = next((a for a in arms(report) if a.control == address.control), None)
    if arm is not None and arm.error:
        raise QuizkitError(f"the check breaks: {arm.error}", zh=f"检验程序出错：{arm.error}")
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
            zh=f"检验程序不再沿 {along} 观测 {address.observation!r}",
            hint_zh="运行 quizkit bank lint",
        )
    return sorted(points, key=lambda pair: pair[0])
