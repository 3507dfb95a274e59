"""`quizkit bank`: what is wrong in a pack, new questions and checks, the schema."""

import json
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from quizkit.cli.session import Session
from quizkit.errors import Exit, Place

if TYPE_CHECKING:
    from quizkit.bank import Fault

app = typer.Typer(no_args_is_help=True, help="Write and check the questions of a pack.")


class Kind(StrEnum):
    """What `bank new` makes."""

    QUESTION = "question"
    CHECK = "check"


@app.command()
def lint(
    context: typer.Context,
    path: Annotated[
        Path | None, typer.Argument(metavar="[PATH]", help="The pack; else that of --pack.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the faults as JSON.")] = False,
) -> None:
    """Say everything that is wrong in a pack, each with its place and how to mend it."""
    from quizkit.bank import find_pack
    from quizkit.bank import lint as faults_of
    from quizkit.home import cache_dir

    session: Session = context.obj
    pack = find_pack(path) if path else session.pack()
    faults = faults_of(pack, cache_dir())
    if as_json:
        typer.echo(json.dumps([_as_json(f) for f in faults], ensure_ascii=False, indent=2))
    else:
        _print_faults(session, faults)
    if faults:
        raise typer.Exit(Exit.USAGE)


@app.command()
def new(
    context: typer.Context,
    kind: Annotated[Kind, typer.Argument(help="What to make.")],
    new_id: Annotated[str, typer.Argument(metavar="ID", help="Its id: <topic>/<slug>.")],
) -> None:
    """Write the file of a new question or check, with the places to fill in marked."""
    from quizkit.bank.scaffold import scaffold

    session: Session = context.obj
    written = scaffold(session.pack(), kind.value, new_id)
    console = session.console()
    console.print(f"wrote {_shown(Place(written))}", soft_wrap=True)
    console.print("Fill in the places marked <write …>; quizkit bank lint shows what is left.")


@app.command()
def schema() -> None:
    """Print the JSON Schema of a question, which editors complete and check with."""
    from quizkit.bank.schema import schema_text

    typer.echo(schema_text(), nl=False)


def _print_faults(session: Session, faults: Sequence["Fault"]) -> None:
    console = session.console()
    for fault in faults:
        console.print(f"{_shown(fault.place)}: {fault.message}", soft_wrap=True)
        if fault.hint:
            console.print(f"    {fault.hint}", style="dim", soft_wrap=True)
    files = len({fault.place.path for fault in faults})
    total = f"{_counted(len(faults), 'fault')} in {_counted(files, 'file')}"
    console.print(total if faults else "no faults", style="bold")


def _as_json(fault: "Fault") -> dict[str, Any]:
    return {
        "path": str(fault.place.path),
        "line": fault.place.line,
        "column": fault.place.column,
        "message": fault.message,
        "hint": fault.hint,
    }


def _shown(place: Place) -> str:
    """A place as one types it from here; a file's name may hold anything."""
    from quizkit.bank.fault import printable

    here = Path.cwd()
    path = place.path.relative_to(here) if place.path.is_relative_to(here) else place.path
    return printable(str(Place(path, place.line, place.column)))


def _counted(n: int, what: str) -> str:
    return f"{n} {what}" if n == 1 else f"{n} {what}s"
