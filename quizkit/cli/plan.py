"""`quizkit plan`: what to practise until the interview, and how one stands to that."""

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from quizkit.cli.opening import algorithm, cards, clock, loaded, opened, plan_path
from quizkit.cli.session import Session
from quizkit.cli.terminal import hold, is_plain
from quizkit.errors import QuizkitError
from quizkit.model.text import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from quizkit.bank import Bank
    from quizkit.figure.page import Sheet
    from quizkit.practice.plan import Forecast, Plan, Scope
    from quizkit.practice.standing import Standing
    from quizkit.schedule import Fsrs
    from quizkit.store import Store

DAY = 24 * 60
"""Minutes."""
ENDED = Text("The plan is ended.", "计划已结束。")
NONE = Text("There was no plan.", "原本就没有计划。")


def plan(
    context: typer.Context,
    topics: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TOPIC]...", help="Topics, questions or globs; else all."),
    ] = None,
    by: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day of the interview: 2026-03-31.")
    ] = None,
    minutes: Annotated[
        int | None,
        typer.Option("--minutes-a-day", min=1, max=DAY, metavar="N", help="At most; 30 if unsaid."),
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option(metavar="TOPIC", help="Begin nothing new of it; repeatable."),
    ] = None,
    drop: Annotated[bool, typer.Option("--drop", help="End the plan.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the plan as JSON.")] = False,
    lang: Annotated[Lang | None, typer.Option(help="The language to show.")] = None,
) -> None:
    """Plan for a date: what will be known then, and what falls on each day until it.

    Without --by, shows the plan and how you stand to it. A plan steers practice from then on.
    """
    session: Session = context.obj
    chosen = session.lang(lang)
    if drop:
        _drop(chosen)
    elif by is not None:
        words = topics or [], without or []
        _make(session, _date(by), minutes, words, chosen, as_json=as_json)
    elif topics or without or minutes is not None:
        raise QuizkitError(
            "a plan needs a date",
            hint="name the day: quizkit plan --by 2026-03-31",
            zh="计划需要日期",
            hint_zh="请写明日期：quizkit plan --by 2026-03-31",
        )
    else:
        _stand(session, chosen, as_json=as_json)


def _make(
    session: Session,
    by: date,
    minutes: int | None,
    words: tuple[list[str], list[str]],
    lang: Lang,
    *,
    as_json: bool,
) -> None:
    from quizkit.practice.plan import MINUTES_A_DAY, make_plan
    from quizkit.practice.plan_file import write_plan
    from quizkit.practice.plan_sheet import new_plan_sheet

    bank, schedule = loaded(session), algorithm(session)
    with opened(session, bank) as store:
        scope = _scope(session, bank, store, *words)
    made, found = make_plan(scope, schedule, by, minutes or MINUTES_A_DAY, *words)
    write_plan(plan_path(), made)
    needed = _needed(scope, schedule, made, found)
    if as_json:
        _print_json(made, found, needed)
        return
    _show(session, lambda lang: new_plan_sheet(made, found, scope.habits, needed, lang), lang)


def _stand(session: Session, lang: Lang, *, as_json: bool) -> None:
    made, stands, scope, needed = _standing(session)
    if as_json:
        _print_json(made, stands.forecast, needed)
        return
    _show(session, _sheet(stands, scope, needed), lang)


def standing_of(session: Session) -> "Callable[[Lang], Sheet]":
    """What the plan's screen shows: the plan, and how one stands to it.

    Raises:
        QuizkitError: there is no plan.
    """
    _, stands, scope, needed = _standing(session)
    return _sheet(stands, scope, needed)


def _sheet(stands: "Standing", scope: "Scope", needed: int | None) -> "Callable[[Lang], Sheet]":
    from quizkit.practice.plan_sheet import standing_sheet

    return lambda lang: standing_sheet(stands, scope.habits, needed, lang)


def _standing(session: Session) -> "tuple[Plan, Standing, Scope, int | None]":
    from quizkit.practice.plan_file import read_plan
    from quizkit.practice.standing import done_between, standing

    made = read_plan(plan_path())
    if made is None:
        raise QuizkitError(
            "there is no plan",
            hint="make one: quizkit plan --by 2026-03-31",
            zh="还没有计划",
            hint_zh="制定一份：quizkit plan --by 2026-03-31",
        )
    bank, schedule = loaded(session), algorithm(session)
    with opened(session, bank) as store:
        scope = _scope(session, bank, store, made.topics, made.without)
        start = scope.days.day(scope.days.date_of(scope.now)).start
        done = done_between(store.answers(), made.made, start)
    stands = standing(made, scope, schedule, done)
    found = stands.forecast
    needed = _needed(scope, schedule, made, found) if found is not None else None
    return made, stands, scope, needed


def _scope(
    session: Session,
    bank: "Bank",
    store: "Store",
    topics: "Sequence[str]",
    without: "Sequence[str]",
) -> "Scope":
    from quizkit.practice.planning import scope_of

    starts = session.settings().day_starts
    chosen = cards(bank, topics, without)
    return scope_of(store, chosen, now=store.now(clock()), starts=starts)


def _needed(scope: "Scope", schedule: "Fsrs", made: "Plan", found: "Forecast") -> int | None:
    from dataclasses import replace

    from quizkit.practice.plan import minutes_needed

    if not found.questions_left_out and not found.loads[-1].left:
        return made.minutes
    schedule = replace(schedule, retention=made.retention)
    return minutes_needed(scope, schedule, made.by, made.minutes)


def _show(session: Session, sheet: "Callable[[Lang], Sheet]", lang: Lang) -> None:
    if is_plain(session):
        from quizkit.cli.sheet import print_sheet

        print_sheet(sheet(lang), session.console(), figures=not session.plain)
        return
    from quizkit.tui.plan_screen import PlanScreen
    from quizkit.tui.sheet_app import SheetApp

    hold(SheetApp(PlanScreen(sheet, lang)))


def _print_json(made: "Plan", found: "Forecast | None", needed: int | None) -> None:
    from quizkit.practice.plan_file import load_data, mastery_data, plan_data

    now: dict[str, Any] | None = None
    if found is not None:
        now = {
            "after": mastery_data(found.after),
            "loads": load_data(found.loads),
            "left_out": [str(card) for card in found.left_out],
            "questions_left_out": list(found.questions_left_out),
            "minutes_needed": needed,
        }
    typer.echo(json.dumps({**plan_data(made), "now": now}, indent=1))


def _drop(lang: Lang) -> None:
    from quizkit.practice.plan_file import drop_plan
    from quizkit.practice.words import one

    typer.echo(one(ENDED if drop_plan(plan_path()) else NONE, lang))


def _date(text: str) -> date:
    try:
        return datetime.strptime(text.strip(), "%Y-%m-%d").date()  # noqa: DTZ007  a calendar's day
    except ValueError as error:
        raise QuizkitError(
            f"{text!r} is no date",
            hint="write year, month and day: --by 2026-03-31",
            zh=f"{text!r} 不是日期",
            hint_zh="请按年-月-日填写：--by 2026-03-31",
        ) from error
