"""The built wheel, installed into an empty environment and run from an empty directory."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(*command: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {
        k: v for k, v in os.environ.items() if not k.startswith(("QUIZKIT", "PYTHON", "VIRTUAL"))
    }
    return subprocess.run(
        [str(c) for c in command],
        cwd=cwd,
        env=env | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment that holds nothing but the wheel and its needs."""
    place = tmp_path_factory.mktemp("wheel")
    built = run(
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        place,
        ROOT,
        cwd=place,
    )
    assert built.returncode == 0, built.stderr
    (wheel,) = place.glob("*.whl")
    venv.create(place / "env", with_pip=True)
    programs = place / "env" / "bin"
    constraints = ROOT / "constraints.txt"
    added = run(programs / "pip", "install", "-q", "-c", constraints, wheel, cwd=place)
    assert added.returncode == 0, added.stderr
    return programs


def test_an_installed_wheel_verifies_its_own_pack_from_an_empty_directory(
    installed: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    result = run(
        installed / "quizkit", "verify", "scaling", cwd=empty, QUIZKIT_HOME=str(tmp_path / "home")
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert "supported" in result.stdout
    assert list(empty.iterdir()) == []


def test_an_installed_wheel_practises_its_own_pack_from_an_empty_directory(
    installed: Path, tmp_path: Path
) -> None:
    result = run(
        installed / "quizkit",
        "--plain",
        "practice",
        "--limit",
        "1",
        cwd=tmp_path,
        QUIZKIT_HOME=str(tmp_path / "home"),
    )
    assert result.returncode == 0, result.stdout + result.stderr
