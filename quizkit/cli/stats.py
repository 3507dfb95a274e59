"""`quizkit stats`: what the review log tells."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quizkit.cli.opening import algorithm, cards, clock, loaded, opened
from quizkit.cli.session import Session
from quizkit.cli.terminal import hold, is_plain
from quizkit.model.text import Lang

if TYPE_CHECKING:
    from quizkit.bank import Bank
    from quizkit.practice.stats import Stats


def stats(
    context: typer.Context,
    topics: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TOPIC]...", help="Topics, questions or globs; else all."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the numbers as JSON.")] = False,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write one web page that works offline.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a page that exists.")] = False,
    lang: Annotated[Lang | None, typer.Option(help="The language to show.")] = None,
) -> None:
    """Show what you practised, how much of it stays, what comes, and where you stand."""
    from quizkit.practice.stats_data import stats_data
    from quizkit.practice.stats_sheet import stats_sheet

    session: Session = context.obj
    chosen = session.lang(lang)
    found = count(session, loaded(session), topics or ())
    if as_json:
        typer.echo(json.dumps(stats_data(found), indent=1))
    if html is not None:
        from quizkit.cli.sheet import write_page

        write_page(html, stats_sheet(found, chosen), force=force, told=not as_json)
    if as_json or html is not None:
        return
    if is_plain(session):
        from quizkit.cli.sheet import print_sheet

        print_sheet(stats_sheet(found, chosen), session.console(), figures=not session.plain)
        return
    from quizkit.tui.sheet_app import SheetApp
    from quizkit.tui.stats_screen import StatsScreen

    hold(SheetApp(StatsScreen(found, chosen)))


def count(session: Session, bank: "Bank", words: Sequence[str]) -> "Stats":
    """The statistics of the cards that `words` select (none: of all)."""
    from quizkit.practice.stats import stats_of

    schedule = algorithm(session)
    with opened(session, bank) as store:
        return stats_of(
            store.answers(),
            store.schedule(),
            cards(bank, words),
            schedule,
            now=store.now(clock()),
            starts=session.settings().day_starts,
            suspended=store.suspended(),
        )
