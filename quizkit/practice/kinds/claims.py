"""What the kinds have in common that ask about one claim: finding it, telling it, flipping it."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from quizkit.errors import QuizkitError
from quizkit.model.chinese import Chinese, point_told, told
from quizkit.model.evidence import Arm, Observation, Report, Verdict
from quizkit.model.question import (
    Claim,
    Measured,
    Predict,
    PredictCurve,
    PredictOrder,
    Question,
)
from quizkit.model.review import CardId
from quizkit.model.text import Text
from quizkit.model.verdict import judge_arm
from quizkit.model.verdict_words import VERDICTS
from quizkit.practice.checks import Checks
from quizkit.practice.kinds.kind import Flipped
from quizkit.practice.number import exactly

if TYPE_CHECKING:
    from quizkit.bank import Summary
    from quizkit.figure import Figures

OWN = ""
"""The claim's own arm, among the arms that a back offers to run."""
MOST = 3
"""Refuted observations that are told one by one."""


def check_of(summary: "Summary", card: CardId) -> str | None:
    """The check of the claim that a card asks about."""
    return next((claim.check for claim in summary.claims if claim.id == card.claim), None)


def measured_claim(question: Question, card: CardId) -> tuple[Claim, Measured]:
    """The claim that a card asks about, and its evidence.

    Raises:
        QuizkitError: the question has no such claim any more, or no check decides it.
    """
    for claim in question.claims:
        if claim.id == card.claim and isinstance(claim.evidence, Measured):
            return claim, claim.evidence
    raise QuizkitError(
        f"{question.id} no longer has a measured claim {card.claim!r}",
        zh=f"{question.id} 中不再有可实测的论断 {card.claim!r}",
    )


def content_of(claim: Claim, evidence: Measured, predict: Predict | None = None) -> str:
    """What a card asks of a claim, without what only words it: line breaks and spaces.

    `predict` is given where the card asks for that.
    """
    told = [claim.says, claim.truth, claim.when]
    asked: list[object] = []
    if predict is not None:
        told += _words(predict)
        asked = [type(predict).__name__, *_addresses(predict)]
        if isinstance(predict, PredictCurve):
            asked.append(predict.along)
    words = [[" ".join(t.en.split()), " ".join(t.zh.split())] for t in told if t]
    return json.dumps([claim.myth, evidence.check, asked, words], ensure_ascii=False)


def _words(predict: Predict) -> list[Text]:
    labels = [i.label for i in predict.items] if isinstance(predict, PredictOrder) else []
    return [predict.ask, *labels]


def _addresses(predict: Predict) -> list[list[object]]:
    if isinstance(predict, PredictOrder):
        addresses = [item.address for item in predict.items]
    else:
        addresses = [predict.address]
    return [[a.observation, sorted(a.at.items()), a.control] for a in addresses]


def claim_told(claim: Claim) -> Text:
    """The claim as it is told, and for a myth what is right."""
    if not claim.myth or claim.truth is None:
        return Text(f"*The claim:* {claim.says.en}", f"*论断：* {claim.says.zh}")
    parts = [
        Text(f"*Widely told:* {claim.says.en}", f"*流传的说法：* {claim.says.zh}"),
        Text(f"*In truth:* {claim.truth.en}", f"*事实是：* {claim.truth.zh}"),
    ]
    if claim.when:
        parts.append(Text(f"*It holds when* {claim.when.en}", f"*成立的条件：* {claim.when.zh}"))
    return paragraphs(parts)


def paragraphs(parts: Sequence[Text]) -> Text:
    """Texts as paragraphs of one."""
    return Text("\n\n".join(p.en for p in parts), "\n\n".join(p.zh for p in parts))


def measured_told(observation: Observation) -> str:
    """A value with its interval, where it has one."""
    value = exactly(observation.value)
    if observation.low == observation.high:
        return f"**{value}**"
    return f"**{value}** [{exactly(observation.low)}, {exactly(observation.high)}]"


def flips(check: str, asked: str | None, checks: Checks) -> tuple[str, ...]:
    """The arms that can be run after the one that was asked about."""
    arms = [OWN, *checks.controls(check)]
    return tuple(arm for arm in arms if arm != (asked or OWN))


def flipped_report(claim: Claim, evidence: Measured, arm: str, checks: Checks) -> Flipped:
    """What one control of a whole report came to."""
    report, chinese = checks.report(evidence.check), checks.chinese(evidence.check)
    found = next((a for a in report.controls if a.control == arm), None)
    if found is None:
        raise QuizkitError(
            f"the check has no control {arm!r}",
            hint="run: quizkit bank lint",
            zh=f"检验程序没有对照 {arm!r}",
            hint_zh="运行 quizkit bank lint",
        )
    if found.error:
        raise QuizkitError(
            f"the control {arm!r} breaks: {found.error}", zh=f"对照 {arm!r} 出错：{found.error}"
        )
    figure = report_figure(claim, evidence, report, chinese, (found,))
    return Flipped(arm_told(found, chinese), figure)


def arm_told(arm: Arm, chinese: Chinese) -> Text:
    """That a control was run, what became of it, and by which observations."""
    verdict = VERDICTS[judge_arm(arm).verdict]
    refuted = [o for o in arm.observations if o.verdict is Verdict.REFUTED and not o.premise]
    head = Text(
        f"With one thing made wrong, “{arm.control}”, the claim is **{verdict.en}**.",
        f"故意改错一处（“{told(arm.control or '', chinese)}”）后，论断**{verdict.zh}**。",
    )
    return paragraphs([head, *listed([observation_told(o, chinese) for o in refuted[:MOST]])])


def listed(items: Sequence[Text]) -> list[Text]:
    """Texts as one list, or none."""
    en = "\n".join(f"- {item.en}" for item in items)
    zh = "\n".join(f"- {item.zh}" for item in items)
    return [Text(en, zh)] if items else []


def observation_told(observation: Observation, chinese: Chinese) -> Text:
    """One observation against what the claim says of it."""
    where = ", ".join(f"{k} = {v}" for k, v in observation.at.items())
    at = f" ({where})" if where else ""
    zh = "，".join(f"{k} = {v}" for k, v in point_told(observation.at, chinese).items())
    zh = told(observation.name, chinese) + (f"（{zh}）" if zh else "")
    value = measured_told(observation)
    return Text(
        f"{observation.name}{at}: {value}, where the claim says {observation.target}.",
        f"{zh}：{value}，论断要求 {observation.target}。",
    )


def report_figure(
    claim: Claim,
    evidence: Measured,
    report: Report,
    chinese: Chinese,
    controls: tuple[Arm, ...] | None = None,
) -> "Figures":
    """The figures of what decides a claim; all controls, or the given ones.

    The Chinese one is headed by what is true in Chinese: a check has no title of its own there.
    """
    from dataclasses import replace

    from quizkit.figure import figures_of

    shown = report if controls is None else replace(report, controls=controls)
    title = {report.title: (claim.truth or claim.says).zh}
    return figures_of(shown, {**chinese, **title}, evidence.observations)
