"""myth: a claim is shown. True, false, or only under a condition? Then its check is run."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quizkit.model.evidence import Report, Verdict
from quizkit.model.question import Claim, Question
from quizkit.model.review import CardId, Rating
from quizkit.model.text import Text
from quizkit.model.verdict import judge_report
from quizkit.model.verdict_words import VERDICTS
from quizkit.practice.checks import Checks
from quizkit.practice.kinds.claims import (
    OWN,
    check_of,
    claim_told,
    content_of,
    flipped_report,
    flips,
    measured_claim,
    paragraphs,
    report_figure,
)
from quizkit.practice.kinds.kind import Back, Choose, Flipped, Front, Given, Shuffle
from quizkit.practice.matching import Matcher

if TYPE_CHECKING:
    from quizkit.bank import Summary

PROMPT = Text("Is this true as it stands?", "这句话本身成立吗？")
TRUE, FALSE, CONDITIONAL = range(3)
OPTIONS = (
    Text("true as it stands", "成立"),
    Text("false", "不成立"),
    Text("only under a condition that it does not name", "只在某个它没有说明的条件下成立"),
)
"""Always in this order: they are the same on every card."""


class MythKind:
    """One card for each claim that a check decides."""

    name = "myth"
    title = Text("myth or true", "真伪")

    def cards(self, summary: "Summary") -> Iterator[CardId]:
        """One for each measured claim."""
        for claim in summary.claims:
            if claim.check is not None:
                yield CardId(self.name, summary.id, claim.id)

    def check(self, summary: "Summary", card: CardId) -> str | None:
        """The check of the claim."""
        return check_of(summary, card)

    def content(self, question: Question, card: CardId) -> str:
        """The claim."""
        return content_of(*measured_claim(question, card))

    def front(self, question: Question, card: CardId, shuffle: Shuffle) -> Front:
        """The sentence, the question that it belongs to, and the three answers."""
        claim, evidence = measured_claim(question, card)
        ask = Choose(OPTIONS, tuple(range(len(OPTIONS))), evidence.check)
        return Front(PROMPT, ask, passage=claim.says, source=question.question)

    def back(self, given: Given, checks: Checks, matcher: Matcher) -> Back:
        """What is right, and what the check measures now; the grade suggested is Good or Again."""
        picked = given.response
        if not isinstance(picked, int):
            raise TypeError("a myth card is answered with the place of an option")
        claim, evidence = measured_claim(given.question, given.card)
        report = checks.report(evidence.check)
        right, names = _right(claim), evidence.observations
        return Back(
            answer=paragraphs([claim_told(claim), _measured(report, claim, names)]),
            outcome=_told(picked, right),
            figure=report_figure(claim, evidence, report, checks.chinese(evidence.check)),
            suggested=Rating.GOOD if picked == right else Rating.AGAIN,
            detail={"option": picked, "right": right},
            flips=tuple(arm for arm in flips(evidence.check, None, checks) if arm != OWN),
        )

    def flip(self, given: Given, arm: str, checks: Checks) -> Flipped:
        """The control, whole."""
        claim, evidence = measured_claim(given.question, given.card)
        return flipped_report(claim, evidence, arm, checks)


def _right(claim: Claim) -> int:
    if not claim.myth:
        return TRUE
    return CONDITIONAL if claim.when else FALSE


def _told(picked: int, right: int) -> Text:
    if picked == right:
        return Text(f"**Right:** {OPTIONS[right].en}.", f"**正确：** {OPTIONS[right].zh}。")
    return Text(
        f"You said “{OPTIONS[picked].en}”. **It is: {OPTIONS[right].en}.**",
        f"你的回答是“{OPTIONS[picked].zh}”。**正确答案：{OPTIONS[right].zh}。**",
    )


def _measured(report: Report, claim: Claim, names: tuple[str, ...]) -> Text:
    """What was just measured; for a myth the check demonstrates the truth that corrects it."""
    verdict = judge_report(report, names).verdict
    word = VERDICTS[verdict]
    refuted = len(report.controls)
    if verdict is not Verdict.SUPPORTED:
        return Text(
            f"Measured just now, the check came out **{word.en}**: do not rely on it.",
            f"刚才的实测结果是**{word.zh}**：请勿以此为据。",
        )
    en = "the correction is supported" if claim.myth else "the claim is supported"
    zh = "更正后的说法成立" if claim.myth else "论断成立"
    return Text(
        f"Measured just now: {en}, and all {refuted} controls are refuted.",
        f"刚才的实测：{zh}，{refuted} 个对照全部被推翻。",
    )
