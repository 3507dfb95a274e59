"""What is known of the measurements behind the claims of a pack.

A verdict out of the cache of `verify` has reports, a date and a figure. Where there is none, the
pack's certificate stands in, as long as it was made of the sources that are there now.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from quizkit.bank import Bank
from quizkit.bank.certificate import CheckCertificate, evidence_digest
from quizkit.export.cards.card import Evidence, Picture
from quizkit.model.chinese import NO_CHINESE, Chinese
from quizkit.model.evidence import Observation, Report
from quizkit.model.question import (
    Address,
    Claim,
    Measured,
    Predict,
    PredictCurve,
    PredictOrder,
    Question,
)
from quizkit.model.result import ClaimResult
from quizkit.model.text import Lang, Text

if TYPE_CHECKING:
    from quizkit.figure import Figure


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

    `draw` names the languages in which figures are drawn, and `chinese` gives a check's names.
    `figures` fills with the figures of the claims that are asked for.
    """

    results: Mapping[str, ClaimResult]
    certificates: Mapping[str, CheckCertificate]
    draw: Collection[Lang] = ()
    chinese: Callable[[str], Chinese] = lambda _: NO_CHINESE
    figures: dict[str, Picture] = field(default_factory=dict[str, Picture])
    _known: dict[str, Evidence | None] = field(default_factory=dict[str, Evidence | None])

    @classmethod
    def of(
        cls,
        bank: Bank,
        results: Iterable[ClaimResult],
        certificates: Mapping[str, CheckCertificate],
        *,
        draw: Collection[Lang] = (Lang.EN, Lang.ZH),
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
        return cls({r.id: r for r in results if r.reports}, valid, draw, bank.chinese)

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
                figure=self._figure(first, measured, claim.truth or claim.says),
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

    def value(self, question: Question, claim: Claim, address: Address) -> Value | None:
        """The number at an address of a claim's check, on seed 0; None where it is not known."""
        for control, o in self._observed(question, claim):
            if (control, o.name, dict(o.at)) == (
                address.control,
                address.observation,
                dict(address.at),
            ):
                return Value(o.value, o.low, o.high, str(o.target))
        if isinstance(claim.evidence, Measured):
            return _certified(self.certificates.get(claim.evidence.check), address)
        return None

    def curve(
        self, question: Question, claim: Claim, predict: PredictCurve
    ) -> list[tuple[float, Value]]:
        """The numbers along a sweep, in its order; empty where they are not known."""
        address, along = predict.address, predict.along
        points = [dict(o.at) for control, o in self._observed(question, claim) if control is None]
        if not points and isinstance(claim.evidence, Measured):
            certificate = self.certificates.get(claim.evidence.check)
            points = [dict(o.at) for o in certificate.observations] if certificate else []
        found: dict[float, Value] = {}
        for at in points:
            x = at.get(along)
            if isinstance(x, int | float) and {**at, along: 0} == {**address.at, along: 0}:
                here = Address(address.observation, at, address.control)
                if value := self.value(question, claim, here):
                    found[float(x)] = value
        return sorted(found.items())

    def _observed(
        self, question: Question, claim: Claim
    ) -> Iterator[tuple[str | None, Observation]]:
        """What the last report on a claim's check observed, with the arm."""
        if result := self.results.get(question.claim_id(claim)):
            report = result.reports[0]
            for arm in (report.claim, *report.controls):
                yield from ((arm.control, o) for o in arm.observations)

    def _figure(self, report: Report, measured: Measured, true: Text) -> Text | None:
        if not self.draw:
            return None
        from quizkit.figure import figures_of

        names = measured.observations
        if names and measured.predict:
            names = tuple(dict.fromkeys((*names, *_asked(measured.predict))))
        figures = figures_of(report, {**self.chinese(measured.check), report.title: true.zh}, names)
        keys = [self._drawn(figures.read(lang)) for lang in self.draw]
        return Text(keys[0], keys[-1])

    def _drawn(self, figure: "Figure") -> str:
        from quizkit.figure import describe, svg

        drawn = svg(figure)
        key = sha256(drawn.encode()).hexdigest()[:16]
        self.figures[key] = Picture(drawn, describe(figure))
        return key


def _asked(predict: Predict) -> list[str]:
    """The names of the observations that a prediction is about."""
    if isinstance(predict, PredictOrder):
        return [item.address.observation for item in predict.items]
    return [predict.address.observation]


def _certified(certificate: CheckCertificate | None, address: Address) -> Value | None:
    if certificate is None:
        return None
    index = certificate.find(address.observation, address.at)
    if index is None:
        return None
    if address.control is None:
        o = certificate.observations[index]
        return Value(o.value, o.low, o.high)
    control = certificate.control(address.control)
    if control is None or index >= len(control.values):
        return None
    value = control.values[index]
    return None if value is None else Value(value, value, value)
