"""`quizkit bank certify`: what it writes, what it says, its exit status."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from quizkit.bank import Pack, lint
from quizkit.cli.app import app

CHECK = '''\
"""The variance of a sum of n independent draws is n."""

from quizkit.evidence import Lab, check


@check(controls={"a mean": {"power": 1.0}, "divided by √n": {"power": 0.5}})
def sums(lab: Lab, power: float = 0.0) -> None:
    draws = lab.normal(40_000, 8)
    lab.variance("variance over n", draws.sum(-1) / 8**power / 8**0.5, equals=1.0, within=0.1)


if __name__ == "__main__":
    sums.main()
'''


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pack:
    """A pack of one check, which is certified on fewer seeds than usual."""
    monkeypatch.setenv("QUIZKIT_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("quizkit.verify.certify.SEEDS_OF_FAST", 6)
    root = tmp_path.resolve() / "pack"
    (root / "qa_bank").mkdir(parents=True)
    (root / "checks" / "topic").mkdir(parents=True)
    _ = (root / "checks" / "topic" / "sums.py").write_text(CHECK, encoding="utf-8")
    return Pack(root)


def certify(pack: Pack, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["--pack", str(pack.root), "bank", "certify", *arguments])


def faults(pack: Pack) -> list[str]:
    """The faults of the pack, but for the check that no claim names."""
    return [f.message for f in lint(pack) if "no claim names" not in f.message]


def test_a_check_is_certified_once_and_again_when_it_changed(pack: Pack) -> None:
    first = certify(pack)
    assert first.exit_code == 0, first.output
    assert first.output.startswith("topic/sums: good, 6 seeds, ")
    assert first.output.endswith("1 of 1 check good\n")
    assert faults(pack) == []

    again = certify(pack)
    assert (again.exit_code, again.output) == (0, "no check changed since its certificate\n")

    path = pack.checks / "topic" / "sums.py"
    _ = path.write_text(CHECK.replace("within=0.1", "within=0.03"), encoding="utf-8")
    assert faults(pack) == ["this check, or a helper of it, changed after its certificate"]
    weak = certify(pack)
    assert weak.exit_code == 1
    assert "topic/sums: not good" in weak.output
    assert f"{path}:9: 'variance over n' has headroom" in weak.output
    assert "0 of 1 check good" in weak.output


def test_a_trial_writes_nothing(pack: Pack) -> None:
    trial = certify(pack, "--seeds", "1", "topic/sums")
    assert trial.exit_code == 0, trial.output
    assert trial.output.endswith("1 of 1 check good; nothing was written\n")
    assert not pack.certificate.exists()


def test_a_check_that_breaks_is_not_good(pack: Pack) -> None:
    path = pack.checks / "topic" / "sums.py"
    _ = path.write_text(CHECK.replace("draws =", "draws = 1 / 0 * "), encoding="utf-8")
    broken = certify(pack, "--seeds", "1")
    assert broken.exit_code == 1
    assert "topic/sums: not good" in broken.output
    assert "ZeroDivisionError" in broken.output


def test_a_word_that_names_nothing_is_an_error(pack: Pack) -> None:
    wrong = certify(pack, "topic/sum")
    assert wrong.exit_code != 0
    assert "did you mean topic/sums?" in str(wrong.exception)
