"""The command line; its commands are in `commands`."""

import io
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from quizkit import __version__
from quizkit.cli.commands import Commands
from quizkit.cli.session import Session
from quizkit.cli.terminal import is_plain
from quizkit.errors import Exit, QuizkitError

app = typer.Typer(
    cls=Commands, invoke_without_command=True, add_completion=False, rich_markup_mode=None
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"quizkit {__version__}")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    pack: Annotated[
        Path | None,
        typer.Option(metavar="DIR", envvar="QUIZKIT_PACK", help="Use the pack in this folder."),
    ] = None,
    plain: Annotated[
        bool, typer.Option(help="No colours, no live display: for pipes and screen readers.")
    ] = False,
    _version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Interview answers you can run: measure what an answer claims, then practise it."""
    session = context.obj = Session(pack_path=pack, plain=plain)
    if context.invoked_subcommand is not None:
        return
    if is_plain(session):
        typer.echo(context.get_help())
        raise typer.Exit(Exit.USAGE)
    from quizkit.cli.home import home

    home(context)


def main() -> None:
    """Run the command line; a QuizkitError becomes one message and its exit code."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        # A sign that the locale lacks, or that was sent broken, becomes a question mark.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        app(_plain_first(sys.argv[1:]))
    except BrokenPipeError:
        # Who reads has gone, as `head` does; what is still in the buffer has nowhere to go.
        _ = os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(Exit.OK) from None
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        print(f"quizkit: {place}{error.strerror}", file=sys.stderr)  # noqa: T201  as below
        raise SystemExit(Exit.USAGE) from error
    except QuizkitError as error:
        from quizkit.cli.speaking import complaint

        told = complaint(error, sys.argv[1:])
        print(f"quizkit: {told}", file=sys.stderr)  # noqa: T201  the one place that reports errors
        raise SystemExit(error.code) from error
    except KeyboardInterrupt:
        raise SystemExit(Exit.INTERRUPTED) from None


def _plain_first(words: list[str]) -> list[str]:
    """`--plain` belongs to every command, so it may stand behind the command as well."""
    end = words.index("--") if "--" in words else len(words)
    if "--plain" not in words[:end]:
        return words
    return ["--plain", *(w for i, w in enumerate(words) if w != "--plain" or i > end)]
