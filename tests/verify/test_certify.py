"""Certifying: what must hold on every seed, what is written, and where a stopped run goes on."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from quizkit.bank.certificate import CheckCertificate, evidence_digest, read_certificate
from quizkit.model import Verdict
from quizkit.verify import Failure, Finished, Options, Started
from quizkit.verify import certify as certify_module
from quizkit.verify.certify import Certified, certify, stale
from quizkit.verify.runner import Runner

if TYPE_CHECKING:
    from tests.verify.conftest import Mill

GOOD = 'lab.mean("mean", lab.normal(5000) + n, equals=0.0, within=0.2)'
OPTIONS = Options(workers=2)
Certify = Callable[..., list[Certified]]


@pytest.fixture
def certified(mill: "Mill", runner: Runner) -> Certify:
    """Certify checks of the pack on two seeds; return what was certified."""

    def certified(*checks: str, seeds: int | None = 2, write: bool = True) -> list[Certified]:
        events = certify(mill.bank(), checks, OPTIONS, seeds=seeds, write=write, runner=runner)
        return [event for event in events if isinstance(event, Certified)]

    return certified


def of(certified: Certified) -> CheckCertificate:
    """The certificate, where there is one."""
    assert isinstance(certified.certificate, CheckCertificate)
    return certified.certificate


def test_a_good_check_has_a_certificate_without_faults(mill: "Mill", certified: Certify) -> None:
    _ = mill.check("mean", GOOD)
    (one,) = certified("tiny/mean")
    assert one.faults == ()
    found = of(one)
    assert read_certificate(mill.pack.certificate) == {"tiny/mean": found}
    assert (found.seeds, found.verdict, found.reasons) == (2, Verdict.SUPPORTED, ())
    assert found.evidence == evidence_digest()
    (observation,) = found.observations
    assert (observation.name, observation.at) == ("mean", {})
    assert observation.low < observation.value < observation.high
    assert observation.headroom is not None
    assert observation.headroom > 10
    assert [control.name for control in found.controls] == ["one more", "two more"]
    for shift, control in enumerate(found.controls, start=1):
        assert control.verdict is Verdict.REFUTED
        assert control.refuted == ("mean",)
        assert control.values == (pytest.approx(observation.value + shift, abs=1e-4),)
        # (shift - 0.2) standard errors of 1/√5000.
        assert control.distance == pytest.approx((shift - 0.2) * 5000**0.5, rel=0.2)


def test_an_exact_reading_has_no_headroom_to_count(mill: "Mill", certified: Certify) -> None:
    _ = mill.check("exact")
    found = of(certified("tiny/exact")[0])
    assert [o.headroom for o in found.observations] == [None]
    assert [control.distance for control in found.controls] == [None, None]


BAD = {
    "one seed refutes": (
        'lab.count("n", n + (lab.seed == 1), equals=0)',
        Verdict.REFUTED,
        "the certificate's verdict is refuted: seed 1: n: 1",
    ),
    "too little headroom": (
        'lab.mean("mean", lab.normal(700) + n, equals=0.0, within=0.3)',
        Verdict.SUPPORTED,
        "'mean' has headroom",
    ),
    "a control that one seed lets pass": (
        'lab.count("n", n * (lab.seed == 0), equals=0)',
        Verdict.TOOTHLESS,
        "the control 'one more' is supported",
    ),
    "an observation that no control touches": (
        'lab.count("n", n, equals=0)\nlab.count("zero", 0, equals=0)',
        Verdict.TOOTHLESS,
        "no control refutes 'zero'",
    ),
    "another observation on another seed": (
        'lab.count(f"n {lab.seed}", n, equals=0)',
        Verdict.ERROR,
        "seed 1 observes other things than seed 0",
    ),
    "an arm that breaks": (
        'lab.count("n", n, equals=0)\nassert lab.seed == 0 or n != 2',
        Verdict.TOOTHLESS,
        "the control 'two more' is error",
    ),
}


@pytest.mark.parametrize(("body", "verdict", "says"), BAD.values(), ids=BAD)
def test_what_fails_on_any_seed_is_a_fault(
    mill: "Mill", certified: Certify, body: str, verdict: Verdict, says: str
) -> None:
    path = mill.check("bad", body)
    (one,) = certified("tiny/bad")
    assert of(one).verdict is verdict
    assert any(says in fault.message for fault in one.faults)
    assert {fault.place.path for fault in one.faults} == {path}


def test_a_check_that_breaks_has_no_certificate_and_stops_no_other(
    mill: "Mill", certified: Certify
) -> None:
    _ = mill.check("exits", "__import__('os')._exit(2)")
    _ = mill.check("mean", GOOD)
    exits, mean = sorted(certified("tiny/exits", "tiny/mean", seeds=3), key=lambda c: c.check)
    assert isinstance(exits.certificate, Failure)
    (fault,) = exits.faults
    assert fault.message.startswith("the check breaks: ended with exit status 2")
    assert mean.faults == ()
    assert read_certificate(mill.pack.certificate).keys() == {"tiny/mean"}


def test_without_write_nothing_is_written(mill: "Mill", certified: Certify) -> None:
    _ = mill.check("mean", GOOD)
    (one,) = certified("tiny/mean", seeds=1, write=False)
    assert of(one).seeds == 1
    assert not mill.pack.certificate.exists()


def test_a_stopped_run_goes_on_with_what_is_not_certified_yet(mill: "Mill", runner: Runner) -> None:
    checks = ["tiny/a", "tiny/b", "tiny/c"]
    for check in checks:
        _ = mill.check(check.removeprefix("tiny/"), GOOD)
    bank = mill.bank()
    assert stale(bank, checks) == checks
    events = certify(bank, checks, Options(workers=1), seeds=2, runner=runner)
    done = next(event.check for event in events if isinstance(event, Certified))
    events.close()
    assert done == "tiny/a"
    assert stale(bank, checks) == ["tiny/b", "tiny/c"]


def test_a_certificate_is_stale_once_its_source_evidence_or_torch_changed(
    mill: "Mill", certified: Certify, monkeypatch: pytest.MonkeyPatch
) -> None:
    _ = mill.check("mean", GOOD)
    _ = certified("tiny/mean")
    bank = mill.bank()
    assert stale(bank, bank.checks) == []
    for name in ("evidence_digest", "torch_version"):
        with monkeypatch.context() as patched:
            patched.setattr(certify_module, name, lambda: "another")
            assert stale(bank, bank.checks) == ["tiny/mean"]
    _ = mill.check("mean", GOOD + "  # changed")
    assert stale(bank, bank.checks) == ["tiny/mean"]


def test_a_certificate_of_a_check_that_is_gone_is_dropped(mill: "Mill", certified: Certify) -> None:
    old = mill.check("old", GOOD)
    _ = mill.check("mean", GOOD)
    _ = certified("tiny/old")
    old.unlink()
    _ = certified("tiny/mean")
    assert read_certificate(mill.pack.certificate).keys() == {"tiny/mean"}


def test_progress_is_told_for_each_seed(mill: "Mill", runner: Runner) -> None:
    _ = mill.check("mean", GOOD)
    events = list(certify(mill.bank(), ["tiny/mean"], OPTIONS, seeds=3, runner=runner))
    started = {event.seed for event in events if isinstance(event, Started)}
    finished = {event.seed for event in events if isinstance(event, Finished)}
    assert started == finished == {0, 1, 2}
    assert isinstance(events[-1], Certified)


@pytest.mark.parametrize(
    ("body", "seeds"),
    [
        (GOOD, 7),
        (f"__import__('time').sleep(0.06)\n{GOOD}", 5),
        (f"__import__('time').sleep(0.06)  # as if it trained\n{GOOD}", 6),
    ],
    ids=["fast", "slow", "trains"],
)
def test_the_number_of_seeds_follows_from_the_kind_of_check(
    mill: "Mill", certified: Certify, monkeypatch: pytest.MonkeyPatch, body: str, seeds: int
) -> None:
    monkeypatch.setattr(certify_module, "SEEDS_OF_FAST", 7)
    monkeypatch.setattr(certify_module, "SEEDS_OF_TRAINED", 6)
    monkeypatch.setattr(certify_module, "FAST", 0.05)
    monkeypatch.setattr(certify_module, "SECONDS", 9.0)
    _ = mill.check("kind", body)
    assert of(certified("tiny/kind", seeds=None)[0]).seeds == seeds


def test_a_check_gets_no_more_seeds_than_its_time_allows(
    mill: "Mill", certified: Certify, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(certify_module, "SECONDS", 0.0)
    _ = mill.check("kind", GOOD)
    assert of(certified("tiny/kind", seeds=None)[0]).seeds == certify_module.SEEDS
