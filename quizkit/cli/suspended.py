"""`quizkit suspended`: the cards that are not asked now, and how to have them asked again."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from quizkit.cli.opening import clock, loaded, opened
from quizkit.cli.session import Session
from quizkit.cli.speaking import InLang, say
from quizkit.errors import QuizkitError
from quizkit.model.text import Text

if TYPE_CHECKING:
    from datetime import datetime

    from quizkit.model.review import CardId
    from quizkit.store import Store


def suspended(
    context: typer.Context,
    resume: Annotated[
        list[str] | None,
        typer.Option(metavar="CARD", help="Ask this card again, or those of a glob; repeatable."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the cards as JSON.")] = False,
    lang: InLang = None,
) -> None:
    """List the cards suspended in practice or put off today; --resume has them asked again."""
    from quizkit.schedule import Day

    session: Session = context.obj
    with opened(session, loaded(session)) as store:
        starts = session.settings().day_starts
        since = Day.of(store.now(clock()), starts=starts).start
        for pattern in resume or ():
            _resume(store, pattern, since)
        suspended, put_off = _sorted(store.suspended()), _sorted(store.buried(since))
    if as_json:
        found = {"suspended": list(map(str, suspended)), "put_off": list(map(str, put_off))}
        typer.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    chosen = session.lang(lang)
    for card in suspended:
        say(Text(f"{card}: suspended", f"{card}：已暂停"), chosen)
    for card in put_off:
        say(Text(f"{card}: put off until tomorrow", f"{card}：推迟到明天"), chosen)
    if not suspended and not put_off:
        none = Text("no card is suspended or put off", "没有暂停或推迟的卡片")
        say(none, chosen)


def _resume(store: "Store", pattern: str, since: "datetime") -> None:
    """Have the cards of a glob asked again, whichever way they were put aside."""
    import os
    from fnmatch import fnmatchcase

    from quizkit.model.review import Action

    aside = [(card, Action.RESUME) for card in _sorted(store.suspended())]
    aside += [(card, Action.UNBURY) for card in _sorted(store.buried(since))]
    wanted = [(card, action) for card, action in aside if fnmatchcase(str(card), pattern)]
    if not wanted:
        raise QuizkitError(
            f"{pattern!r} is neither suspended nor put off",
            hint="quizkit suspended lists those that are",
            zh=f"{pattern!r} 既没有暂停，也没有推迟",
            hint_zh="quizkit suspended 会列出这些卡片",
        )
    for card, action in wanted:
        _ = store.mark(card, action, clock=clock(), random=os.urandom)


def _sorted(cards: "set[CardId]") -> "list[CardId]":
    return sorted(cards, key=str)
