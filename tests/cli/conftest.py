"""The command line over a small pack, with a home of its own."""

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from quizkit.bank import Bank

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def quizkit(tmp_path: Path, make_bank: Callable[[Mapping[str, int]], Bank]) -> Run:
    """Run a command in a pipe; its home is the folder of the test."""
    pack = make_bank({"scaling/a": 0, "scaling/b": 1, "masking/c": 0}).pack.root

    def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "quizkit", "--pack", str(pack), *arguments],
            capture_output=True,
            text=True,
            env={"QUIZKIT_HOME": str(tmp_path), "PATH": "", "LANG": "C.UTF-8"},
            timeout=120,
            check=False,
        )

    return run
