"""The certificate as a file: compact, the same for the same data, strict when it is read."""

from pathlib import Path
from typing import Any

import pytest

from quizkit.bank.certificate import (
    CertifiedControl,
    CertifiedObservation,
    CheckCertificate,
    evidence_digest,
    read_certificate,
    rounded,
    torch_version,
    write_certificate,
)
from quizkit.errors import QuizkitError
from quizkit.model.evidence import Verdict


def certificate(points: int = 4, controls: int = 3, **changed: Any) -> CheckCertificate:
    """A certificate without a fault, of one observation on a sweep."""
    given: dict[str, Any] = {
        "sources": "0" * 32,
        "evidence": "1" * 32,
        "torch": "2.13.0",
        "seeds": 200,
        "seconds": rounded(0.031234567),
        "verdict": Verdict.SUPPORTED,
        "reasons": (),
        "observations": tuple(
            CertifiedObservation(
                name="score variance",
                at={"d_k": 4**n},
                value=rounded(1.0012345678),
                low=0.96123,
                high=1.0412,
                headroom=12.345,
                verdict=Verdict.SUPPORTED,
                premise=False,
            )
            for n in range(points)
        ),
        "controls": tuple(
            CertifiedControl(
                f"mistake {n}", Verdict.REFUTED, ("score variance",), None, (16.012,) * points
            )
            for n in range(controls)
        ),
    }
    return CheckCertificate(**(given | changed))


def test_what_is_written_is_what_is_read(tmp_path: Path) -> None:
    certificates = {"b/second": certificate(), "a/first": certificate(controls=2, seeds=5)}
    path = tmp_path / "certificate.json"
    _ = path.write_text(write_certificate(certificates), encoding="utf-8")
    assert read_certificate(path) == certificates


def test_the_same_certificates_are_the_same_bytes_one_check_per_line() -> None:
    one, two = certificate(), certificate(seeds=5)
    text = write_certificate({"a/a": one, "b/b": two})
    assert text == write_certificate({"b/b": two, "a/a": one})
    lines = text.splitlines()
    assert [line[:7] for line in lines[1:-1]] == ['"a/a": ', '"b/b": ']


def test_three_hundred_checks_take_less_than_a_megabyte() -> None:
    many = {f"topic/check_{n}": certificate(points=8, controls=4) for n in range(300)}
    assert len(write_certificate(many).encode()) < 1_000_000


def test_a_pack_without_certificate_has_an_empty_one(tmp_path: Path) -> None:
    assert read_certificate(tmp_path / "certificate.json") == {}
    _ = (tmp_path / "empty.json").write_text(write_certificate({}))
    assert read_certificate(tmp_path / "empty.json") == {}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"format": 2, "checks": {}}',
        '{"format": 1, "checks": []}',
        '{"format": 1, "checks": {"a": 1}}',
        '{"format": 1, "checks": {"a": {"sources": "x"}}}',
        "[" * 100_000,
        write_certificate({"a/a": certificate()}).replace('"refuted"', '"refused"'),
        write_certificate({"a/a": certificate()}).replace("12.345", "NaN"),
        write_certificate({"a/a": certificate()}).replace("score", "\\u001b[31m"),
    ],
)
def test_anything_else_is_an_error_with_its_mend(tmp_path: Path, text: str) -> None:
    path = tmp_path / "certificate.json"
    _ = path.write_text(text)
    with pytest.raises(QuizkitError, match="this is no certificate") as raised:
        _ = read_certificate(path)
    assert raised.value.hint == "delete it, then run: quizkit bank certify"
    assert raised.value.message.isprintable()


def test_an_address_finds_its_observation_and_no_other() -> None:
    found = certificate().find("score variance", {"d_k": 64})
    assert found == 3
    assert certificate().find("score variance", {"d_k": 32}) is None
    assert certificate().find("score", {"d_k": 64}) is None
    assert certificate().find("score variance", {}) is None


def test_a_rounded_number_keeps_five_digits() -> None:
    assert rounded(0.00123456789) == 0.0012346
    assert rounded(123456789.0) == 123460000.0


def test_the_digest_of_the_evidence_layer_is_that_of_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "evidence").mkdir()
    (tmp_path / "model").mkdir()
    names = ("evidence/lab.py", "evidence/stats.py", "model/evidence.py", "model/verdict.py")
    for name in names:
        _ = (tmp_path / name).write_text("x = 1\n")
    monkeypatch.setattr("quizkit.__file__", str(tmp_path / "__init__.py"))
    digests = {evidence_digest()}
    for name in names:
        _ = (tmp_path / name).write_text("x = 2\n")
        digests.add(evidence_digest())
    assert len(digests) == 5


def test_the_version_of_torch_is_known_without_importing_it_and_without_its_build() -> None:
    assert torch_version().count(".") == 2
    assert "+" not in torch_version()
