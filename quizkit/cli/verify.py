"""`quizkit verify`: measure what claims say."""

import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quizkit.cli.session import Session
from quizkit.cli.terminal import is_rich
from quizkit.cli.verify_files import prepare, write_figures, write_junit
from quizkit.errors import Exit, QuizkitError
from quizkit.model.text import Lang, Text

if TYPE_CHECKING:
    from quizkit.bank import Bank, ClaimRef
    from quizkit.cli.progress import Watch
    from quizkit.model.result import ClaimResult
    from quizkit.verify import Options


class Device(StrEnum):
    """Where checks compute."""

    CPU = "cpu"
    CUDA = "cuda"


@dataclass(frozen=True, slots=True)
class Outputs:
    """What is told, and where."""

    lang: Lang
    every: bool
    plot: bool
    as_json: bool
    figures: Path | None
    junit: Path | None


DAY = 86_400.0
"""Seconds; no check is worth more."""


def verify(
    context: typer.Context,
    selection: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SELECT", help="Topics, questions, checks, claims or globs; else all."
        ),
    ] = None,
    seeds: Annotated[int, typer.Option(min=1, help="Run each check on so many seeds.")] = 1,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Checks to run at once; else one per core.")
    ] = None,
    device: Annotated[Device, typer.Option(help="Where checks compute.")] = Device.CPU,
    timeout: Annotated[
        float, typer.Option(min=0.1, metavar="S", help="Seconds for one check on one seed.")
    ] = 60.0,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Measure again what was measured before.")
    ] = False,
    plot: Annotated[bool, typer.Option("--plot", help="Draw the figure of each claim.")] = False,
    figures: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write the figure of each check as SVG into this folder."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the results as JSON.")] = False,
    junit: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the results as JUnit's XML.")
    ] = None,
    lang: Annotated[Lang | None, typer.Option(help="The language of the claims.")] = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Tell every observation and every reason.")
    ] = False,
) -> None:
    """Measure what claims say, and whether their checks can fail.

    Exit status: 0 when everything selected is supported (what is skipped is named), 1 when
    something is not, 2 when the pack or the command line is wrong.
    """
    from quizkit.bank import select
    from quizkit.bank.fault import quoted
    from quizkit.cli.opening import loaded
    from quizkit.verify import Options

    session: Session = context.obj
    outputs = Outputs(session.lang(lang), verbose, plot, as_json, figures, junit)
    bank = loaded(session)
    refs = select(bank, selection or [])
    for word in selection or []:
        if not select(bank, [word]):
            raise QuizkitError(f"no claim rests on {quoted(word)}", hint="run: quizkit bank lint")
    prepare(outputs.junit, outputs.figures)
    if not timeout <= DAY:
        raise QuizkitError(f"a timeout of {timeout} s", hint="give one of up to a day")
    options = Options(seeds, workers, device.value, timeout, use_cache=not no_cache)
    results = _run(session, bank, refs, options, outputs)
    if outputs.junit:
        write_junit(outputs.junit, results)
    if outputs.figures:
        write_figures(outputs.figures, bank, results, _truths(bank, results), outputs.lang)
    if as_json:
        from quizkit.export.json import results_json

        typer.echo(results_json(results, bank.pack.root), nl=False)
    else:
        _print(session, bank, results, len(refs), outputs)
    left_out = _left_out(bank, selection or [])
    raise typer.Exit(_exit_code(results, left_out=left_out))


def _run(
    session: Session,
    bank: "Bank",
    refs: Sequence["ClaimRef"],
    options: "Options",
    outputs: Outputs,
) -> tuple["ClaimResult", ...]:
    """Run the checks, and show how it goes."""
    from datetime import UTC, datetime

    from quizkit.home import cache_dir
    from quizkit.verify import Done, verify

    total = options.seeds * len(_checks(bank, refs))
    events = verify(bank, refs, options, cache_dir=cache_dir(), now=lambda: datetime.now(UTC))
    watch = _watch(session, total, as_json=outputs.as_json)
    try:
        with closing(events), watch:
            for event in events:
                if isinstance(event, Done):
                    return event.results
                watch.see(event)
    except KeyboardInterrupt:
        told = f"interrupted: {watch.done} of {total} runs of checks are done and kept in the cache"
        typer.echo(f"quizkit: {told}", err=True)
        raise
    raise AssertionError("verify ended without its last event")


def _watch(session: Session, total: int, *, as_json: bool) -> "Watch":
    """Where JSON goes to stdout, a terminal on stderr still sees how it goes."""
    from quizkit.cli.progress import Lines, Watch

    if is_rich(session, sys.stderr if as_json else sys.stdout):
        from quizkit.cli.live import Screen

        return Screen(total, session.console(stderr=as_json))
    return Watch(total) if as_json else Lines(total)


def _print(
    session: Session,
    bank: "Bank",
    results: Sequence["ClaimResult"],
    selected: int,
    outputs: Outputs,
) -> None:
    from quizkit.cli.claims import failed, one, verdict_word

    truths = _truths(bank, results)
    if outputs.lang is Lang.ZH:
        from quizkit.model.chinese import result_told

        results = [result_told(r, bank.chinese(r.check), truths.get(r.id, r.says)) for r in results]
    lines = [f"{verdict_word(r.verdict, outputs.lang)}: {r.id}" for r in failed(results)]
    if n := selected - len(results):
        on_source = Text(
            f"{n} of the selected claims rest on a source, not on a check",
            f"所选论断中有 {n} 条依据文献，而非检验",
        )
        lines.append(one(on_source, outputs.lang))
    if is_rich(session, sys.stdout):
        _print_rich(session, results, truths, lines, outputs)
    else:
        _print_plain(results, truths, lines, outputs)


def _print_rich(
    session: Session,
    results: Sequence["ClaimResult"],
    truths: dict[str, Text],
    lines: Sequence[str],
    outputs: Outputs,
) -> None:
    from quizkit.cli.report import claim_block, summary_line

    console = session.console()
    question = ""
    for result in results:
        if result.question != question:
            question = result.question
            console.print(question, style="bold underline")
        truth = truths.get(result.id)
        block = claim_block(
            result, outputs.lang, truth, console.width, every=outputs.every, plot=outputs.plot
        )
        console.print(block, soft_wrap=True)
    for line in lines:
        console.print(line, soft_wrap=True)
    console.print(summary_line(results, outputs.lang))


def _print_plain(
    results: Sequence["ClaimResult"],
    truths: dict[str, Text],
    lines: Sequence[str],
    outputs: Outputs,
) -> None:
    from quizkit.cli.claims import summary
    from quizkit.cli.lines import claim_lines, figure_lines

    printed: list[str] = []
    for result in results:
        truth = truths.get(result.id)
        printed += claim_lines(result, outputs.lang, truth, every=outputs.every)
        if outputs.plot:
            printed += figure_lines(result, outputs.lang)
    told = "".join(words for words, _ in summary(results, outputs.lang))
    typer.echo("\n".join([*printed, *lines, told]))


def _truths(bank: "Bank", results: Sequence["ClaimResult"]) -> dict[str, Text]:
    """What corrects each myth."""
    return {
        f"{question}#{claim.id}": claim.truth
        for question in dict.fromkeys(r.question for r in results if r.myth)
        for claim in bank.question(question).claims
        if claim.truth
    }


def _left_out(bank: "Bank", words: Sequence[str]) -> bool:
    """Say which questions were left out because they are broken, if they were asked for."""
    from quizkit.bank.fault import printable

    asked = [fault for fault in bank.faults if _asked_for(bank, fault.place.path, words)]
    for fault in asked:
        typer.echo(f"quizkit: left out: {printable(str(fault))}", err=True)
    if asked:
        typer.echo("quizkit: quizkit bank lint tells how to mend them", err=True)
    return bool(asked)


def _asked_for(bank: "Bank", path: Path, words: Sequence[str]) -> bool:
    from fnmatch import fnmatchcase

    question = bank.id_at(path)
    topic = question.partition("/")[0]
    return not words or any(fnmatchcase(name, word) for name in (topic, question) for word in words)


def _checks(bank: "Bank", refs: Sequence["ClaimRef"]) -> set[str]:
    chosen = {(ref.question, ref.claim) for ref in refs}
    return {
        check
        for question in {ref.question for ref in refs}
        for claim in bank.summaries[question].claims
        if (question, claim.id) in chosen and (check := claim.check) and check in bank.checks
    }


def _exit_code(results: Sequence["ClaimResult"], *, left_out: bool) -> Exit:
    from quizkit.cli.claims import failed

    if failed(results):
        return Exit.NOT_SUPPORTED
    return Exit.USAGE if left_out else Exit.OK
