"""`quizkit bank`: what is wrong in a pack, new questions and checks, the schema, certifying."""

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from quizkit.cli.certify import certify
from quizkit.cli.faults import print_faults, shown
from quizkit.cli.flags import flags
from quizkit.cli.session import Session
from quizkit.errors import Exit, Place

if TYPE_CHECKING:
    from quizkit.bank import Fault

app = typer.Typer(no_args_is_help=True, help="Write and check the questions of a pack.")
_ = app.command()(certify)
_ = app.command()(flags)


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
    """Say everything that is wrong in a pack, each with its place and how to mend it.

    A draft, of which only the question and its answer are written yet, is a warning.
    """
    from quizkit.bank import find_pack
    from quizkit.bank import lint as faults_of
    from quizkit.cli.claims import counted
    from quizkit.home import cache_dir

    session: Session = context.obj
    pack = find_pack(path) if path else session.pack()
    faults = faults_of(pack, cache_dir())
    wrong = [fault for fault in faults if not fault.warning]
    if as_json:
        typer.echo(json.dumps([_as_json(f) for f in faults], ensure_ascii=False, indent=2))
    else:
        console = session.console()
        print_faults(console, faults)
        files = len({fault.place.path for fault in wrong})
        total = (
            f"{counted(len(wrong), 'fault')} in {counted(files, 'file')}" if wrong else "no faults"
        )
        if drafts := len(faults) - len(wrong):
            total += f", {counted(drafts, 'draft')}"
        console.print(total, style="bold")
    if wrong:
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
    console.print(f"wrote {shown(Place(written))}", soft_wrap=True)
    console.print("Fill in the places marked <write …>; quizkit bank lint shows what is left.")


@app.command()
def schema() -> None:
    """Print the JSON Schema of a question, which editors complete and check with."""
    from quizkit.bank.schema import schema_text

    typer.echo(schema_text(), nl=False)


def _as_json(fault: "Fault") -> dict[str, Any]:
    return {
        "path": str(fault.place.path),
        "line": fault.place.line,
        "column": fault.place.column,
        "message": fault.message,
        "hint": fault.hint,
        "warning": fault.warning,
    }
