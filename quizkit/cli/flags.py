"""`quizkit bank flags`: what learners flagged, for the authors of the questions."""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from quizkit.cli.opening import clock, loaded, opened
from quizkit.cli.session import Session
from quizkit.errors import QuizkitError

if TYPE_CHECKING:
    from quizkit.bank import Bank
    from quizkit.model.review import Mark


def flags(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print the flags as JSON.")] = False,
    clear: Annotated[
        list[str] | None,
        typer.Option(metavar="CARD", help="Take the flag of this card away; repeatable."),
    ] = None,
) -> None:
    """List the cards that were flagged in practice, each with its note and its file."""
    import os

    from quizkit.cli.claims import safe
    from quizkit.model.review import Action, CardId

    session: Session = context.obj
    bank = loaded(session)
    with opened(session, bank) as store:
        open_flags = store.flags()
        flagged = {str(mark.card) for mark in open_flags}
        for card in clear or ():
            if card not in flagged:
                hint = "quizkit bank flags lists those that are"
                raise QuizkitError(f"{card!r} is not flagged", hint=hint)
            _ = store.mark(CardId.parse(card), Action.UNFLAG, clock=clock(), random=os.urandom)
        open_flags = store.flags()
    if as_json:
        typer.echo(json.dumps([_data(mark) for mark in open_flags], ensure_ascii=False, indent=1))
        return
    for mark in open_flags:
        typer.echo(safe(f"{_file(bank, mark.card.question)}: {mark.card}"))
        day = mark.at.astimezone()
        typer.echo("    " + safe(f"{day:%Y-%m-%d}: {mark.note or 'no note'}"))
    if not open_flags:
        typer.echo("no card is flagged")


def _data(mark: "Mark") -> dict[str, Any]:
    return {"card": str(mark.card), "at": mark.at.isoformat(), "note": mark.note}


def _file(bank: "Bank", question: str) -> str:
    try:
        return str(bank.file_of(question))
    except QuizkitError:  # the pack was removed since
        return "a pack that is no longer here"
