"""`python checks/<topic>/<slug>.py [--seed N] [--control NAME] [--plot FILE]`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import torch
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from quizkit.errors import Exit, QuizkitError
from quizkit.evidence.check import CLAIM_ARM, Check, line_of
from quizkit.model.evidence import Arm, Observation, Verdict
from quizkit.model.notation import aim, estimate, number
from quizkit.model.verdict import Judgement, judge_arm, judge_report

COLOURS = {Verdict.SUPPORTED: "green", Verdict.REFUTED: "red", Verdict.INCONCLUSIVE: "yellow"}
PIPE_WIDTH = 200
"""In a pipe nothing is folded: every observation is one line."""


def main(check: Check, argv: Sequence[str]) -> Exit:
    """Run one check alone, print what it measured, and return the exit status of `verify`.

    With `--control` the verdict is that arm's own, so a control that works exits with 1.
    """
    arguments = _arguments(check, argv)
    console = _console()
    console.print(check.title, style="bold")
    try:
        return _run(console, check, arguments)
    except SystemExit as raised:
        # Even with status 0, a check that leaves early has supported nothing.
        where = line_of(raised, check.path.parent)
        console.print(f"error: SystemExit: {raised}{where}", style="red")
        return Exit.NOT_SUPPORTED


def _run(console: Console, check: Check, arguments: argparse.Namespace) -> Exit:
    if arguments.control is not None:
        arm = check.arm(arguments.control, seed=arguments.seed, device=arguments.device)
        _print_arm(console, arm)
        return _conclude(console, judge_arm(arm))
    report = check.run(seed=arguments.seed, device=arguments.device)
    for arm in (report.claim, *report.controls):
        _print_arm(console, arm)
    if arguments.plot is not None:
        from quizkit.figure import figure_of, write_svg

        try:
            write_svg(figure_of(report), arguments.plot)
        except OSError as error:
            _say(QuizkitError(f"cannot write the figure: {error}"))
            return Exit.USAGE
    return _conclude(console, judge_report(report))


def refuse(error: QuizkitError) -> NoReturn:
    """Say on stderr what is wrong with the check, and exit."""
    _say(error)
    raise SystemExit(error.code)


def _say(error: QuizkitError) -> None:
    print(error, file=sys.stderr)  # noqa: T201  a check run alone has no command line above it


def _arguments(check: Check, argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog=check.path.name, description=check.title)
    _ = parser.add_argument("--seed", type=int, default=0, help="seed of every draw")
    _ = parser.add_argument(
        "--control", choices=list(check.controls), help="run this control alone"
    )
    _ = parser.add_argument("--plot", type=Path, metavar="FILE", help="write the figure as SVG")
    _ = parser.add_argument("--device", default="cpu", help="cpu or cuda")
    arguments = parser.parse_args(argv)
    if arguments.plot is not None and arguments.control is not None:
        parser.error("--plot draws all arms: give it without --control")
    try:
        _ = torch.empty(0, device=arguments.device)
    except (RuntimeError, AssertionError) as error:
        # torch built without CUDA asserts, one that finds no GPU raises.
        parser.error(f"no device {arguments.device!r} here: {str(error).partition(chr(10))[0]}")
    return arguments


def _console() -> Console:
    # An ASCII stream loses a √ rather than the verdict.
    if (reconfigure := getattr(sys.stdout, "reconfigure", None)) is not None:
        reconfigure(errors="replace")
    width = None if sys.stdout.isatty() else PIPE_WIDTH
    return Console(width=width, markup=False, emoji=False, highlight=False)


def _print_arm(console: Console, arm: Arm) -> None:
    name = CLAIM_ARM if arm.control is None else f"control: {arm.control}"
    title = Text(f"{name}  ({arm.seconds:.2f} s)")
    table = Table(box=box.SIMPLE_HEAD, title=title, title_justify="left", title_style="italic")
    for heading in ("observation", "at", "measured", "interval", "expected", "verdict"):
        table.add_column(heading, overflow="fold")
    for o in arm.observations:
        table.add_row(*(Text(cell) for cell in _cells(o)), _verdict(o))
    console.print(table)
    if arm.error:
        console.print(f"error: {arm.error}", style="red")


def _cells(o: Observation) -> tuple[str, ...]:
    at = ", ".join(f"{k} = {v}" for k, v in o.at.items())
    value, low, high = estimate(o.value, o.low, o.high)
    if o.low == o.high:
        return o.name, at, number(o.value), "", aim(o.target)
    return o.name, at, value, f"{low} … {high}", aim(o.target)


def _verdict(o: Observation) -> Text:
    notes = [note for note in ("premise" * o.premise, o.doubt) if note]
    told = str(o.verdict) + f" ({', '.join(notes)})" * bool(notes)
    return Text(told, style=COLOURS[o.verdict])


def _conclude(console: Console, judged: Judgement) -> Exit:
    console.print(f"{judged.verdict}" + "".join(f"\n  {reason}" for reason in judged.reasons))
    return Exit.OK if judged.verdict is Verdict.SUPPORTED else Exit.NOT_SUPPORTED
