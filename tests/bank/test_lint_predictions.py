"""Lint says when a prediction has no clear answer, or asks for what is not measured."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from quizkit.bank.certificate import CertifiedControl, CertifiedObservation, CheckCertificate
from quizkit.bank.lint.predictions import controls_exist, measurable
from quizkit.model.evidence import Verdict
from quizkit.model.question import (
    Address,
    Item,
    Predict,
    PredictCurve,
    PredictNumber,
    PredictOrder,
    Scalar,
)
from quizkit.model.text import Text

ASK = Text("What?", "什么？")
WIDTHS = (16, 64, 256)
NAME = "score variance"


def certified(
    own: Sequence[float] = (1.0, 1.0, 1.0), error: float = 0.05, **controls: Sequence[float | None]
) -> CheckCertificate:
    observations = tuple(
        CertifiedObservation(
            NAME, {"d_k": d, "heads": 1}, v, v - error, v + error, 9.0, Verdict.SUPPORTED, False
        )
        for d, v in zip(WIDTHS, own, strict=True)
    )
    arms = tuple(
        CertifiedControl(name, Verdict.REFUTED, (NAME,), 9.0, tuple(values))
        for name, values in {"unscaled": (16.0, 64.0, 256.0), **controls}.items()
    )
    return CheckCertificate("", "", "", 5, 0.1, Verdict.SUPPORTED, (), observations, arms)


def at(d_k: int = 64, control: str | None = None, name: str = NAME, **more: Scalar) -> Address:
    return Address(name, {"d_k": d_k, "heads": 1, **more}, control)


def told(predict: Predict, certificate: CheckCertificate | None = None) -> list[str]:
    remarks = measurable(certificate or certified(), ("predict",), predict)
    return [f"{'.'.join(map(str, r.keys))}: {r.message}" for r in remarks]


def order(*addresses: Address) -> PredictOrder:
    return PredictOrder(ASK, tuple(Item(ASK, address) for address in addresses))


def curve(along: str = "d_k", control: str | None = None, name: str = NAME) -> PredictCurve:
    return PredictCurve(ASK, along, Address(name, {"heads": 1}, control))


def test_what_is_measured_and_clear_is_no_fault() -> None:
    assert told(PredictNumber(ASK, at(control="unscaled"))) == []
    assert told(order(at(256, "unscaled"), at(), at(16, "unscaled"))) == []
    assert told(curve()) == told(curve(control="unscaled")) == []


def test_a_number_that_is_not_measured_is_told_with_its_key() -> None:
    assert told(PredictNumber(ASK, at(name="score varience"))) == [
        "predict.observation: the check has no observation 'score varience'"
    ]
    assert told(PredictNumber(ASK, at(65))) == [
        "predict.at: 'score variance' is not observed at {d_k: 65, heads: 1}"
    ]


def test_a_control_without_a_number_there_is_told() -> None:
    certificate = certified(broken=(16.0, None, 256.0))
    assert told(PredictNumber(ASK, at(64, "broken")), certificate) == [
        "predict.control: the control 'broken' gives no number there"
    ]


def test_each_item_of_an_order_is_told_under_its_own_key() -> None:
    assert told(order(at(16), at(65), at(name="no"), at(64))) == [
        "predict.order.1.at: 'score variance' is not observed at {d_k: 65, heads: 1}",
        "predict.order.2.observation: the check has no observation 'no'",
    ]


@pytest.mark.parametrize(
    ("own", "error"), [((1.0, 1.04, 9.0), 0.0), ((1.0, 2.0, 9.0), 0.6)], ids=["near", "noisy"]
)
def test_an_order_whose_numbers_are_not_apart_is_told(own: tuple[float, ...], error: float) -> None:
    predict = order(at(16), at(64), at(256))
    (message,) = told(predict, certified(own, error))
    assert message.startswith("predict.order: no clear order: 1, ")


def test_a_curve_needs_three_points_on_a_sweep_of_numbers() -> None:
    certificate = certified(short=(16.0, None, 256.0))
    assert told(curve(control="short"), certificate) == [
        "predict.along: 'score variance' has 2 numbers along d_k"
    ]
    assert told(curve("heads")) == ["predict.along: 'score variance' has 0 numbers along heads"]
    assert told(curve(name="no")) == ["predict.observation: the check has no observation 'no'"]


def along(points: Sequence[tuple[int, float]]) -> CheckCertificate:
    """A certificate of these values of d_k and of the observation, in this order."""
    certificate = certified()
    first = certificate.observations[0]
    observations = tuple(
        replace(first, at={"d_k": d, "heads": 1}, value=v, low=v, high=v) for d, v in points
    )
    return replace(certificate, observations=observations)


def test_a_curve_that_turns_twice_is_told() -> None:
    assert told(curve(), along([(16, 1.0), (32, 9.0), (64, 1.0), (128, 9.0)])) == [
        "predict.along: this curve turns more than once"
    ]


def test_a_curve_is_read_in_the_order_of_its_sweep_and_not_of_the_certificate() -> None:
    mixed = [(64, 9.0), (16, 1.0), (256, 81.0), (128, 27.0)]
    assert told(curve(), along(mixed)) == []


def test_controls_that_there_are_not_are_told_with_the_nearest() -> None:
    found = controls_exist(
        "scaling/a", ("unscaled",), ("predict",), order(at(), at(control="unscald"))
    )
    ((keys, message, hint),) = [(r.keys, r.message, r.hint) for r in found]
    assert keys == ("predict", "order", 1, "control")
    assert message == "scaling/a has no control 'unscald'"
    assert hint == "did you mean unscaled?"
