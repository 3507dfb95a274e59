"""`quizkit practice`: answer what is due."""

import os
from typing import TYPE_CHECKING, Annotated

import typer

from quizkit.cli.garbage import defer, settle
from quizkit.cli.opening import clock
from quizkit.cli.reading import ReadBy
from quizkit.cli.session import Session
from quizkit.cli.terminal import hold, is_plain
from quizkit.errors import QuizkitError
from quizkit.model.text import Lang

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizkit.bank import Bank
    from quizkit.cli.learner import Learner
    from quizkit.cli.live_checks import LiveChecks
    from quizkit.practice import Session as Practice
    from quizkit.practice.kinds import Kind
    from quizkit.tui import Desk

MOST_DIFFICULT = 5


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
    minutes: Annotated[
        float | None, typer.Option(min=0.1, metavar="N", help="End after so many minutes.")
    ] = None,
    new: Annotated[
        int | None, typer.Option(min=0, metavar="N", help="New cards a day, over all sessions.")
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KIND",
            help="Only cards of this kind (recall, predict, myth, choice, explain); repeatable.",
        ),
    ] = None,
    difficulty: Annotated[
        list[int] | None,
        typer.Option(
            min=1,
            max=MOST_DIFFICULT,
            metavar="N",
            help="Only questions this difficult (1 to 5); repeatable.",
        ),
    ] = None,
    flagged: Annotated[
        bool, typer.Option("--flagged", help="Only cards that you flagged.")
    ] = False,
    failed: Annotated[
        bool, typer.Option("--failed", help="Only cards that you failed within a week.")
    ] = False,
    ahead: Annotated[
        int, typer.Option(min=0, max=365, metavar="DAYS", help="Also what is due in so many days.")
    ] = 0,
    matcher: ReadBy = None,
    cram: Annotated[
        bool, typer.Option("--cram", help="All of it once, due or not; no schedule changes.")
    ] = False,
) -> None:
    """Answer what is due, then what is new; every answer is kept before the next card is shown."""
    session: Session = context.obj
    if not is_plain(session):
        defer()
    from quizkit.cli.learner import learner
    from quizkit.practice import Limits, Selection

    selection = Selection(topics or (), _kinds(kind or []), difficulty or (), flagged, failed)
    limits = Limits(limit, new, minutes, ahead, cram)
    with learner(session, matcher) as this:
        _run(session, this, this.practice(selection, limits), session.lang(lang))


def _run(session: Session, this: "Learner", practice: "Practice", lang: Lang) -> None:
    from quizkit.cli.live_checks import LiveChecks

    with LiveChecks(this.bank) as checks:
        if is_plain(session):
            from quizkit.cli.practice_plain import PlainPractice

            edit = editor_of(practice, checks)
            PlainPractice(practice, checks, clock, os.urandom, lang, edit).run()
            return
        from quizkit.cli.home import house_of
        from quizkit.tui import PracticeApp

        house = house_of(session, this, checks, lang)
        desk = desk_of(this, checks, practice, lang)
        hold(PracticeApp(house, desk))


def desk_of(this: "Learner", checks: "LiveChecks", practice: "Practice", lang: Lang) -> "Desk":
    """What the session's screen needs."""
    from quizkit.tui import Desk

    edit = editor_of(practice, checks)
    return Desk(practice, checks, clock, os.urandom, lang, edit, when_painted=settle)


def editor_of(practice: "Practice", checks: "LiveChecks") -> "Callable[[str], Bank]":
    """What opens a question's file, and has the checks come from the pack as it is then."""
    from quizkit.cli.editing import edited

    def edit(question: str) -> "Bank":
        changed = edited(practice.bank, question)
        checks.use(changed)
        return changed

    return edit


def _kinds(names: list[str]) -> "list[Kind]":
    from quizkit.practice import KINDS

    for name in names:
        if name not in KINDS:
            raise QuizkitError(
                f"--kind: {name!r} is none of {', '.join(KINDS)}",
                zh=f"--kind：{name!r} 不是 {'、'.join(KINDS)} 之一",
            )
    return [kind for name, kind in KINDS.items() if not names or name in names]
