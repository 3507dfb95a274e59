"""Verified claims on a terminal."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Styled

from quizkit.cli.claims import (
    Control,
    Reading,
    came_of,
    controls,
    cost,
    counted,
    in_lines,
    readings,
    reasons,
    summary,
    verdict_words,
)
from quizkit.cli.looks import FAINT, FIGURE_HEIGHT, STYLES, SYMBOLS
from quizkit.cli.prose import Prose
from quizkit.model import Lang, Text, Verdict
from quizkit.model.result import ClaimResult

SHORT = 24
"""Columns of a sweep point that is never broken over lines."""


def claim_block(
    result: ClaimResult,
    lang: Lang,
    truth: Text | None,
    *,
    every: bool = False,
    when: str = "",
    plot: int = 0,
) -> RenderableType:
    """A claim with what was measured.

    `truth` is what corrects a myth, `when` says when it was measured if it was not just now, and
    `plot` is the width of the figure in columns, 0 for none.
    """
    details: list[RenderableType] = []
    if truth:
        words = verdict_words(result).removeprefix("myth, ")
        told = Styled(f"{words}: {in_lines(truth, lang)}", style=STYLES[result.verdict])
        details.append(Prose(told))
    if seen := readings(result, every=every):
        details.append(_observations(seen))
    details += [Styled(line, style="yellow") for line in reasons(result, every=every)]
    details += _controls(controls(result), every=every)
    if took := cost(result):
        details.append(Styled(took, style=FAINT))
    if when:
        details.append(Styled(when, style=FAINT))
    if plot and result.reports:
        details.append(_figure(result, plot))
    return Group(_headline(result, lang), Padding(Group(*details), (0, 0, 1, 4)))


def summary_line(results: Sequence[ClaimResult]) -> Styled:
    """How many claims came to what, and what that took."""
    first, *rest = summary(results)
    told = [(words, STYLES[verdict] if verdict else "") for words, verdict in rest]
    return Styled.assemble((first[0], "bold"), *told)


def _headline(result: ClaimResult, lang: Lang) -> RenderableType:
    line = Table.grid(padding=(0, 2, 0, 0))
    line.add_column(no_wrap=True)
    line.add_column(overflow="fold")
    label = "myth" if result.myth else str(result.verdict)
    line.add_row(
        Styled(f"{SYMBOLS[result.verdict]} {label}", style=STYLES[result.verdict]),
        Prose(Styled(in_lines(result.says, lang), style="italic" if result.myth else "")),
    )
    return line


def _observations(told: Sequence[Reading]) -> RenderableType:
    """A row for each quantity, or for each reading where the sweep points are too long for that."""
    table = Table.grid(padding=(0, 2, 0, 0))
    for _ in range(2):
        table.add_column(overflow="fold")
    for _ in range(2):
        table.add_column(no_wrap=True)
    for name, group in groupby(told, lambda r: r.name):
        rows = [_reading(r) for r in group]
        if max(len(where) for where, _, _ in rows) <= SHORT:
            table.add_row(Styled(name), *map(Styled("\n").join, zip(*rows, strict=True)))
            continue
        for k, row in enumerate(rows):
            table.add_row(Styled("" if k else name), *row)
    return table


def _reading(r: Reading) -> tuple[Styled, Styled, Styled]:
    return (
        Styled.assemble((r.where, FAINT), (f" {r.doubt}".rstrip(), "yellow")),
        Styled.assemble((r.value, STYLES[r.verdict]), (f" {r.interval}".rstrip(), FAINT)),
        Styled(f"expected {r.expected}"),
    )


def _controls(found: Sequence[Control], *, every: bool) -> Iterator[Styled]:
    """The controls that did their work on one line, each that did not on its own."""
    good = [c for c in found if c.verdict is Verdict.REFUTED]
    if every:
        for control in good:
            yield Styled.assemble(
                (f"control {control.name}: {came_of(control, every=True)}", FAINT)
            )
    elif good:
        names = " · ".join(control.name for control in good)
        yield Styled(f"{counted(len(good), 'control')} refuted: {names}", style=FAINT)
    for control in found:
        if control not in good:
            told = f"control {control.name}: {came_of(control, every=every)}"
            yield Styled(told, style="bold magenta")


def _figure(result: ClaimResult, width: int) -> RenderableType:
    from quizkit.figure import draw, figure_of

    figure = figure_of(result.reports[0], result.names)
    return Styled.from_ansi("\n" + draw(figure, width, FIGURE_HEIGHT, colour=True))
