"""`quizkit cards export`: files, messages, exit status."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from quizkit.export.cards.formats import FORMATS

Run = Callable[..., subprocess.CompletedProcess[str]]
TEXTS = [name for name in FORMATS if name not in ("print",)]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of the bank is built once."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def export(home: Path, tmp_path: Path) -> Run:
    """Run the command in an empty folder; nothing was measured there, the certificate answers."""

    def export(*arguments: str | Path, cwd: Path = tmp_path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "quizkit", "cards", "export", *map(str, arguments)],
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
            cwd=cwd,
            env=os.environ | {"QUIZKIT_HOME": str(home), "NO_COLOR": "1", "LC_ALL": "C.UTF-8"},
        )

    return export


@pytest.mark.parametrize("name", TEXTS)
def test_a_format_writes_a_file_of_its_name(name: str, export: Run, tmp_path: Path) -> None:
    run = export("scaling", "--to", name)
    assert (run.returncode, run.stderr) == (0, "")
    path = tmp_path / f"quizkit-cards{FORMATS[name].suffix}"
    assert path.stat().st_size > 1000
    assert run.stdout.startswith("wrote ")
    assert path.name in run.stdout
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["anki", "html", "json"])
def test_the_same_bank_gives_the_same_bytes(name: str, export: Run, tmp_path: Path) -> None:
    digests: list[str] = []
    for turn in ("1", "2"):
        run = export("scaling", "--to", name, "-o", turn)
        assert run.returncode == 0, run.stderr
        digests.append(hashlib.sha256((tmp_path / turn).read_bytes()).hexdigest())
    assert digests[0] == digests[1]
    _ = export("scaling", "--to", name, "-o", "3", "--date", "2020-01-01")
    other = hashlib.sha256((tmp_path / "3").read_bytes()).hexdigest()
    assert (other == digests[0]) == (name == "html")


def test_stdout_gets_the_cards_and_nothing_else(export: Run, tmp_path: Path) -> None:
    run = export("scaling", "--to", "csv", "--lang", "zh", "--kind", "choice", "-o", "-")
    assert run.returncode == 0
    assert run.stdout.startswith("\ufefffront,back,id,")
    assert "choice:scaling/why-scale-by-sqrt-dk" in run.stdout
    assert "recall:" not in run.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_claim_brings_its_question_and_its_own_cards_only(export: Run) -> None:
    claim = "scaling/why-scale-by-sqrt-dk#independence"
    run = export(claim, "--to", "csv", "--lang", "en", "-o", "-")
    for kind in ("myth", "predict"):
        assert run.stdout.count(f"{kind}:scaling/") == 1
        assert f"{kind}:{claim}" in run.stdout
    assert "recall:scaling/why-scale-by-sqrt-dk" in run.stdout


def test_a_file_that_exists_is_kept_unless_forced(export: Run, tmp_path: Path) -> None:
    path = tmp_path / "cards.csv"
    _ = path.write_text("mine")
    run = export("scaling", "--to", "csv", "-o", path)
    assert run.returncode == 2
    assert "exists already (--force replaces it)" in run.stderr
    assert path.read_text() == "mine"
    assert export("scaling", "--to", "csv", "-o", path, "--force").returncode == 0
    assert path.read_text() != "mine"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--to", "ank"], "--to 'ank' is not known (did you mean anki?)"),
        (["--to", "xyz"], "known: anki, csv, html, json, markdown, print, tsv"),
        (["--to", "csv", "--kind", "myths"], "--kind 'myths' is not known (did you mean myth?)"),
        (["--to", "csv", "scalin"], "did you mean scaling?"),
        (["--to", "csv", "-o", "no/where.csv"], "no: there is no such folder"),
        (["--to", "csv", "-o", "."], "this is a folder"),
        (["--to", "csv", "code-drills/multi-head-attention-by-hand#no"], "is no topic"),
        (["--to", "csv", "--date", "soon"], "--date"),
        ([], "--to"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_is_wrong_is_told_and_nothing_written(
    arguments: list[str], told: str, export: Run, tmp_path: Path
) -> None:
    run = export(*arguments)
    assert run.returncode == 2
    assert told in run.stderr
    assert "Traceback" not in run.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_selection_without_such_cards_writes_nothing(export: Run, tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    (pack / "qa_bank").mkdir(parents=True)
    (pack / "checks").mkdir()
    run = subprocess.run(
        [sys.executable, "-m", "quizkit", "--pack", pack, "cards", "export", "--to", "csv"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env=os.environ | {"QUIZKIT_HOME": str(tmp_path / "home")},
    )
    assert run.returncode == 2
    assert "nothing selected gives a card" in run.stderr
    assert not list(tmp_path.glob("*.csv"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_cannot_be_written_is_told(export: Run, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    run = export("scaling", "--to", "csv", "-o", closed / "cards.csv")
    assert run.returncode == 2
    assert "cannot write" in run.stderr


def test_the_page_of_the_built_in_bank_is_small(export: Run, tmp_path: Path) -> None:
    run = export("--to", "html", "--no-figures")
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "quizkit-cards.html").stat().st_size < 300_000


def test_the_help_names_every_format(export: Run) -> None:
    told = " ".join(export("--help").stdout.split())
    for name, form in FORMATS.items():
        assert f"{name}: {form.what}" in told
