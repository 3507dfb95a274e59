"""What a command imports, seen from outside: a static contract misses importlib."""

import json
import subprocess
import sys

import pytest

LOOK = """
import json, sys
from quizkit.cli.app import main
sys.argv = ["quizkit", *json.loads(sys.argv[1])]
try:
    main()
except SystemExit:
    pass
print("MODULES" + json.dumps(sorted(sys.modules)))
"""
HEAVY = {"torch", "transformers", "textual", "matplotlib", "scipy", "numpy", "fsrs"}


def imported_by(*arguments: str) -> set[str]:
    """Names of the top-level modules loaded once the command has run."""
    run = subprocess.run(
        [sys.executable, "-c", LOOK, json.dumps(arguments)],
        capture_output=True,
        text=True,
        check=True,
    )
    *_, modules = run.stdout.partition("MODULES")
    return {name.partition(".")[0] for name in json.loads(modules)}


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        ["verify", "--help"],
        ["practice", "--help"],
        ["interview", "--help"],
        ["stats", "--help"],
        ["plan", "--help"],
        ["optimize", "--help"],
        ["store", "check"],
        ["doctor", "--help"],
        ["cards", "export", "--help"],
        ["bank", "lint"],
        ["bank", "schema"],
        ["glossary", "causal mask"],
        ["show", "scaling/why-scale-by-sqrt-dk", "--lang", "en"],
    ],
    ids=" ".join,
)
def test_a_light_command_imports_nothing_heavy(arguments: list[str]) -> None:
    assert imported_by(*arguments) & HEAVY == set()


def test_the_look_itself_sees_a_heavy_import() -> None:
    run = subprocess.run(
        [sys.executable, "-c", LOOK.replace("try:", "import numpy\ntry:"), '["--help"]'],
        capture_output=True,
        text=True,
        check=True,
    )
    assert '"numpy"' in run.stdout.partition("MODULES")[2]


def test_a_command_imports_the_module_of_no_other_group() -> None:
    run = subprocess.run(
        [sys.executable, "-c", LOOK, '["glossary", "--help"]'],
        capture_output=True,
        text=True,
        check=True,
    )
    modules = json.loads(run.stdout.partition("MODULES")[2])
    assert "quizkit.cli.glossary" in modules
    assert {"quizkit.cli.packs", "quizkit.cli.group", "quizkit.cli.bank"} & set(modules) == set()
