"""`quizkit suspended`: the cards that are asked no more, and how to have them asked again."""

import json
from typing import Annotated

import typer

from quizkit.cli.opening import clock, loaded, opened
from quizkit.cli.session import Session
from quizkit.errors import QuizkitError


def suspended(
    context: typer.Context,
    resume: Annotated[
        list[str] | None,
        typer.Option(metavar="CARD", help="Ask this card again, or those of a glob; repeatable."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the cards as JSON.")] = False,
) -> None:
    """List the cards that were suspended in practice; --resume has them asked again."""
    import os
    from fnmatch import fnmatchcase

    from quizkit.model.review import Action

    session: Session = context.obj
    with opened(session, loaded(session)) as store:
        found = sorted(store.suspended(), key=str)
        for pattern in resume or ():
            wanted = [card for card in found if fnmatchcase(str(card), pattern)]
            if not wanted:
                hint = "quizkit suspended lists those that are"
                raise QuizkitError(f"{pattern!r} is no suspended card", hint=hint)
            for card in wanted:
                _ = store.mark(card, Action.RESUME, clock=clock(), random=os.urandom)
        left = [str(card) for card in sorted(store.suspended(), key=str)]
    if as_json:
        typer.echo(json.dumps(left, ensure_ascii=False, indent=1))
        return
    for card in left:
        typer.echo(card)
    if not left:
        typer.echo("no card is suspended")
