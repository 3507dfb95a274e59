"""`quizkit doctor` reports what it has tried, in both languages and as JSON."""

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from quizkit.cli import doctor_words
from quizkit.cli.app import app
from quizkit.errors import QuizkitError
from quizkit.verify.confine import attempts, landlock, seccomp, trial
from quizkit.verify.confine.trial import Attempt, Holds, Protection, protections
from quizkit.verify.processes import LINUX

UNCONFINED = """
import json, sys
from quizkit.verify.confine.attempts import Target, attempt
print(json.dumps(attempt(Target(**json.loads(sys.argv[1])))))
"""


def _doctor(*options: str) -> str:
    result = CliRunner().invoke(app, ["doctor", *options])
    assert result.exit_code == 0, result.output
    return result.output


def _lines_after(text: str, heading: str) -> list[str]:
    return text.partition(heading)[2].strip().splitlines()


@pytest.fixture(scope="module")
def findings() -> dict[str, Any]:
    """What the doctor finds on this machine."""
    return json.loads(_doctor("--json"))


def test_every_protection_holds_where_the_kernel_has_what_it_takes(
    findings: dict[str, Any],
) -> None:
    if not landlock.abi() or not seccomp.is_available():
        pytest.skip("this kernel lacks Landlock or seccomp")
    assert {p["name"]: p["holds"] for p in findings["protections"]} == dict.fromkeys(
        doctor_words.PROTECTIONS, "yes"
    )


def test_without_confinement_the_attempts_go_through(tmp_path: Path) -> None:
    if not LINUX:
        pytest.skip("only Linux has all that is attempted")
    with trial.targets(tmp_path) as target:
        run = subprocess.run(
            [sys.executable, "-c", UNCONFINED, json.dumps(asdict(target))],
            env=os.environ | {attempts.SECRET: "x"},
            capture_output=True,
            check=True,
        )
    told = json.loads(run.stdout)
    del told["privileges"]
    stopped = [(name, a) for name in told for a, by in told[name].items() if by is not None]
    assert stopped == []
    assert set(told) == set(doctor_words.PROTECTIONS) - {"privileges", "survivors"}


def test_what_goes_through_is_reported_as_no_protection() -> None:
    stopped, through = Attempt("file", "EACCES"), Attempt("folder", None)
    assert Protection("reading", (stopped, stopped)).holds is Holds.YES
    assert Protection("reading", (stopped, through)).holds is Holds.PARTLY
    assert Protection("reading", (through, through)).holds is Holds.NO


def test_a_protection_that_fails_is_told_with_what_went_through(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = (Protection("reading", (Attempt("file", "EACCES"), Attempt("folder", None))),)
    monkeypatch.setattr(trial, "protections", lambda: found)
    assert _lines_after(_doctor("--lang", "en"), "just now:")[:2] == [
        "partly: reads none of your files",
        "      opening a file: stopped (EACCES); listing a folder: went through",
    ]
    assert _lines_after(_doctor("--lang", "zh"), "逐项试过）：")[:2] == [
        "部分成立：读不到你的文件",
        "      打开文件：被阻止（EACCES）；列出目录：未被阻止",
    ]


def test_a_kernel_without_walls_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "protections", lambda: ())
    monkeypatch.setattr(trial, "walls", lambda: trial.Walls(0, seccomp=False))
    assert "no Landlock, no seccomp" in _doctor("--lang", "en")


def test_elsewhere_than_on_linux_it_says_that_limits_alone_hold(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(trial, "protections", lambda: ())
    monkeypatch.setattr(sys, "platform", "darwin")
    assert "limits and timeouts alone hold" in _doctor("--lang", "en")


def test_a_child_that_cannot_be_confined_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(QuizkitError, match="a check cannot be confined here"):
        _ = protections()


def test_everything_that_is_attempted_has_words_in_both_languages() -> None:
    tried = {(name, a) for name, trials in attempts.ATTEMPTS.items() for a in trials}
    assert set(doctor_words.ATTEMPTS) == tried | {("survivors", "session")}
    assert set(doctor_words.PROTECTIONS) == set(attempts.ATTEMPTS) | {"survivors"}


def test_a_certificate_of_another_torch_is_told(
    monkeypatch: pytest.MonkeyPatch, findings: dict[str, Any]
) -> None:
    monkeypatch.setattr(trial, "protections", lambda: ())
    assert findings["certificate"]["torch"] == [findings["certificate"]["installed"]]
    monkeypatch.setattr("quizkit.bank.certificate.torch_version", lambda: "0.1")
    assert "0.1 is installed, and last digits may differ" in _doctor("--lang", "en")


def test_a_folder_that_cannot_be_written_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(trial, "protections", lambda: ())
    monkeypatch.setenv("QUIZKIT_HOME", str(tmp_path))

    def access(path: Path, mode: int) -> bool:
        return path != tmp_path

    monkeypatch.setattr(os, "access", access)
    shown = _doctor("--lang", "en")
    assert f"{tmp_path / 'data'} (cannot be written)" in shown


def test_the_doctor_does_not_import_torch() -> None:
    code = (
        "import sys; from quizkit.cli.app import app; app(['doctor'], standalone_mode=False); "
        "print('torch' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "False"
