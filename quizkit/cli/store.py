"""`quizkit store`: check the review log, copy it, put a copy back, carry it elsewhere."""

import sys
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quizkit.cli.opening import algorithm, clock, loaded, log_path, opened
from quizkit.cli.session import Session
from quizkit.errors import Exit, Place, QuizkitError

if TYPE_CHECKING:
    from quizkit.store import Imported
    from quizkit.store.checking import Contents

MOST = 20
"""Refused lines that are told of one file."""

app = typer.Typer(no_args_is_help=True, help="Look after the review log.")


@app.command()
def check(context: typer.Context) -> None:
    """Look at every page, every row and every schedule of the log; change nothing."""
    from quizkit.cli.claims import counted, safe
    from quizkit.store.checking import check as checked

    session: Session = context.obj
    done = checked(_existing(), algorithm(session), loaded(session).renames)
    typer.echo(f"{_told(done.contents)}; {counted(done.cards, 'card')} scheduled")
    for problem in done.problems:
        typer.echo(safe(problem))
    if done.problems:
        raise typer.Exit(Exit.USAGE)
    typer.echo("nothing is wrong")


@app.command()
def backup() -> None:
    """Copy the log to the backups, check the copy, and thin the older ones."""
    from quizkit.store.backups import backup as copied

    made = copied(_existing(), clock())
    typer.echo(f"wrote {made}: {_told_file(made)}")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup, or another log.")],
) -> None:
    """Put a backup in the place of the log, which is copied before."""
    from quizkit.store.backups import restore as restored

    done = restored(log_path(), file, clock())
    typer.echo(f"restored {file}: {_told(done.holds)}")
    if done.replaced is not None:
        typer.echo(f"it replaced {_told(done.replaced)}")
    if done.kept is not None:
        typer.echo(f"what was there lies in {done.kept}")


@app.command()
def export(
    context: typer.Context,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Else it is printed.")
    ] = None,
    force: Annotated[bool, typer.Option(help="Replace a file that is there already.")] = False,
) -> None:
    """Write the whole log as JSON Lines, which `import` reads on another machine."""
    from quizkit.cli.claims import counted

    session: Session = context.obj
    _ = _existing()
    with opened(session) as store:
        lines = store.export()
        if output is None:
            for line in lines:
                typer.echo(line)
        else:
            typer.echo(f"wrote {counted(_write(output, lines, force=force), 'event')} to {output}")


@app.command("import")
def import_(
    context: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="What `export` wrote; - reads stdin.")
    ],
) -> None:
    """Add the events that this log lacks; in any order, and twice changes nothing."""
    session: Session = context.obj
    refused = False
    with opened(session) as store:
        for file in files:
            with _lines(file) as lines:
                imported = store.import_events(lines)
            _tell_import(file, imported)
            refused = refused or bool(imported.refused)
    if refused:
        raise typer.Exit(Exit.USAGE)


@app.command()
def rebuild(context: typer.Context) -> None:
    """Derive every schedule from the log again."""
    from quizkit.cli.claims import counted

    session: Session = context.obj
    _ = _existing()
    with opened(session) as store:
        typer.echo(f"rebuilt the schedule of {counted(store.rebuild(), 'card')}")


@contextmanager
def _lines(file: Path) -> Generator[Iterable[str]]:
    """The lines of a file, or of stdin; a byte that is not UTF-8 is a fault of its line."""
    if str(file) == "-":
        with open(
            sys.stdin.fileno(), encoding="utf-8", errors="surrogateescape", closefd=False
        ) as f:
            yield f
        return
    try:
        with file.open(encoding="utf-8", errors="surrogateescape") as f:
            yield f
    except OSError as error:
        raise QuizkitError(f"cannot read it: {error.strerror}", place=Place(file)) from error


def _existing() -> Path:
    """The log; raise QuizkitError where there is none."""
    path = log_path()
    if not path.is_file():
        raise QuizkitError(
            "there is no review log yet", place=Place(path), hint="`quizkit practice` begins one"
        )
    return path


def _told(contents: "Contents") -> str:
    from quizkit.cli.claims import counted

    if contents.last is None:
        return "no events"
    last: datetime = contents.last.astimezone()
    return f"{counted(contents.events, 'event')}, the last on {last:%Y-%m-%d at %H:%M}"


def _told_file(path: Path) -> str:
    from quizkit.store.checking import contents

    return _told(contents(path))


def _tell_import(file: Path, imported: "Imported") -> None:
    from quizkit.cli.claims import counted, safe

    refused = len(imported.refused)
    typer.echo(f"{file}: {imported.added} added, {imported.known} known, {refused} refused")
    for number, reason in imported.refused[:MOST]:
        typer.echo(f"{file}:{number}: {safe(reason)}", err=True)
    if refused > MOST:
        typer.echo(f"{file}: and {counted(refused - MOST, 'more line')}", err=True)


def _write(path: Path, lines: Iterable[str], *, force: bool) -> int:
    """Write the lines to a file that appears whole or not at all; return how many there are."""
    import tempfile

    if path.exists() and not force:
        raise QuizkitError(
            "the file is there already", place=Place(path), hint="--force replaces it"
        )
    number = 0
    try:
        with tempfile.TemporaryDirectory(prefix=".writing-", dir=path.parent) as folder:
            partial = Path(folder) / path.name
            with partial.open("w", encoding="utf-8") as file:
                for line in lines:
                    _ = file.write(f"{line}\n")
                    number += 1
            _ = partial.replace(path)
    except OSError as error:
        raise QuizkitError(f"cannot write it: {error.strerror}", place=Place(path)) from error
    return number
