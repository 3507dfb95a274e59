"""`quizkit bank`: what it prints, and its exit status."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from quizkit.bank.schema import schema_text

QUESTION = """\
question: {en: Why?, zh: 为什么？}
answer: {en: Because., zh: 因为如此。}
points: []
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack with one question that lacks nearly everything."""
    path = tmp_path / "pack" / "qa_bank" / "topic" / "why.yaml"
    path.parent.mkdir(parents=True)
    _ = path.write_text(QUESTION, encoding="utf-8")
    return tmp_path / "pack"


def quizkit(
    *arguments: str | Path, home: Path, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "quizkit", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        cwd=cwd,
        env=os.environ | {"QUIZKIT_HOME": str(home), "NO_COLOR": "1", "COLUMNS": "60"},
    )


def test_lint_prints_each_fault_on_a_line_with_its_mend_below_and_counts_them(
    pack: Path, tmp_path: Path
) -> None:
    done = quizkit("bank", "lint", pack, home=tmp_path / "home", cwd=pack)
    assert done.stdout.splitlines() == [
        "qa_bank/topic/why.yaml:1:1: the key choices is missing",
        "    it is the question as a multiple choice",
        "qa_bank/topic/why.yaml:1:1: the key claims is missing",
        "    it is the sentences of the answer that can be false",
        "qa_bank/topic/why.yaml:1:1: the key difficulty is missing",
        "    it is 1 screening … 5 research",
        "qa_bank/topic/why.yaml:3:9: 0 points; expected 3 to 6",
        "4 faults in 1 file",
    ]
    assert (done.returncode, done.stderr) == (2, "")


def test_lint_of_another_folder_shows_whole_paths_and_takes_the_pack_option(
    pack: Path, tmp_path: Path
) -> None:
    done = quizkit("--pack", pack, "bank", "lint", home=tmp_path / "home", cwd=tmp_path / "pack")
    again = quizkit("bank", "lint", pack, home=tmp_path / "home", cwd=Path(__file__).parent)
    assert done.returncode == again.returncode == 2
    assert f"{pack}/qa_bank/topic/why.yaml:1:1:" in again.stdout


def test_lint_as_json_is_a_list_of_faults_and_nothing_else(pack: Path, tmp_path: Path) -> None:
    done = quizkit("bank", "lint", "--json", pack, home=tmp_path / "home")
    faults = json.loads(done.stdout)
    assert faults[-1] == {
        "path": f"{pack}/qa_bank/topic/why.yaml",
        "line": 3,
        "column": 9,
        "message": "0 points; expected 3 to 6",
        "hint": "",
        "warning": False,
    }
    assert (len(faults), done.returncode) == (4, 2)


def test_lint_of_a_pack_without_fault_says_so_and_succeeds(tmp_path: Path) -> None:
    (tmp_path / "qa_bank").mkdir()
    done = quizkit("bank", "lint", tmp_path, home=tmp_path / "home")
    assert (done.stdout, done.stderr, done.returncode) == ("no faults\n", "", 0)
    done = quizkit("bank", "lint", "--json", tmp_path, home=tmp_path / "home")
    assert (json.loads(done.stdout), done.returncode) == ([], 0)


def test_lint_of_no_pack_is_one_message_and_exit_status_2(tmp_path: Path) -> None:
    done = quizkit("bank", "lint", tmp_path / "nowhere", home=tmp_path / "home")
    assert done.stderr == f"quizkit: {tmp_path}/nowhere: there is no such folder\n"
    assert (done.stdout, done.returncode) == ("", 2)


def test_lint_shows_markup_and_escapes_in_a_pack_as_text(pack: Path, tmp_path: Path) -> None:
    path = pack / "qa_bank" / "topic" / "why.yaml"
    _ = path.write_text(QUESTION + '"[link=x]a[/link]\\e[31m": 1\n', encoding="utf-8")
    done = quizkit("bank", "lint", pack, home=tmp_path / "home")
    assert r"unknown key '[link=x]a[/link]\x1b[31m'" in done.stdout
    assert "\x1b" not in done.stdout


def test_new_writes_a_file_and_says_where(pack: Path, tmp_path: Path) -> None:
    done = quizkit(
        "--pack", pack, "bank", "new", "question", "topic/how", home=tmp_path / "home", cwd=pack
    )
    assert done.stdout.splitlines()[0] == "wrote qa_bank/topic/how.yaml"
    assert (pack / "qa_bank/topic/how.yaml").exists()
    again = quizkit("--pack", pack, "bank", "new", "question", "topic/how", home=tmp_path / "home")
    assert "the file is there already" in again.stderr
    assert (done.returncode, again.returncode) == (0, 2)


def test_new_refuses_an_id_that_is_none(pack: Path, tmp_path: Path) -> None:
    done = quizkit("--pack", pack, "bank", "new", "check", "Topic/How So", home=tmp_path / "home")
    assert done.stderr == (
        "quizkit: 'Topic/How So' is not a check's id such as scaling/unit_variance"
        " (did you mean topic/how_so?)\n"
    )
    assert done.returncode == 2


def test_schema_prints_the_schema_and_nothing_else(tmp_path: Path) -> None:
    done = quizkit("bank", "schema", home=tmp_path / "home")
    assert (done.stdout, done.returncode) == (schema_text(), 0)
