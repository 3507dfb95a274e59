"""The results of claims, from the reports on their checks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from quizkit.bank import Bank, ClaimRef
from quizkit.model import Judgement, Measured, Report, Verdict, combine, judge_report
from quizkit.model.question import Claim
from quizkit.model.result import ClaimResult
from quizkit.verify.events import Failure


@dataclass(frozen=True, slots=True)
class MeasuredClaim:
    """A claim that a check decides, and its question's id."""

    question: str
    claim: Claim
    evidence: Measured

    @property
    def check(self) -> str:
        """The id of the check."""
        return self.evidence.check


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one seed of a check came to; `seconds` is wall time."""

    outcome: Report | Failure
    seconds: float
    cached: bool
    measured_at: datetime


def measured_claims(bank: Bank, refs: Sequence[ClaimRef]) -> list[MeasuredClaim]:
    """Those of the chosen claims that name a check, in their order.

    Raises:
        QuizkitError: a question cannot be read.
    """
    chosen: dict[str, set[str]] = {}
    for ref in refs:
        chosen.setdefault(ref.question, set()).add(ref.claim)
    return [
        MeasuredClaim(question, claim, claim.evidence)
        for question, ids in chosen.items()
        for claim in bank.question(question).claims
        if claim.id in ids and isinstance(claim.evidence, Measured)
    ]


def result(claim: MeasuredClaim, outcomes: Mapping[int, Outcome]) -> ClaimResult:
    """The result of a claim from what each seed came to; without any, its check is missing."""
    if not outcomes:
        missing = Judgement(Verdict.ERROR, (f"there is no check {claim.check!r}",))
        return _result(claim, missing, outcomes)
    judged = {seed: _judge(claim, o.outcome) for seed, o in outcomes.items()}
    reasons = [
        f"seed {seed}: {reason}" if len(judged) > 1 else reason
        for seed, judgement in judged.items()
        for reason in judgement.reasons
    ]
    verdict = combine(judgement.verdict for judgement in judged.values())
    return _result(claim, Judgement(verdict, tuple(reasons)), outcomes)


def skipped(claim: MeasuredClaim, needs: str) -> ClaimResult:
    """The result of a claim that was not measured, and what measuring it needs."""
    return _result(claim, Judgement(Verdict.SKIPPED, (needs,)), {})


def _judge(claim: MeasuredClaim, outcome: Report | Failure) -> Judgement:
    if isinstance(outcome, Failure):
        return Judgement(Verdict.ERROR, (outcome.reason,))
    return judge_report(outcome, claim.evidence.observations)


def _result(
    claim: MeasuredClaim, judged: Judgement, outcomes: Mapping[int, Outcome]
) -> ClaimResult:
    reports = tuple(o.outcome for o in outcomes.values() if isinstance(o.outcome, Report))
    lost = sum(o.seconds for o in outcomes.values() if isinstance(o.outcome, Failure))
    return ClaimResult(
        id=f"{claim.question}#{claim.claim.id}",
        question=claim.question,
        check=claim.check,
        myth=claim.claim.myth,
        says=claim.claim.says,
        verdict=judged.verdict,
        reasons=judged.reasons,
        names=claim.evidence.observations,
        reports=reports,
        seconds=lost + sum(report.seconds for report in reports),
        cached=bool(outcomes) and all(o.cached for o in outcomes.values()),
        measured_at=min((o.measured_at for o in outcomes.values()), default=None),
    )
