"""A prediction of an order: several numbers of a check, the smallest first."""

from collections.abc import Sequence

from quizkit.errors import QuizkitError
from quizkit.model.course import in_order
from quizkit.model.evidence import Arm, Observation, Report
from quizkit.model.question import Address, Claim, Measured, PredictOrder
from quizkit.model.review import Rating
from quizkit.model.text import Text
from quizkit.practice.checks import Checks
from quizkit.practice.kinds.claims import (
    OWN,
    claim_told,
    flips,
    listed,
    measured_told,
    paragraphs,
    report_figure,
)
from quizkit.practice.kinds.kind import Arrange, Back, Front, Given, Shuffle


def front(predict: PredictOrder, evidence: Measured, shuffle: Shuffle) -> Front:
    """The items, shuffled."""
    keys = shuffle(len(predict.items))
    items = tuple(predict.items[k].label for k in keys)
    return Front(predict.ask, Arrange(items, keys, evidence.check))


def back(
    given: Given, claim: Claim, evidence: Measured, predict: PredictOrder, checks: Checks
) -> Back:
    """The order committed against the one measured."""
    ask, places = given.front.ask, given.response
    if not isinstance(ask, Arrange) or not isinstance(places, tuple):
        raise TypeError("this card is answered with the places of all items")
    report = checks.report(evidence.check)
    values = [observation_at(report, item.address) for item in predict.items]
    right = sorted(range(len(values)), key=lambda i: values[i].value)
    if not in_order([values[i] for i in right]):
        raise QuizkitError(
            "what was measured has no clear order",
            hint="run: quizkit bank lint",
            zh="实测结果没有明确的顺序",
            hint_zh="运行 quizkit bank lint",
        )
    said = [ask.keys[place] for place in places]
    rating = _rating(said, right)
    return Back(
        answer=claim_told(claim),
        outcome=_told(predict, values, said, right),
        figure=report_figure(claim, evidence, report, checks.chinese(evidence.check)),
        suggested=rating,
        detail={"order": said, "right": right},
        flips=tuple(arm for arm in flips(evidence.check, None, checks) if arm != OWN),
    )


def _rating(said: Sequence[int], right: Sequence[int]) -> Rating:
    """Good for the order itself; Hard where two neighbours of three or more changed places."""
    if list(said) == list(right):
        return Rating.GOOD
    wrong = [i for i, (a, b) in enumerate(zip(said, right, strict=True)) if a != b]
    neighbours = len(wrong) == 2 and wrong[1] == wrong[0] + 1
    return Rating.HARD if neighbours and len(right) > 2 else Rating.AGAIN


def _told(
    predict: PredictOrder, values: Sequence[Observation], said: Sequence[int], right: Sequence[int]
) -> Text:
    labels = [item.label for item in predict.items]
    yours = Text(" < ".join(labels[i].en for i in said), " < ".join(labels[i].zh for i in said))
    lines = [
        Text(
            f"{labels[i].en}: {measured_told(values[i])}",
            f"{labels[i].zh}：{measured_told(values[i])}",
        )
        for i in right
    ]
    head = Text(
        f"You said {yours.en}. Measured, the smallest first:",
        f"你的顺序是 {yours.zh}。实测从小到大为：",
    )
    return paragraphs([head, *listed(lines)])


def observation_at(report: Report, address: Address) -> Observation:
    """The observation of a report at an address.

    Raises:
        QuizkitError: there is none, or its arm broke.
    """
    arm = next((a for a in arms(report) if a.control == address.control), None)
    if arm is not None and arm.error:
        raise QuizkitError(f"the check breaks: {arm.error}", zh=f"检验程序出错：{arm.error}")
    for observation in arm.observations if arm else ():
        if observation.name == address.observation and observation.at == address.at:
            return observation
    raise QuizkitError(
        f"the check no longer observes {address.observation!r} there",
        hint="run: quizkit bank lint",
        zh=f"检验程序在那里不再观测 {address.observation!r}",
        hint_zh="运行 quizkit bank lint",
    )


def arms(report: Report) -> tuple[Arm, ...]:
    """The claim's arm and the controls'."""
    return (report.claim, *report.controls)
