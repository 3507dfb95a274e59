"""`python checks/<topic>/<slug>.py [--seed N] [--control NAME] [--plot FILE]`."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

from quizkit.errors import Exit
from quizkit.evidence.check import CLAIM_ARM, Check
from quizkit.model.evidence import Arm, Verdict
from quizkit.model.verdict import Judgement, judge_arm, judge_report

COLOURS = {Verdict.SUPPORTED: "green", Verdict.REFUTED: "red", Verdict.INCONCLUSIVE: "yellow"}


def main(check: Check, argv: Sequence[str]) -> Exit:
    """Run one check alone, print what it measured, and return the exit status of `verify`."""
    arguments = _parser(check).parse_args(argv)
    console = Console()
    console.print(check.title, markup=False, style="bold")
    if arguments.control is not None:
        arm = check.arm(arguments.control, seed=arguments.seed, device=arguments.device)
        _print_arm(console, arm)
        return _conclude(console, judge_arm(arm))
    report = check.run(seed=arguments.seed, device=arguments.device)
    for arm in (report.claim, *report.controls):
        _print_arm(console, arm)
    if arguments.plot:
        from quizkit.figure import figure_of, write_svg

        write_svg(figure_of(report), arguments.plot)
    return _conclude(console, judge_report(report))


def _parser(check: Check) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=check.title)
    _ = parser.add_argument("--seed", type=int, default=0, help="seed of every draw")
    _ = parser.add_argument(
        "--control", choices=list(check.controls), help="run this control alone"
    )
    _ = parser.add_argument("--plot", type=Path, metavar="FILE", help="write the figure as SVG")
    _ = parser.add_argument("--device", default="cpu", help="cpu or cuda")
    return parser


def _print_arm(console: Console, arm: Arm) -> None:
    judged = judge_arm(arm)
    name = CLAIM_ARM if arm.control is None else f"control: {arm.control}"
    table = Table(box=box.SIMPLE_HEAD, title=f"{name}  ({arm.seconds:.2f} s)", title_justify="left")
    for heading in ("observation", "at", "measured", "interval", "expected", "verdict"):
        table.add_column(heading, overflow="fold")
    for o in arm.observations:
        at = ", ".join(f"{k}={v}" for k, v in o.at.items())
        verdict = f"[{COLOURS[o.verdict]}]{o.verdict}[/]{' (premise)' if o.premise else ''}"
        table.add_row(
            o.name, at, f"{o.value:.4g}", f"{o.low:.4g} … {o.high:.4g}", str(o.target), verdict
        )
    console.print(table)
    if arm.error:
        console.print(f"{judged.verdict}: {arm.error}", markup=False, style="red")


def _conclude(console: Console, judged: Judgement) -> Exit:
    console.print(
        f"{judged.verdict}" + "".join(f"\n  {reason}" for reason in judged.reasons), markup=False
    )
    return Exit.OK if judged.verdict is Verdict.SUPPORTED else Exit.NOT_SUPPORTED
