"""`quizkit group`: progress shared in a folder that a study group has already."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quizkit.cli.group_session import session as sit_together
from quizkit.cli.session import Session
from quizkit.cli.terminal import hold, is_plain
from quizkit.model.text import Lang

if TYPE_CHECKING:
    from quizkit.cli.group_opening import Group

app = typer.Typer(
    no_args_is_help=True, help="Share progress with a study group, in a folder; sit together."
)
_ = app.command("session")(sit_together)
SHARES = ("nothing", "topics", "cards")


@app.command()
def join(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that the group shares.")],
    name: Annotated[str, typer.Option("--as", metavar="NAME", help="Your name in the group.")],
    share: Annotated[
        str, typer.Option(metavar="nothing|topics|cards", help="What the others may see.")
    ] = "topics",
    typed: Annotated[
        bool, typer.Option("--share-typed", help="With --share cards: typed answers as well.")
    ] = False,
    finished: Annotated[
        bool, typer.Option("--share-finished", help="Tell when nothing due is left of a day.")
    ] = False,
    take: Annotated[
        bool, typer.Option("--take", help="Let every sync take your results of sessions.")
    ] = False,
) -> None:
    """Join a group, or change what you share with it; your review log stays as it is."""
    from quizkit.cli.group_opening import join as joined

    session: Session = context.obj
    if share not in SHARES:
        raise typer.BadParameter(f"{share!r} is none of {', '.join(SHARES)}", param_hint="--share")
    if typed and share != "cards":
        hint = "--share-typed needs --share cards: an answer goes with its card"
        raise typer.BadParameter(hint, param_hint="--share-typed")
    group = joined(session, folder, name, share, typed=typed, finished=finished, take=take)
    typer.echo(f"you are {group.member.name} in {group.member.folder}, sharing {share}")
    _sync(group, take=False)


@app.command()
def sync(
    context: typer.Context,
    take: Annotated[
        bool, typer.Option("--take", help="Take your results of group sessions into your log.")
    ] = False,
) -> None:
    """Add what is new of yours to the folder, and read what is new of the others."""
    from quizkit.cli.group_opening import the_group

    session: Session = context.obj
    _sync(the_group(session), take=take)


@app.command()
def status(
    context: typer.Context,
    questions: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[QUESTION]...",
            help="Whose typed answers to show, or topics or globs; else those suggested.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the numbers as JSON.")] = False,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write one web page that works offline.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a page that exists.")] = False,
    lang: Annotated[Lang | None, typer.Option(help="The language to show.")] = None,
) -> None:
    """Show who is strong in what, what nobody knows, and what to do together next."""
    from quizkit.cli.group_opening import the_group
    from quizkit.group.status_data import status_data
    from quizkit.group.status_sheet import status_sheet

    session: Session = context.obj
    chosen = session.lang(lang)
    found = the_group(session).status(questions or ())
    if as_json:
        typer.echo(json.dumps(status_data(found), indent=1))
    if html is not None:
        from quizkit.cli.sheet import write_page

        write_page(html, status_sheet(found, chosen), force=force, told=not as_json)
    if as_json or html is not None:
        return
    if is_plain(session):
        from quizkit.cli.sheet import print_sheet

        print_sheet(status_sheet(found, chosen), session.console(), figures=not session.plain)
        return
    from quizkit.tui.group_screen import GroupScreen
    from quizkit.tui.sheet_app import SheetApp

    hold(SheetApp(GroupScreen(found, chosen)))


@app.command()
def leave(context: typer.Context) -> None:
    """Leave the group; your log stays yours, and what you shared stays in your file there."""
    from quizkit.cli.group_opening import leave as left

    session: Session = context.obj
    typer.echo(left(session))


def _sync(group: "Group", *, take: bool) -> None:
    from quizkit.cli.claims import counted, safe

    done = group.sync(take=take)
    typer.echo(f"{counted(done.written, 'line')} added to {group.member.file}")
    names = ", ".join(name for name in done.found.names if name != group.member.name)
    typer.echo(f"members beside you: {names or 'none yet'}")
    for waiting in done.waiting:
        told = f"{counted(len(waiting.lines), 'answer')} of yours from {waiting.host}'s sessions"
        how = "taken into your log" if done.taken else "wait: `quizkit group sync --take`"
        if waiting.lines:
            typer.echo(f"{told}: {how}")
        if waiting.refused:
            noun = counted(waiting.refused, "line")
            typer.echo(f"{noun} of {waiting.host}'s results skipped: no answers", err=True)
    for file, reason in done.notices():
        typer.echo(safe(f"{file}: {reason}"), err=True)
