"""What the certificate says: what changed after it, what is too weak, which addresses resolve."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from quizkit.bank.certificate import (
    MEND,
    CertifiedControl,
    CheckCertificate,
    evidence_digest,
    torch_version,
)
from quizkit.bank.fault import Fault, quoted
from quizkit.bank.files import script_path
from quizkit.bank.lint.context import Context
from quizkit.bank.lint.predictions import controls_exist, measurable, unknown_observation
from quizkit.bank.locate import Remark
from quizkit.bank.texts import Keys
from quizkit.errors import Place
from quizkit.model.evidence import Verdict
from quizkit.model.question import Measured, Question

HEADROOM = 10.0
"""Standard errors between a value and the edge of its target: then no seed misses (rule 14)."""


def certificates(context: Context) -> Iterator[Fault]:
    """The certificate is of these checks, this evidence layer, this torch; and is good."""
    if context.certificate is None:
        return
    bank = context.bank
    yield from _surroundings(context.certificate, bank.pack.certificate)
    for check_id in sorted(context.certificate.keys() - bank.checks.keys()):
        message = f"the certificate holds {quoted(check_id)}, which is no check of this pack"
        yield Fault(Place(bank.pack.certificate), message, MEND)
    for check_id in bank.checks:
        path = bank.pack.root / script_path(check_id)
        certificate = context.certificate.get(check_id)
        if certificate is None:
            yield Fault(Place(path), "this check is not certified", f"{MEND} {check_id}")
        elif check_id in context.changed_checks():
            message = "this check, or a helper of it, changed after its certificate"
            yield Fault(Place(path), message, f"{MEND} {check_id}")
        else:
            yield from (
                Fault(Place(path, line), m, h) for line, m, h in weaknesses(path, certificate)
            )


def addresses(context: Context, question: Question) -> Iterator[Remark]:
    """A claim's observations and its predict card name what the check observes."""
    for i, claim in enumerate(question.claims):
        evidence = claim.evidence
        if not isinstance(evidence, Measured) or evidence.check not in context.bank.checks:
            continue
        keys: Keys = ("claims", i)
        if evidence.predict:
            controls = context.bank.checks[evidence.check].controls
            inner = (*keys, "predict")
            yield from controls_exist(evidence.check, controls, inner, evidence.predict)
        certificate = (context.certificate or {}).get(evidence.check)
        if certificate is None or evidence.check in context.changed_checks():
            continue
        for j, name in enumerate(evidence.observations):
            yield from unknown_observation(certificate, (*keys, "observations", j), name)
        if evidence.predict:
            yield from measurable(certificate, (*keys, "predict"), evidence.predict)


def _surroundings(certified: Mapping[str, CheckCertificate], path: Path) -> Iterator[Fault]:
    now = evidence_digest()
    if old := sum(c.evidence != now for c in certified.values()):
        message = f"the evidence layer changed after the certificate of {old} checks"
        yield Fault(Place(path), message, MEND)
    torch = torch_version()
    if other := {c.torch for c in certified.values() if torch and c.torch != torch}:
        old = sum(c.torch in other for c in certified.values())
        message = f"{old} checks were certified with torch {', '.join(sorted(other))}, not {torch}"
        yield Fault(Place(path), message, MEND)


def weaknesses(path: Path, certificate: CheckCertificate) -> Iterator[tuple[int, str, str]]:
    """Line, message and hint for each thing that a good certificate does not show."""
    source = path.read_text(encoding="utf-8").splitlines()

    def line(name: str) -> int:
        return next((n for n, text in enumerate(source, 1) if name in text), 0)

    if certificate.verdict is not Verdict.SUPPORTED:
        reasons = "; ".join(certificate.reasons)
        yield 0, f"the certificate's verdict is {certificate.verdict}: {reasons}", ""
    low: dict[str, float] = {}
    for o in certificate.observations:
        if o.headroom is not None and o.headroom < low.get(o.name, HEADROOM):
            low[o.name] = o.headroom
    for name, headroom in low.items():
        message = f"{quoted(name)} has headroom {headroom:.2g}; at least {HEADROOM:g} is needed"
        yield line(name), message, "draw more units, or widen the margin if that is what is claimed"
    touched = {name for control in certificate.controls for name in control.refuted}
    judged = dict.fromkeys(o.name for o in certificate.observations if not o.premise)
    for name in judged:
        if name not in touched:
            hint = "add a control that breaks it, or make it a premise or a lab.record"
            yield line(name), f"no control refutes {quoted(name)}", hint
    for control in certificate.controls:
        yield from ((line(control.name), m, h) for m, h in _weak_control(control))


def _weak_control(control: CertifiedControl) -> Iterator[tuple[str, str]]:
    if control.verdict is not Verdict.REFUTED:
        hint = "a control is a mistake that the check must catch on every seed"
        yield f"the control {quoted(control.name)} is {control.verdict}", hint
    elif control.distance is not None and control.distance < HEADROOM:
        message = f"the control {quoted(control.name)} lies {control.distance:.2g} standard errors"
        yield f"{message} outside; at least {HEADROOM:g} are needed", "make the mistake larger"
