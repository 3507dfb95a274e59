"""The certificate: what `bank certify` measured, and from which sources.

`checks/certificate.json` has one check per line, in the order of the ids, so that a diff shows
which checks were certified anew. Lint reads it without torch; `verify.certify` writes it.
"""

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import quizkit
from quizkit.bank.bank import Bank
from quizkit.bank.codec import CodecError, encode, from_json
from quizkit.bank.fault import Findings
from quizkit.bank.named import under
from quizkit.bank.source import read_source
from quizkit.errors import Place, QuizkitError
from quizkit.model.evidence import Verdict
from quizkit.model.question import Scalar

FORMAT = 1
DIGITS = 5
"""Significant digits of a number: more would change with the machine's rounding."""
MAX_BYTES = 20_000_000
"""A certificate of 300 checks has less than a million."""
MEND = "run: quizkit bank certify"


@dataclass(frozen=True, slots=True)
class CertifiedObservation:
    """An observation of the claim's arm.

    `value`, `low` and `high` are those of seed 0. `headroom` is the median over the seeds, None for
    an exact reading, whose headroom is infinite; `verdict` is the worst over the seeds.
    """

    name: str
    at: Mapping[str, Scalar]
    value: float
    low: float
    high: float
    headroom: float | None
    verdict: Verdict
    premise: bool


@dataclass(frozen=True, slots=True)
class CertifiedControl:
    """A control's arm.

    `verdict` is the worst over the seeds, where anything but refuted is worse than refuted.
    `refuted` are the names that it refutes on every seed. `distance` is how far its farthest
    refuted observation lies outside, in standard errors, the median over the seeds; None when that
    observation is exact, and 0 when none is refuted. `values` are those of seed 0, in the order of
    the claim's observations; None where the arm did not come to it.
    """

    name: str
    verdict: Verdict
    refuted: tuple[str, ...]
    distance: float | None
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class CheckCertificate:
    """What was measured of one check.

    `sources` is `CheckSource.digest()`, `evidence` is `evidence_digest()`, `torch` is
    `torch_version()`, all at the time of measuring. The seeds were 0 … `seeds` - 1; `seconds` is
    the compute time of all arms of one seed, the median. `verdict` is that of the whole check, the
    worst over the seeds, and `reasons` say why it is not supported. Numbers are `rounded`.
    """

    sources: str
    evidence: str
    torch: str
    seeds: int
    seconds: float
    verdict: Verdict
    reasons: tuple[str, ...]
    observations: tuple[CertifiedObservation, ...]
    controls: tuple[CertifiedControl, ...]

    def control(self, name: str) -> CertifiedControl | None:
        """The control of this name."""
        return next((c for c in self.controls if c.name == name), None)

    def find(self, name: str, at: Mapping[str, Scalar]) -> int | None:
        """The index, in `observations`, of the one at this address."""
        for i, observation in enumerate(self.observations):
            if observation.name == name and observation.at == at:
                return i
        return None


def read_certificate(path: Path) -> dict[str, CheckCertificate]:
    """The certificates of a pack's checks by id; empty when there is no file.

    Raises:
        QuizkitError: the file is there and is no certificate.
    """
    if not path.exists():
        return {}
    findings = Findings(path)
    text = read_source(path, findings, MAX_BYTES)
    if text is None:
        raise _no_certificate(path, findings.faults[0].message)
    try:
        data: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _no_certificate(path, str(error)) from error
    if not isinstance(data, dict) or data.get("format") != FORMAT or "checks" not in data:
        raise _no_certificate(path, f'expected {{"format": {FORMAT}, "checks": …}}')
    try:
        return dict(from_json(Mapping[str, CheckCertificate], data["checks"]))
    except CodecError as error:
        raise _no_certificate(path, str(error)) from error


def certified(bank: Bank) -> dict[str, CheckCertificate]:
    """The certificates of all checks of a bank; a file that is broken says nothing: lint does."""
    found: dict[str, CheckCertificate] = {}
    for name, one in {"": bank, **bank.added}.items():
        with suppress(QuizkitError):
            read = read_certificate(one.pack.certificate)
            found |= {under(name, check): certificate for check, certificate in read.items()}
    return found


def write_certificate(certificates: Mapping[str, CheckCertificate]) -> str:
    """The text of `checks/certificate.json`; the same for the same certificates."""
    lines = [f"{json.dumps(i)}: {encode(certificates[i])}" for i in sorted(certificates)]
    return f'{{"format": {FORMAT}, "checks": {{\n' + ",\n".join(lines) + "\n}}\n"


def rounded(number: float) -> float:
    """A number as the certificate keeps it."""
    return float(f"{number:.{DIGITS}g}")


def evidence_digest() -> str:
    """What identifies the evidence layer: a change in it may change any verdict."""
    code = Path(quizkit.__file__).parent
    paths = sorted((code / "evidence").glob("*.py"))
    paths += [code / "model" / "evidence.py", code / "model" / "verdict.py"]
    sha = hashlib.sha256()
    for path in paths:
        text = path.read_bytes().replace(b"\r\n", b"\n")
        sha.update(f"{path.name}\0{len(text)}\0".encode() + text)
    return sha.hexdigest()[:32]


def torch_version() -> str:
    """The version of torch that is installed, without its build (+cpu); "" when none is."""
    # It takes 30 ms to import, and only a certificate needs it.
    from importlib import metadata

    try:
        return metadata.version("torch").partition("+")[0]
    except metadata.PackageNotFoundError:
        return ""


def _no_certificate(path: Path, why: str) -> QuizkitError:
    return QuizkitError(
        f"this is no certificate: {why[:200]}", place=Place(path), hint=f"delete it, then {MEND}"
    )
