"""Verified claims on a terminal, and as plain lines."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Styled

from quizkit.cli.claims import Control, Reading, controls, readings, safe, verdict_words
from quizkit.model import Lang, Text, Verdict
from quizkit.model.result import ClaimResult

if TYPE_CHECKING:
    from rich.console import Console

SYMBOLS = {
    Verdict.SUPPORTED: "✓",
    Verdict.REFUTED: "✗",
    Verdict.INCONCLUSIVE: "?",
    Verdict.TOOTHLESS: "○",
    Verdict.ERROR: "!",
    Verdict.SKIPPED: "–",
}
STYLES = {
    Verdict.SUPPORTED: "green",
    Verdict.REFUTED: "red",
    Verdict.INCONCLUSIVE: "yellow",
    Verdict.TOOTHLESS: "magenta",
    Verdict.ERROR: "bold red",
    Verdict.SKIPPED: "bright_black",
}
FAINT = "bright_black"
REASONS = 4
"""So many reasons are told, unless all are asked for."""
FIGURE_HEIGHT = 22


def claim_block(
    result: ClaimResult, lang: Lang, truth: Text | None, *, every: bool = False, plot: int = 0
) -> RenderableType:
    """A claim with what was measured; `plot` is the width of its figure in columns, 0 for none.

    `truth` is what corrects a myth.
    """
    details: list[RenderableType] = []
    if result.myth:
        words = verdict_words(result).removeprefix("myth, ")
        details.append(Styled(f"{words}: {_both(truth, lang)}", style=STYLES[result.verdict]))
    if told := readings(result, every=every):
        details.append(_observations(told))
    details += [Styled(line, style="yellow") for line in _reasons(result, every=every)]
    details += _controls(controls(result), every=every)
    if cost := _cost(result):
        details.append(Styled(cost, style=FAINT))
    if plot and result.reports:
        details.append(_figure(result, plot))
    return Group(_headline(result, lang), Padding(Group(*details), (0, 0, 1, 4)))


def claim_lines(
    result: ClaimResult, lang: Lang, truth: Text | None, *, every: bool = False
) -> Iterator[str]:
    """The same as lines of text, each of which can be found by searching."""
    yield f"{verdict_words(result)}: {safe(result.id)}: {_both(result.says, lang)}"
    if truth:
        yield f"    in truth: {_both(truth, lang)}"
    for r in readings(result, every=every):
        where = f" ({r.where})" if r.where else ""
        value = f"{r.value} {r.interval}".rstrip()
        doubt = f" ({r.doubt})" if r.doubt else ""
        yield f"    {r.name}{where}: {value}, expected {r.expected}: {r.verdict}{doubt}"
    yield from (f"    {reason}" for reason in _reasons(result, every=every))
    for control in controls(result):
        yield f"    control {control.name}: {_came_of(control, every=every)}"
    if cost := _cost(result):
        yield f"    {cost}"


def summary(results: Sequence[ClaimResult]) -> Styled:
    """How many claims came to what, and what that took."""
    told: list[str | tuple[str, str]] = [(f"{_counted(len(results), 'claim')}: ", "bold")]
    for verdict in Verdict:
        of_it = [r for r in results if r.verdict is verdict]
        myths = sum(r.myth for r in of_it) if verdict is Verdict.SUPPORTED else 0
        if of_it:
            told += [", "] * (len(told) > 1) + [(f"{len(of_it)} {verdict}", STYLES[verdict])]
            told += [f" ({_counted(myths, 'myth')} refuted)"] * bool(myths)
    checks = {r.check: r for r in results if r.reports}
    seconds = sum(r.seconds for r in checks.values())
    cached = sum(r.cached for r in checks.values())
    told.append(f". {_counted(len(checks), 'check')}, {seconds:.1f} s of measuring")
    told += [f", {cached} from the cache"] * bool(cached)
    return Styled.assemble(*told)


def failed(results: Sequence[ClaimResult]) -> list[ClaimResult]:
    """The claims that make the exit status 1."""
    return [r for r in results if r.verdict not in (Verdict.SUPPORTED, Verdict.SKIPPED)]


def print_plain(console: "Console", line: str) -> None:
    """Print one line as it is, however long."""
    console.print(Styled(line), soft_wrap=True)


def _headline(result: ClaimResult, lang: Lang) -> RenderableType:
    line = Table.grid(padding=(0, 2, 0, 0))
    line.add_column(no_wrap=True)
    line.add_column(overflow="fold")
    label = "myth" if result.myth else str(result.verdict)
    says = [safe(part) for part in result.says.read(lang).split("\n\n")]
    line.add_row(
        Styled(f"{SYMBOLS[result.verdict]} {label}", style=STYLES[result.verdict]),
        Styled("\n".join(says), style="italic" if result.myth else ""),
    )
    return line


def _observations(told: Sequence[Reading]) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0))
    for _ in range(2):
        table.add_column(overflow="fold")
    for _ in range(2):
        table.add_column(no_wrap=True)
    name = ""
    for r in told:
        where = Styled.assemble((r.where, FAINT), (f" {r.doubt}".rstrip(), "yellow"))
        value = Styled.assemble((r.value, STYLES[r.verdict]), (f" {r.interval}".rstrip(), FAINT))
        table.add_row(
            "" if r.name == name else Styled(r.name), where, value, f"expected {r.expected}"
        )
        name = r.name
    return table


def _controls(came_of: Sequence[Control], *, every: bool) -> Iterator[Styled]:
    """The controls that did their work on one line, each that did not on its own."""
    good = [c for c in came_of if c.verdict is Verdict.REFUTED]
    if every:
        for control in good:
            yield Styled.assemble(
                (f"control {control.name}: {_came_of(control, every=True)}", FAINT)
            )
    elif good:
        names = " · ".join(control.name for control in good)
        yield Styled(f"{_counted(len(good), 'control')} refuted: {names}", style=FAINT)
    for control in came_of:
        if control not in good:
            told = f"control {control.name}: {_came_of(control, every=every)}"
            yield Styled(told, style="bold magenta")


def _came_of(control: Control, *, every: bool) -> str:
    by = f" by {', '.join(control.refuted)}" if every and control.refuted else ""
    reason = f" ({control.reason})" if control.reason else ""
    return f"{control.verdict}{by}{reason}"


def _both(text: Text | None, lang: Lang) -> str:
    """A text on one line, in both languages if both are asked for."""
    return " / ".join(map(safe, text.read(lang).split("\n\n"))) if text else ""


def _reasons(result: ClaimResult, *, every: bool) -> Iterator[str]:
    shown = result.reasons if every else result.reasons[:REASONS]
    yield from map(safe, shown)
    if more := len(result.reasons) - len(shown):
        yield f"… and {more} more; -v tells all"


def _cost(result: ClaimResult) -> str:
    if not result.reports:
        return ""
    seeds = f", {len(result.reports)} seeds" if len(result.reports) > 1 else ""
    cached = ", from the cache" if result.cached else ""
    return f"check {safe(result.check)}: {result.seconds:.2f} s{seeds}{cached}"


def _figure(result: ClaimResult, width: int) -> RenderableType:
    from quizkit.figure import draw, figure_of

    figure = figure_of(result.reports[0], result.names)
    return Styled.from_ansi("\n" + draw(figure, width, FIGURE_HEIGHT, colour=True))


def _counted(n: int, what: str) -> str:
    return f"{n} {what}" if n == 1 else f"{n} {what}s"
