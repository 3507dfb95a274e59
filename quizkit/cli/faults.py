"""Faults as lines: the place and what is wrong, and below it how to mend it."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from quizkit.errors import Place

if TYPE_CHECKING:
    from rich.console import Console

    from quizkit.bank import Fault


def print_faults(console: "Console", faults: Iterable["Fault"]) -> None:
    """Print faults; markup in them means nothing."""
    for fault in faults:
        kind = "warning: " if fault.warning else ""
        console.print(f"{shown(fault.place)}: {kind}{fault.message}", soft_wrap=True)
        if fault.hint:
            console.print(f"    {fault.hint}", style="dim", soft_wrap=True)


def shown(place: Place) -> str:
    """A place as one types it from here; a file's name may hold anything."""
    from quizkit.bank.fault import printable

    here = Path.cwd()
    path = place.path.relative_to(here) if place.path.is_relative_to(here) else place.path
    return printable(str(Place(path, place.line, place.column)))
