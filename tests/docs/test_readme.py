"""The README names every command, and every command says what it does."""

from pathlib import Path
from typing import Any

import pytest
import typer

from quizkit.cli.app import app

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def commands(command: Any, name: str) -> dict[str, Any]:
    """Every command with its full name; groups are looked into."""
    group = getattr(command, "commands", None)
    if group is None:
        return {name: command}
    return {k: c for key in group for k, c in commands(group[key], f"{name} {key}").items()}


COMMANDS = commands(typer.main.get_command(app), "quizkit")


def test_there_are_commands() -> None:
    assert len(COMMANDS) >= 7


@pytest.mark.parametrize("name", COMMANDS)
def test_the_readme_has_a_row_for_the_command(name: str) -> None:
    assert f"| `{name}" in README


@pytest.mark.parametrize("name", COMMANDS)
def test_the_command_and_its_options_have_help(name: str) -> None:
    command = COMMANDS[name]
    assert command.help
    silent = [p.name for p in command.params if p.param_type_name == "option" and not p.help]
    assert silent == []
