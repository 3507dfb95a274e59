"""`quizkit bank certify`: measure each check on many seeds and write down what it showed."""

from collections.abc import Generator, Sequence
from contextlib import closing, nullcontext
from typing import TYPE_CHECKING, Annotated

import typer

from quizkit.cli.faults import print_faults
from quizkit.cli.session import Session
from quizkit.errors import Exit

if TYPE_CHECKING:
    from rich.console import Console

    from quizkit.bank import Bank
    from quizkit.verify import Finished, Started
    from quizkit.verify.certify import Certified

    Events = Generator[Started | Finished | Certified, None, None]


def certify(
    context: typer.Context,
    selection: Annotated[
        list[str] | None,
        typer.Argument(metavar="SELECT", help="Checks, topics, questions or globs; else all."),
    ] = None,
    changed: Annotated[
        bool,
        typer.Option(
            "--changed/--all", help="Only what changed since its certificate; or everything anew."
        ),
    ] = True,
    seeds: Annotated[
        int | None,
        typer.Option(min=1, help="Try it on so many seeds, and write nothing."),
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Checks to run at once; else one per core.")
    ] = None,
    timeout: Annotated[
        float, typer.Option(min=0.1, metavar="S", help="Seconds for one check on one seed.")
    ] = 60.0,
) -> None:
    """Measure checks on many seeds, and write checks/certificate.json.

    A run that was stopped goes on where it was. Exit status: 0 when every check is good, 1 when
    one is not, 2 when the pack or the command line is wrong.
    """
    from quizkit.cli.claims import counted
    from quizkit.cli.opening import loaded
    from quizkit.verify import Options
    from quizkit.verify.certify import certify as certified
    from quizkit.verify.certify import stale

    session: Session = context.obj
    bank = loaded(session, alone=True)
    checks = _checks(bank, selection or [])
    if changed:
        checks = stale(bank, checks)
    console = session.console()
    if not checks:
        console.print("no check changed since its certificate" if changed else "no checks")
        return
    events = certified(
        bank, checks, Options(workers=workers, timeout=timeout), seeds=seeds, write=seeds is None
    )
    try:
        good = _tell(session, console, events, len(checks))
    except KeyboardInterrupt:
        typer.echo("quizkit: interrupted: what is certified is kept; run it again", err=True)
        raise
    told = f"{good} of {counted(len(checks), 'check')} good"
    console.print(told if seeds is None else f"{told}; nothing was written", style="bold")
    if good < len(checks):
        raise typer.Exit(Exit.NOT_SUPPORTED)


def _checks(bank: "Bank", words: Sequence[str]) -> list[str]:
    """The checks that the words select, in the order of their ids."""
    from quizkit.bank import select

    if not words:
        return list(bank.checks)
    refs = {(ref.question, ref.claim) for ref in select(bank, words)}
    chosen = {
        claim.check
        for summary in bank.summaries.values()
        for claim in summary.claims
        if (summary.id, claim.id) in refs
    }
    return [check for check in bank.checks if check in chosen or check in words]


def _tell(session: Session, console: "Console", events: "Events", total: int) -> int:
    """Tell each check as it is certified; return how many of them are good."""
    from quizkit.cli.claims import counted
    from quizkit.verify import Finished
    from quizkit.verify.certify import Certified

    live = console.is_terminal and not session.plain
    certified = good = runs = 0
    with closing(events), console.status("") if live else nullcontext() as status:
        for event in events:
            if isinstance(event, Certified):
                certified += 1
                good += not event.faults
                _print_certified(console, event)
            elif isinstance(event, Finished):
                runs += 1
            if status:
                status.update(f"{certified} of {total} checks, {counted(runs, 'run')}")
    return good


def _print_certified(console: "Console", event: "Certified") -> None:
    from quizkit.bank.certificate import CheckCertificate
    from quizkit.cli.claims import counted

    found = event.certificate
    if isinstance(found, CheckCertificate):
        cost = f"{counted(found.seeds, 'seed')}, {found.seconds:.2g} s each"
        verdict = "not good" if event.faults else "good"
        console.print(f"{event.check}: {verdict}, {cost}", soft_wrap=True)
    else:
        console.print(f"{event.check}: not good", soft_wrap=True)
    print_faults(console, event.faults)
