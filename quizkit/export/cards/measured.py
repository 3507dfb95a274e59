"""What is known of the measurements behind the claims of a pack.

A verdict out of the cache of `verify` has reports, a date and a figure. Where there is none, the
pack's certificate stands in, as long as it was made of the sources that are there now.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from quizkit.bank import Bank
from quizkit.bank.certificate import CheckCertificate, evidence_digest
from quizkit.export.cards.card import Evidence, Picture
from quizkit.model.evidence import Report
from quizkit.model.question import Claim, Measured, Predict, Question
from quizkit.model.result import ClaimResult


@dataclass(frozen=True, slots=True)
class Value:
    """One measured number; the interval is (value, value) where none is known."""

    value: float
    low: float
    high: float
    target: str = ""


@dataclass(slots=True)
class Measurements:
    """The results and certificates that apply to a bank as it is now.

    `figures` fills with the figures of the claims that are asked for.
    """

    results: Mapping[str, ClaimResult]
    certificates: Mapping[str, CheckCertificate]
    draw: bool = True
    figures: dict[str, Picture] = field(default_factory=dict[str, Picture])
    _known: dict[str, Evidence | None] = field(default_factory=dict[str, Evidence | None])

    @classmethod
    def of(
        cls,
        bank: Bank,
        results: Iterable[ClaimResult],
        certificates: Mapping[str, CheckCertificate],
        *,
        draw: bool = True,
    ) -> "Measurements":
        """Of all certificates, those that were made of the present sources and evidence layer."""
        layer = evidence_digest() if certificates else ""
        valid = {
            check: certificate
            for check, certificate in certificates.items()
            if certificate.evidence == layer
            and (source := bank.checks.get(check))
            and certificate.sources == source.digest()
        }
        return cls({r.id: r for r in results if r.reports}, valid, draw)

    def evidence(self, question: Question, claim: Claim) -> Evidence | None:
        """What was measured of a claim; None where no check decides it, or nothing is known."""
        name = question.claim_id(claim)
        if name not in self._known:
            self._known[name] = self._evidence(question, claim)
        return self._known[name]

    def _evidence(self, question: Question, claim: Claim) -> Evidence | None:
        measured = claim.evidence
        if not isinstance(measured, Measured):
            return None
        told = (question.claim_id(claim), claim.says, claim.myth, claim.truth)
        if result := self.results.get(question.claim_id(claim)):
            first = result.reports[0]
            return Evidence(
                *told,
                verdict=result.verdict,
                measured_at=result.measured_at,
                versions=first.versions,
                device=first.device,
                seeds=len(result.reports),
                figure=self._figure(first, measured),
            )
        if certificate := self.certificates.get(measured.check):
            return Evidence(
                *told,
                verdict=certificate.verdict,
                measured_at=None,
                versions={"torch": certificate.torch},
                device="cpu",
                seeds=certificate.seeds,
            )
        return None

    def value(self, question: Question, claim: Claim, predict: Predict) -> Value | None:
        """The number that a claim asks to predict, on seed 0; None where it is not known."""
        if result := self.results.get(question.claim_id(claim)):
            report = result.reports[0]
            for arm in (report.claim, *report.controls):
                for o in arm.observations:
                    if arm.control == predict.control and _is_asked(o.name, o.at, predict):
                        return Value(o.value, o.low, o.high, str(o.target))
        if isinstance(claim.evidence, Measured):
            return _certified(self.certificates.get(claim.evidence.check), predict)
        return None

    def _figure(self, report: Report, measured: Measured) -> str:
        if not self.draw:
            return ""
        from quizkit.figure import figure_of, svg

        names = measured.observations
        if names and measured.predict:
            names = tuple(dict.fromkeys((*names, measured.predict.observation)))
        figure = figure_of(report, names)
        drawn = svg(figure)
        key = sha256(drawn.encode()).hexdigest()[:16]
        self.figures[key] = Picture(drawn, figure.describe())
        return key


def _certified(certificate: CheckCertificate | None, predict: Predict) -> Value | None:
    if certificate is None:
        return None
    index = certificate.find(predict.observation, predict.at)
    if index is None:
        return None
    if predict.control is None:
        o = certificate.observations[index]
        return Value(o.value, o.low, o.high)
    control = certificate.control(predict.control)
    if control is None or index >= len(control.values):
        return None
    value = control.values[index]
    return None if value is None else Value(value, value, value)


def _is_asked(name: str, at: Mapping[str, object], predict: Predict) -> bool:
    return name == predict.observation and dict(at) == dict(predict.at)
