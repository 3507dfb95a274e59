"""`quizkit practice`: answer what is due."""

import gc
import os
from typing import TYPE_CHECKING, Annotated

import typer

from quizkit.cli.opening import algorithm, clock, loaded, opened
from quizkit.cli.session import Session
from quizkit.cli.terminal import is_plain
from quizkit.model.text import Lang

if TYPE_CHECKING:
    from quizkit.bank import Bank
    from quizkit.practice import Session as Practice
    from quizkit.practice.kinds import Kind

NEW_A_DAY = 10


def practice(
    context: typer.Context,
    topics: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TOPIC]...", help="Topics, questions or globs; else all."),
    ] = None,
    lang: Annotated[Lang | None, typer.Option(help="The language to begin with.")] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="End after so many answers.")
    ] = None,
    new: Annotated[
        int, typer.Option(min=0, metavar="N", help="New cards a day, over all sessions.")
    ] = NEW_A_DAY,
    kind: Annotated[
        list[str] | None,
        typer.Option(metavar="KIND", help="Only cards of this kind (recall, predict); repeatable."),
    ] = None,
) -> None:
    """Answer what is due, then what is new; every answer is kept before the next card is shown."""
    plain = is_plain(context.obj)
    if not plain:
        gc.disable()  # until the first card is painted: 25 ms of 200 go to looking for garbage
    from quizkit.practice import Limits
    from quizkit.practice import Session as Practice

    session: Session = context.obj
    begin_with = session.lang(lang)
    kinds = _kinds(kind or [])
    bank = loaded(session)
    schedule = algorithm(session)
    with opened(session, bank) as store:
        this = Practice(
            bank,
            store,
            schedule,
            clock=clock(),
            words=topics or [],
            kinds=kinds,
            limits=Limits(limit, new),
        )
        _run(this, bank, begin_with, plain=plain)


def _run(this: "Practice", bank: "Bank", lang: Lang, *, plain: bool) -> None:
    from quizkit.cli.live_checks import LiveChecks

    with LiveChecks(bank) as checks:
        if plain:
            from quizkit.cli.practice_plain import PlainPractice

            PlainPractice(this, checks, clock, os.urandom, lang).run()
            return
        from quizkit.tui import Desk, PracticeApp

        desk = Desk(this, checks, clock, os.urandom, lang, when_painted=gc.enable)
        if error := PracticeApp(desk).run():
            raise error


def _kinds(names: list[str]) -> "list[Kind]":
    from quizkit.practice import KINDS

    for name in names:
        if name not in KINDS:
            raise typer.BadParameter(f"{name!r} is none of {', '.join(KINDS)}", param_hint="--kind")
    return [kind for name, kind in KINDS.items() if not names or name in names]
