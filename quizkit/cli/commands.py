"""The commands: one file each, imported when it is asked for.

All of them together take as long to import, and to turn into options, as a small command takes to
run. Help imports them all, so that what it says of each stands in one place.
"""

from collections import UserDict
from importlib import import_module
from typing import Any, cast

import typer
from typer.core import TyperCommand, TyperGroup

COMMANDS = {
    "verify": "verify:verify",
    "show": "show:show",
    "glossary": "glossary:glossary",
    "home": "home:home",
    "practice": "practice:practice",
    "interview": "interview:interview",
    "suspended": "suspended:suspended",
    "plan": "plan:plan",
    "stats": "stats:stats",
    "optimize": "optimize:optimize",
    "doctor": "doctor:doctor",
    "import": "intake:import_",
    "bank": "bank:app",
    "store": "store:app",
    "cards": "cards:app",
    "pack": "packs:app",
    "group": "group:app",
}
"""The module in `cli` of each command, in help's order, and in it a function or a `Typer`."""


class _OnDemand(UserDict[str, Any]):
    """The commands by name, each made when it is first asked for."""

    def __getitem__(self, name: str) -> TyperCommand | TyperGroup:
        found = self.data[name]
        if isinstance(found, str):
            found = self.data[name] = _made(name, found)
        return found


class Commands(TyperGroup):
    """The group of `COMMANDS`."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = _OnDemand(COMMANDS)


def _made(name: str, place: str) -> TyperCommand | TyperGroup:
    module, _, attribute = place.partition(":")
    found = getattr(import_module(f"quizkit.cli.{module}"), attribute)
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)
    if isinstance(found, typer.Typer):
        alone.add_typer(found, name=name)
        whole = cast("TyperGroup", typer.main.get_command(alone))
        return cast("TyperGroup", whole.commands[name])
    _ = alone.command(name)(found)
    return cast("TyperCommand", typer.main.get_command(alone))
