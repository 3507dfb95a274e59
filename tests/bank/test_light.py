"""Reading a pack imports nothing heavy."""

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.bank.conftest import MadePack

HEAVY = ("torch", "transformers", "textual", "matplotlib", "scipy", "numpy", "rich")


def run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("what", ["lint(pack)", "load(pack)", "select(load(pack), [])"])
def test_reading_a_pack_imports_nothing_heavy(what: str) -> None:
    assert (
        run(
            "import sys; from quizkit.bank import builtin_pack, lint, load, select\n"
            f"pack = builtin_pack(); {what}\n"
            f"print([name for name in {HEAVY} if name in sys.modules])"
        )
        == "[]"
    )


def test_an_unchanged_pack_is_loaded_without_importing_a_parser(made: "MadePack") -> None:
    code = (
        "import sys; from pathlib import Path; from quizkit.bank import Pack, load\n"
        f"bank = load(Pack(Path({str(made.root)!r})), Path({str(made.root.parent / 'cache')!r}))\n"
        "_ = [bank.question(i) for i in bank.ids], list(bank.checks.values())\n"
        "print('yaml' in sys.modules)"
    )
    assert [run(code), run(code)] == ["True", "False"]
