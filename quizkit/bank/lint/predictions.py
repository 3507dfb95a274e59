"""What a claim asks to be predicted can be measured, and has one right answer."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from quizkit.bank.certificate import CheckCertificate
from quizkit.bank.fault import did_you_mean, quoted
from quizkit.bank.locate import Remark
from quizkit.bank.texts import Keys
from quizkit.model.course import course, in_order
from quizkit.model.question import (
    Address,
    Predict,
    PredictCurve,
    PredictNumber,
    PredictOrder,
    Scalar,
)

FEWEST = 3
"""Points that a curve needs to have a course."""


@dataclass(frozen=True, slots=True)
class _Value:
    value: float
    low: float
    high: float


def controls_exist(
    check: str, controls: Sequence[str], keys: Keys, predict: Predict
) -> Iterator[Remark]:
    """Every control that is asked about is one of the check's."""
    # A check whose controls cannot be read has that fault of its own.
    for inner, address in _addresses(predict):
        control = address.control
        if control is not None and controls and control not in controls:
            message = f"{check} has no control {quoted(control)}"
            yield Remark((*keys, *inner, "control"), message, did_you_mean(control, controls))


def measurable(certificate: CheckCertificate, keys: Keys, predict: Predict) -> Iterator[Remark]:
    """Every number that is asked for stands in the certificate, and the answer is clear."""
    if isinstance(predict, PredictCurve):
        yield from _curve(certificate, keys, predict)
        return
    remarks = [
        remark
        for inner, address in _addresses(predict)
        for remark in _address(certificate, (*keys, *inner), address)
    ]
    yield from remarks
    if isinstance(predict, PredictOrder) and not remarks:
        yield from _order(certificate, keys, predict)


def unknown_observation(certificate: CheckCertificate, keys: Keys, name: str) -> Iterator[Remark]:
    """The check observes something of this name."""
    names = list(dict.fromkeys(o.name for o in certificate.observations))
    if name not in names:
        message = f"the check has no observation {quoted(name)}"
        yield Remark(keys, message, did_you_mean(name, names))


def _addresses(predict: Predict) -> list[tuple[Keys, Address]]:
    match predict:
        case PredictNumber() | PredictCurve():
            return [((), predict.address)]
        case PredictOrder():
            return [(("order", i), item.address) for i, item in enumerate(predict.items)]


def _address(certificate: CheckCertificate, keys: Keys, address: Address) -> Iterator[Remark]:
    strangers = list(unknown_observation(certificate, (*keys, "observation"), address.observation))
    yield from strangers
    if strangers:
        return
    if certificate.find(address.observation, address.at) is None:
        points = [_point(o.at) for o in certificate.observations if o.name == address.observation]
        message = f"{quoted(address.observation)} is not observed at {_point(address.at)}"
        yield Remark((*keys, "at"), message, f"it is observed at {', '.join(points[:8])}")
    elif _value(certificate, address.observation, address.at, address.control) is None:
        message = f"the control {quoted(address.control or '')} gives no number there"
        yield Remark((*keys, "control"), message, "ask for another sweep point or control")


def _curve(certificate: CheckCertificate, keys: Keys, predict: PredictCurve) -> Iterator[Remark]:
    address = predict.address
    strangers = list(unknown_observation(certificate, (*keys, "observation"), address.observation))
    yield from strangers
    if strangers:
        return
    points = [
        (x, value)
        for o in certificate.observations
        if o.name == address.observation
        and {**o.at, predict.along: None} == {**address.at, predict.along: None}
        if isinstance(x := o.at.get(predict.along), int | float)
        if (value := _value(certificate, o.name, o.at, address.control))
    ]
    if len(points) < FEWEST:
        message = f"{quoted(address.observation)} has {len(points)} numbers along {predict.along}"
        hint = f"a curve needs {FEWEST} points on a sweep of numbers; fix the other sweeps in at"
        yield Remark((*keys, "along"), message, hint)
    elif course([value for _, value in sorted(points, key=lambda pair: pair[0])]) is None:
        message = "this curve turns more than once"
        yield Remark((*keys, "along"), message, "ask for a number or an order instead")


def _order(certificate: CheckCertificate, keys: Keys, predict: PredictOrder) -> Iterator[Remark]:
    addresses = [item.address for item in predict.items]
    found = [_value(certificate, a.observation, a.at, a.control) for a in addresses]
    values = sorted((v for v in found if v), key=lambda v: v.value)
    if not in_order(values):
        told = ", ".join(f"{v.value:.4g}" for v in values)
        message = f"no clear order: {told}"
        yield Remark((*keys, "order"), message, "ask only for numbers that clearly differ")


def _value(
    certificate: CheckCertificate, name: str, at: Mapping[str, Scalar], control: str | None
) -> _Value | None:
    """What was certified at an address; a control's value has no interval there."""
    index = certificate.find(name, at)
    if index is None:
        return None
    if control is None:
        own = certificate.observations[index]
        return _Value(own.value, own.low, own.high)
    arm = certificate.control(control)
    number = arm.values[index] if arm and index < len(arm.values) else None
    return None if number is None else _Value(number, number, number)


def _point(at: Mapping[str, Scalar]) -> str:
    """A sweep point as one writes it in YAML: a text in quotes."""
    written = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in at.items())
    return "{" + ", ".join(written) + "}"
