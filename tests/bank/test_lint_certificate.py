"""Lint holds a pack against its certificate: what changed, what is weak, what does not resolve."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from quizkit.bank.certificate import (
    CertifiedControl,
    CertifiedObservation,
    CheckCertificate,
    evidence_digest,
    torch_version,
    write_certificate,
)
from quizkit.model.evidence import Verdict

if TYPE_CHECKING:
    from tests.bank.conftest import MadePack

CHECK = "scaling/unit_variance"
MEND = "run: quizkit bank certify"


def certified(made: "MadePack") -> CheckCertificate:
    """A good certificate of the check of the made pack."""
    observations = tuple(
        CertifiedObservation(
            "score variance", {"d_k": d_k}, 1.0, 0.95, 1.05, 14.0, Verdict.SUPPORTED, premise=False
        )
        for d_k in (16, 64)
    )
    controls = tuple(
        CertifiedControl(name, Verdict.REFUTED, ("score variance",), 60.0, values)
        for name, values in (("unscaled", (16.0, 64.0)), ("divided by d_k", (0.06, 0.016)))
    )
    return CheckCertificate(
        sources=made.load().checks[CHECK].digest(),
        evidence=evidence_digest(),
        torch=torch_version(),
        seeds=5,
        seconds=0.03,
        verdict=Verdict.SUPPORTED,
        reasons=(),
        observations=observations,
        controls=controls,
    )


def told_with(made: "MadePack", certificate: CheckCertificate, check: str = CHECK) -> list[str]:
    _ = made.write("checks/certificate.json", write_certificate({check: certificate}))
    return made.told()


def test_a_good_certificate_is_no_fault(made: "MadePack") -> None:
    assert told_with(made, certified(made)) == []


def test_a_check_that_changed_after_its_certificate_is_a_fault(made: "MadePack") -> None:
    good = certified(made)
    _ = made.change(made.check, ("20_000", "20_001"))
    assert told_with(made, good) == [
        f"{made.check}: this check, or a helper of it, changed after its certificate | "
        f"{MEND} {CHECK}"
    ]


def test_a_helper_that_changed_after_the_certificate_is_a_fault(made: "MadePack") -> None:
    _ = made.write("checks/scaling/_draws.py", "x = 1\n")
    _ = made.change(made.check, ("from quizkit", "from _draws import x\nfrom quizkit"))
    good = certified(made)
    assert told_with(made, good) == []
    _ = made.write("checks/scaling/_draws.py", "x = 2\n")
    assert "changed after its certificate" in told_with(made, good)[0]


def test_a_check_without_a_certificate_is_a_fault_once_the_pack_has_one(made: "MadePack") -> None:
    _ = made.write("checks/certificate.json", write_certificate({}))
    assert made.told() == [f"{made.check}: this check is not certified | {MEND} {CHECK}"]


def test_a_certificate_of_a_check_that_is_gone_is_a_fault(made: "MadePack") -> None:
    told = told_with(made, certified(made), "scaling/gone")
    assert (
        "checks/certificate.json: the certificate holds 'scaling/gone', "
        f"which is no check of this pack | {MEND}"
    ) in told


def test_another_evidence_layer_is_told_once_for_all_checks(made: "MadePack") -> None:
    assert told_with(made, replace(certified(made), evidence="other")) == [
        "checks/certificate.json: the evidence layer changed after the certificate of 1 checks"
        f" | {MEND}"
    ]


def test_another_torch_is_told_once_for_all_checks(made: "MadePack") -> None:
    assert told_with(made, replace(certified(made), torch="1.0.0")) == [
        f"checks/certificate.json: 1 checks were certified with torch 1.0.0, not {torch_version()}"
        f" | {MEND}"
    ]


def test_a_certificate_that_is_none_is_a_fault_and_stops_nothing_else(made: "MadePack") -> None:
    _ = made.write("checks/certificate.json", "{")
    _ = made.change(made.first, ("difficulty: 2", "difficulty: 9"))
    told = made.told()
    assert told[0].startswith("checks/certificate.json: this is no certificate: Expecting")
    assert "expected a whole number" in told[1]


def test_a_certified_verdict_other_than_supported_is_a_fault(made: "MadePack") -> None:
    bad = replace(certified(made), verdict=Verdict.TOOTHLESS, reasons=("seed 3: weak",))
    assert told_with(made, bad) == [
        f"{made.check}: the certificate's verdict is toothless: seed 3: weak | "
    ]


def test_too_little_headroom_is_a_fault_in_the_line_of_the_observation(made: "MadePack") -> None:
    good = certified(made)
    low = replace(good, observations=tuple(replace(o, headroom=9.5) for o in good.observations))
    assert told_with(made, low) == [
        f"{made.check}:10: 'score variance' has headroom 9.5; at least 10 is needed | "
        "draw more units, or widen the margin if that is what is claimed"
    ]


def test_an_exact_reading_has_headroom_enough(made: "MadePack") -> None:
    good = certified(made)
    exact = tuple(replace(o, headroom=None) for o in good.observations)
    assert told_with(made, replace(good, observations=exact)) == []


def test_a_name_that_no_control_refutes_is_a_fault(made: "MadePack") -> None:
    good = certified(made)
    weak = replace(good, controls=tuple(replace(c, refuted=()) for c in good.controls))
    assert told_with(made, weak) == [
        f"{made.check}:10: no control refutes 'score variance' | "
        "add a control that breaks it, or make it a premise or a lab.record"
    ]


def test_a_premise_needs_no_control(made: "MadePack") -> None:
    good = certified(made)
    extra = replace(good.observations[0], name="score", premise=True)
    controls = tuple(replace(c, values=(*c.values, 1.0)) for c in good.controls)
    with_premise = replace(good, observations=(*good.observations, extra), controls=controls)
    assert told_with(made, with_premise) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            {"verdict": Verdict.INCONCLUSIVE},
            "the control 'unscaled' is inconclusive | "
            "a control is a mistake that the check must catch on every seed",
        ),
        (
            {"distance": 4.2},
            "the control 'unscaled' lies 4.2 standard errors outside; at least 10 are needed | "
            "make the mistake larger",
        ),
    ],
)
def test_a_weak_control_is_a_fault_in_its_line(
    made: "MadePack", change: dict[str, object], told: str
) -> None:
    good = certified(made)
    controls = tuple(replace(c, **(change if c.name == "unscaled" else {})) for c in good.controls)
    assert told_with(made, replace(good, controls=controls)) == [f"{made.check}:6: {told}"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "observations: [score variance]",
            "observations: [▸score varianse]",
            "the check has no observation 'score varianse' | did you mean score variance?",
        ),
        (
            "      observation: score variance",
            "      observation: ▸variance of scores",
            "the check has no observation 'variance of scores' | known: score variance",
        ),
        (
            "at: {d_k: 64}",
            "at: ▸{d_k: 65}",
            "'score variance' is not observed at {d_k: 65} | "
            "it is observed at {d_k: 16}, {d_k: 64}",
        ),
        (
            "at: {d_k: 64}",
            'at: ▸{d_k: "64"}',
            "'score variance' is not observed at {d_k: \"64\"} | "
            "it is observed at {d_k: 16}, {d_k: 64}",
        ),
        (
            "      at: {d_k: 64}\n      control: unscaled\n",
            "",
            "'score variance' is not observed at {} | it is observed at {d_k: 16}, {d_k: 64}",
        ),
    ],
)
def test_an_address_that_does_not_resolve_is_a_fault_at_its_place(
    made: "MadePack", old: str, new: str, told: str
) -> None:
    _ = made.write("checks/certificate.json", write_certificate({CHECK: certified(made)}))
    mark = [] if "▸" in new else [("predict:\n      ask", "predict:\n      ▸ask")]
    place = made.change(made.first, (old, new), *mark)
    assert made.told() == [f"{place}: {told}"]


def test_a_control_without_a_number_at_the_address_is_a_fault(made: "MadePack") -> None:
    good = certified(made)
    controls = tuple(replace(c, values=(1.0, None)) for c in good.controls)
    told = told_with(made, replace(good, controls=controls))
    assert all("the control 'unscaled' gives no number there" in t for t in told)
    assert len(told) == 2


def test_addresses_are_not_held_against_the_certificate_of_an_older_check(
    made: "MadePack",
) -> None:
    good = certified(made)
    _ = made.change(made.check, ("(16, 64)", "(16, 128)"))
    _ = made.change(made.first, ("at: {d_k: 64}", "at: {d_k: 128}"))
    (told,) = told_with(made, good)
    assert "changed after its certificate" in told
