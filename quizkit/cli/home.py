"""`quizkit home`: what today holds, and the way to everything else."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from quizkit.cli.garbage import defer, settle
from quizkit.cli.opening import clock, opened
from quizkit.cli.session import Session
from quizkit.cli.terminal import hold, is_plain
from quizkit.model.text import Lang

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.screen import Screen

    from quizkit.cli.learner import Learner
    from quizkit.cli.live_checks import LiveChecks
    from quizkit.practice import Limits, Selection
    from quizkit.practice.overview import Overview, Standing
    from quizkit.tui.desk import Desk
    from quizkit.tui.house import House
    from quizkit.verify.health import Health


def home(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print the numbers as JSON.")] = False,
    lang: Annotated[Lang | None, typer.Option(help="The language to show.")] = None,
) -> None:
    """Show what today holds and how each topic stands; on a terminal, begin from there."""
    from quizkit.cli.learner import learner
    from quizkit.cli.live_checks import LiveChecks

    session: Session = context.obj
    if not (as_json or is_plain(session)):
        defer()
    with learner(session) as this:
        if as_json or is_plain(session):
            _print(session, this, session.lang(lang), as_json=as_json)
            return
        from quizkit.tui import PracticeApp

        with LiveChecks(this.bank) as checks:
            house = house_of(session, this, checks, session.lang(lang))
            hold(PracticeApp(house))


def house_of(session: Session, this: "Learner", checks: "LiveChecks", lang: Lang) -> "House":
    """What the home screen needs."""
    from quizkit.cli.practice import desk_of
    from quizkit.tui.house import House

    def desk(selection: "Selection", limits: "Limits", lang: Lang) -> "Desk":
        return desk_of(this, checks, this.practice(selection, limits), lang)

    return House(
        lang=lang,
        overview=lambda: _overview(this),
        standings=lambda: _standings(session, this),
        health=lambda: _health(this),
        desk=desk,
        cancel=checks.cancel,
        rooms=_rooms(session, this),
        when_painted=settle,
    )


def _rooms(session: Session, this: "Learner") -> "Mapping[str, Callable[[Lang], Screen[Lang]]]":
    def stats(lang: Lang) -> "Screen[Lang]":
        from quizkit.cli.stats import count
        from quizkit.tui.stats_screen import StatsScreen

        return StatsScreen(count(session, this.bank, ()), lang)

    def plan(lang: Lang) -> "Screen[Lang]":
        from quizkit.cli.plan import standing_of
        from quizkit.tui.plan_screen import PlanScreen

        return PlanScreen(standing_of(session), lang)

    def interview(lang: Lang) -> "Screen[Lang]":
        from quizkit.cli.interview import reception
        from quizkit.tui.interview_setup_screen import InterviewSetupScreen

        return InterviewSetupScreen(reception(this), lang)

    def group(lang: Lang) -> "Screen[Lang]":
        from quizkit.cli.group_opening import the_group
        from quizkit.tui.group_screen import GroupScreen

        return GroupScreen(the_group(session).status(), lang)

    return {"i": interview, "p": plan, "s": stats, "g": group}


def _overview(this: "Learner") -> "Overview":
    from quizkit.practice.overview import overview
    from quizkit.schedule import Day

    now = this.store.now(clock())
    day = Day.of(now, starts=this.settings.day_starts)
    return overview(this.bank, this.store, day, this.new_today())


def _standings(session: Session, this: "Learner") -> "dict[str, Standing]":
    """In a thread: with a connection of its own."""
    from quizkit.practice.overview import standings

    with opened(session, this.bank) as store:
        return standings(this.bank, store, this.schedule, store.now(clock()))


def _health(this: "Learner") -> "Mapping[str, Health]":
    from quizkit.home import cache_dir
    from quizkit.verify.health import health

    return health(this.bank, cache_dir())


def _print(session: Session, this: "Learner", lang: Lang, *, as_json: bool) -> None:
    from quizkit.practice.messages import today, topic_line, verified
    from quizkit.practice.words import one

    found, standing, health = _overview(this), _standings(session, this), _health(this)
    if as_json:
        topics = {
            topic: {"due": found.due[topic]}
            | {"new": standing[topic].new, "questions": standing[topic].questions}
            | {"mastery": standing[topic].mastery.recall}
            | {"checks": asdict(health[topic])}
            for topic in standing
        }
        whole = {"new_left": found.new_left, "answered": found.answered, "topics": topics}
        typer.echo(json.dumps(whole, indent=1))
        return
    typer.echo(one(today(sum(found.due.values()), found.new_left, found.answered), lang))
    for topic, stands in standing.items():
        known = stands.mastery.recall
        line = topic_line(topic, found.due[topic], stands.new, stands.questions, known)
        checked = verified(health[topic].supported, health[topic].claims)
        typer.echo(one(line, lang) + one(checked, lang))
