"""`quizkit bank flags`: what learners flagged, for the authors of the questions."""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from quizkit.cli.opening import clock, loaded, opened
from quizkit.cli.session import Session
from quizkit.cli.speaking import InLang, say
from quizkit.errors import QuizkitError
from quizkit.model.text import Lang, Text

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
    lang: InLang = None,
) -> None:
    """List the cards that were flagged in practice, each with its note and its file."""
    import os

    from quizkit.model.review import Action, CardId

    session: Session = context.obj
    bank = loaded(session)
    with opened(session, bank) as store:
        open_flags = store.flags()
        flagged = {str(mark.card) for mark in open_flags}
        for card in clear or ():
            if card not in flagged:
                raise QuizkitError(
                    f"{card!r} is not flagged",
                    hint="quizkit bank flags lists those that are",
                    zh=f"{card!r} 没有标记",
                    hint_zh="quizkit bank flags 会列出已标记的卡片",
                )
            _ = store.mark(CardId.parse(card), Action.UNFLAG, clock=clock(), random=os.urandom)
        open_flags = store.flags()
    if as_json:
        typer.echo(json.dumps([_data(mark) for mark in open_flags], ensure_ascii=False, indent=1))
        return
    chosen = session.lang(lang)
    for mark in open_flags:
        _tell(bank, mark, chosen)
    if not open_flags:
        say(Text("no card is flagged", "没有标记过的卡片"), chosen)


def _tell(bank: "Bank", mark: "Mark", lang: Lang) -> None:
    """A card with its file, and the note below it."""
    from quizkit.cli.claims import safe
    from quizkit.practice.words import one

    file, day, note = _file(bank, mark.card.question), f"{mark.at.astimezone():%Y-%m-%d}", mark.note
    say(Text(f"{file.en}: {mark.card}", f"{file.zh}: {mark.card}"), lang)
    told = Text(f"{day}: {note or 'no note'}", f"{day}：{note or '没有说明'}")
    typer.echo(f"    {safe(one(told, lang))}")


def _data(mark: "Mark") -> dict[str, Any]:
    return {"card": str(mark.card), "at": mark.at.isoformat(), "note": mark.note}


def _file(bank: "Bank", question: str) -> Text:
    try:
        path = str(bank.file_of(question))
    except QuizkitError:  # the pack was removed since
        return Text("a pack that is no longer here", "已不在这里的卡组")
    return Text(path, path)
