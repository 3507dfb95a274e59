"""Every error of quizkit's own is one message with its place and its mend, and exit code 2."""

import subprocess
import sys
from pathlib import Path


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
