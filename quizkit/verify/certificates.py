"""From the reports of many seeds to the certificate of a check."""

import math
from collections.abc import Sequence
from statistics import median

from quizkit.bank.certificate import (
    CertifiedControl,
    CertifiedObservation,
    CheckCertificate,
    rounded,
)
from quizkit.model import Arm, Observation, Report, Verdict, combine, judge_arm, judge_report
from quizkit.model.verdict import addresses

MAX_REASONS = 6
"""Two hundred seeds may fail for the same reason."""


def certificate(
    reports: Sequence[Report], *, sources: str, evidence: str, torch: str
) -> CheckCertificate:
    """The certificate of the reports of the seeds 0, 1, …; the digests are of what was run."""
    judged = [judge_report(report) for report in reports]
    reasons = [
        f"seed {report.seed}: {reason}"
        for report, judgement in zip(reports, judged, strict=True)
        for reason in judgement.reasons
    ]
    verdict = combine(judgement.verdict for judgement in judged)
    first = reports[0]
    expected = addresses(first.claim)
    if odd := [r.seed for r in reports if addresses(r.claim) != expected]:
        verdict = Verdict.ERROR
        reasons.insert(0, f"seed {odd[0]} observes other things than seed 0")
    return CheckCertificate(
        sources=sources,
        evidence=evidence,
        torch=torch,
        seeds=len(reports),
        seconds=rounded(median(report.seconds for report in reports)),
        verdict=verdict,
        reasons=tuple(reasons[:MAX_REASONS]),
        observations=tuple(_observation(o, reports) for o in first.claim.observations),
        controls=tuple(
            _control(first.claim, [report.controls[i] for report in reports])
            for i in range(len(first.controls))
        ),
    )


def _observation(first: Observation, reports: Sequence[Report]) -> CertifiedObservation:
    found = [o for report in reports if (o := _at_address(report.claim, first))]
    return CertifiedObservation(
        name=first.name,
        at=first.at,
        value=rounded(first.value),
        low=rounded(first.low),
        high=rounded(first.high),
        headroom=_finite(median(o.headroom for o in found)),
        verdict=combine(o.verdict for o in found),
        premise=first.premise,
    )


def _control(claim: Arm, arms: Sequence[Arm]) -> CertifiedControl:
    """One control; `arms` has one arm for each seed."""
    others = {judge_arm(arm).verdict for arm in arms} - {Verdict.REFUTED}
    refuted = [{o.name for o in _refuted(arm)} for arm in arms]
    names = dict.fromkeys(o.name for o in claim.observations)
    values = [_at_address(arms[0], o) for o in claim.observations]
    return CertifiedControl(
        name=arms[0].control or "",
        verdict=combine(others) if others else Verdict.REFUTED,
        refuted=tuple(name for name in names if all(name in seed for seed in refuted)),
        distance=_finite(median(_distance(arm) for arm in arms)),
        values=tuple(o and rounded(o.value) for o in values),
    )


def _refuted(arm: Arm) -> list[Observation]:
    judged = () if arm.error else (o for o in arm.observations if not o.premise)
    return [o for o in judged if o.verdict is Verdict.REFUTED]


def _distance(arm: Arm) -> float:
    """How far the farthest refuted observation lies outside, in standard errors."""
    return max((-o.headroom for o in _refuted(arm)), default=0.0)


def _at_address(arm: Arm, like: Observation) -> Observation | None:
    return next((o for o in arm.observations if o.name == like.name and o.at == like.at), None)


def _finite(number: float) -> float | None:
    return rounded(number) if math.isfinite(number) else None
