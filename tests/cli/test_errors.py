"""Every error of quizkit's own is one message with its place and its mend, and exit code 2."""

import subprocess
import sys
from pathlib import Path

import pytest


def quizkit(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "quizkit", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env=environment or None,
    )


def test_a_folder_that_is_no_pack_exits_2_without_a_traceback(tmp_path: Path) -> None:
    run = quizkit("--pack", tmp_path, "bank", "lint")
    assert run.returncode == 2
    assert "Traceback" not in run.stderr
    assert str(tmp_path) in run.stderr


def test_a_command_that_does_not_exist_exits_2() -> None:
    assert quizkit("verfy").returncode == 2


def test_settings_with_an_unknown_language_say_what_to_write(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    _ = (tmp_path / "config" / "settings.toml").write_text('lang = "fr"\n')
    run = quizkit("show", "scaling/why-scale-by-sqrt-dk", QUIZKIT_HOME=str(tmp_path))
    assert run.returncode == 2
    assert "settings.toml" in run.stderr
    assert '"zh"' in run.stderr


@pytest.mark.parametrize("timeout", ["nan", "inf", "1e12"])
def test_a_timeout_that_no_clock_can_wait_for_is_refused(tmp_path: Path, timeout: str) -> None:
    run = quizkit("verify", "scaling", "--timeout", timeout, QUIZKIT_HOME=str(tmp_path))
    assert run.returncode == 2
    assert "Traceback" not in run.stderr
    assert "timeout" in run.stderr


def test_an_output_that_cannot_be_written_is_no_traceback(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        run = subprocess.run(
            [sys.executable, "-m", "quizkit", "bank", "schema"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            env={"QUIZKIT_HOME": str(tmp_path)},
        )
    assert run.returncode != 0
    assert "Traceback" not in run.stderr


def test_a_locale_without_a_sign_shows_a_question_mark(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "quizkit", "show", "scaling/why-scale-by-sqrt-dk", "--lang", "zh"],
        capture_output=True,
        check=False,
        env={"QUIZKIT_HOME": str(tmp_path), "PYTHONIOENCODING": "gbk"},
    )
    assert run.returncode == 0
    assert b"?" in run.stdout


def test_an_id_that_is_too_long_for_a_file_is_an_error_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "qa_bank").mkdir()
    (tmp_path / "checks").mkdir()
    run = quizkit("--pack", tmp_path, "bank", "new", "question", "a/" + "b" * 300)
    assert run.returncode == 2
    assert "Traceback" not in run.stderr


def test_plain_may_stand_behind_the_command(tmp_path: Path) -> None:
    before = quizkit("--plain", "glossary", "causal mask", QUIZKIT_HOME=str(tmp_path))
    behind = quizkit("glossary", "causal mask", "--plain", QUIZKIT_HOME=str(tmp_path))
    assert (behind.returncode, behind.stdout) == (0, before.stdout)
    assert quizkit("glossary", "--", "--plain", QUIZKIT_HOME=str(tmp_path)).returncode == 2
