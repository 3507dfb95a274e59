"""`python checks/<topic>/<slug>.py` alone, as a reader of the bank runs it."""

import os
import runpy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

CHECK = '''\
"""Sums of √n terms [0, 1] say so."""

import sys

from quizkit.evidence import Lab, check


@check(controls={"one too many": {"shift": 1}, "two [too] many": {"shift": 2}})
def sums(lab: Lab, shift=%(claim)s):
    for d in lab.sweep("d", (4, 16)):
        %(first)s
        lab.mean("mean [a/b]", lab.normal(2_000) + shift, equals=0.0, within=0.5)


if __name__ == "__main__":
    sums.main()
'''


def write(folder: Path, text: str = CHECK, claim: object = 0, first: str = "pass") -> Path:
    path = folder / "checks" / "tiny" / "sums.py"
    path.parent.mkdir(parents=True)
    filled = text.replace("%(claim)s", str(claim)).replace("%(first)s", first)
    _ = path.write_text(filled, encoding="utf-8")
    return path


def alone(path: Path, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run the file in a process of its own, its output in a pipe."""
    return subprocess.run(
        [sys.executable, path.name, *arguments],
        cwd=path.parent,
        env=os.environ | {"OMP_NUM_THREADS": "1"} | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


Run = Callable[..., tuple[int | None, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the file as the main module of this process: its exit status, output and errors.

    The same as `alone` without the second that importing torch takes.
    """

    def run(*arguments: str, path: Path | None = None) -> tuple[int | None, str, str]:
        path = path or write(tmp_path)
        monkeypatch.chdir(path.parent)
        monkeypatch.setattr(sys, "argv", [path.name, *arguments])
        with pytest.raises(SystemExit) as ended:
            _ = runpy.run_path(str(path), run_name="__main__")
        said = capsys.readouterr()
        code = ended.value.code
        assert isinstance(code, int)
        return code, said.out, said.err

    return run


def test_a_supported_check_prints_every_arm_and_exits_with_0(tmp_path: Path) -> None:
    ended = alone(write(tmp_path), COLUMNS="40")
    assert ended.returncode == 0, ended.stderr
    lines = ended.stdout.splitlines()
    assert lines[0] == "Sums of √n terms [0, 1] say so."
    assert lines[-1] == "supported"
    assert [line.partition("  (")[0] for line in lines if " s)" in line] == [
        "claim",
        "control: one too many",
        "control: two [too] many",
    ]
    # A pipe gets no colours and no folded lines.
    assert "\x1b" not in ended.stdout
    rows = [line.split() for line in lines if "mean [a/b]" in line]
    assert [row[-1] for row in rows] == 2 * ["supported"] + 4 * ["refuted"]
    assert rows[1][:5] == ["mean", "[a/b]", "d", "=", "16"]
    assert rows[1][-4:-1] == ["0", "±", "0.5"]


def test_a_refuted_claim_exits_with_1_and_says_why_even_to_an_ascii_pipe(tmp_path: Path) -> None:
    ended = alone(write(tmp_path, claim=5), PYTHONIOENCODING="ascii")
    assert ended.returncode == 1
    reasons = ended.stdout.splitlines()[-3:]
    assert reasons[0] == "refuted"
    assert reasons[1].startswith("  mean [a/b] at d=4: ")


def test_a_check_with_one_control_exits_with_2_and_says_where_and_how_to_mend_it(
    tmp_path: Path,
) -> None:
    path = write(tmp_path, CHECK.replace(', "two [too] many": {"shift": 2}', ""))
    ended = alone(path)
    assert ended.returncode == 2
    assert ended.stderr == (
        f"{path}:8: 1 control; a check has at least two (name the mistakes that people really "
        "make, and give each as a control)\n"
    )


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        (
            '"""Sums of √n terms [0, 1] say so."""',
            "",
            "no docstring (the file's first line says what is claimed)",
        ),
        (
            '"shift": 2',
            '"shuft": 2',
            "control 'two [too] many' changes 'shuft', which the check does not take: ['shift']",
        ),
        (
            "shift=%(claim)s",
            "shift",
            "parameters without the claim's value: shift "
            "(give each its value in the claim as default)",
        ),
    ],
)
def test_a_check_that_cannot_be_declared_is_told_in_one_line(
    tmp_path: Path, run: Run, before: str, after: str, says: str
) -> None:
    path = write(tmp_path, CHECK.replace(before, after))
    assert run(path=path) == (2, "", f"{path}:8: {says}\n")


def test_the_seed_decides_what_is_drawn(tmp_path: Path, run: Run) -> None:
    path = write(tmp_path)
    one, again, other = (
        run("--seed", seed, "--control", "one too many", path=path)[1].splitlines()[3:]
        for seed in "778"
    )
    assert one == again != other


def test_a_control_alone_has_the_verdict_of_its_arm(run: Run) -> None:
    code, said, _ = run("--control", "one too many")
    assert code == 1
    assert "claim" not in said
    assert said.splitlines()[-3] == "refuted"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--control", "three"], "invalid choice: 'three' (choose from "),
        (["--seed", "x"], "invalid int value: 'x'"),
        (["--device", "abacus"], "no device 'abacus' here"),
        (["--control", "one too many", "--plot", "a.svg"], "give it without --control"),
        (["--speed"], "unrecognized arguments: --speed"),
    ],
)
def test_a_wrong_command_line_exits_with_2(run: Run, arguments: list[str], says: str) -> None:
    code, said, errors = run(*arguments)
    assert (code, said) == (2, "")
    assert says in errors


def test_help_says_what_can_be_asked_for(run: Run) -> None:
    code, said, _ = run("--help")
    assert code == 0
    assert "Sums of √n terms" in said
    assert all(option in said for option in ("--seed", "--control", "--plot", "--device"))


def test_a_figure_is_written(tmp_path: Path, run: Run) -> None:
    assert run("--plot", "a.svg")[0] == 0
    assert "</svg>" in (tmp_path / "checks/tiny/a.svg").read_text(encoding="utf-8")


def test_a_figure_that_cannot_be_written_exits_with_2(run: Run) -> None:
    code, _, errors = run("--plot", "no/such/folder/a.svg")
    assert code == 2
    assert errors.startswith("cannot write the figure: ")


@pytest.mark.parametrize(
    ("first", "says"),
    [
        ("raise ValueError(shift)", "error: ValueError: 0 (sums.py, line 11)"),
        ("sys.exit(0)", "error: SystemExit: 0 (sums.py, line 11)"),
        ("lab.zero('x', lab.normal(0))", "error: broken: there is nothing to compare"),
    ],
)
def test_a_check_that_breaks_or_leaves_early_exits_with_1_and_says_where(
    tmp_path: Path, run: Run, first: str, says: str
) -> None:
    code, said, _ = run(path=write(tmp_path, first=first))
    assert code == 1
    assert says in said
