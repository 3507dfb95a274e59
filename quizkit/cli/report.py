"""Verified claims on a terminal."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.cells import cell_len
from rich.text import Text as Styled

from quizkit.cli.claims import (
    CONTROL,
    EXPECTED,
    Control,
    Reading,
    came_of,
    controls,
    controls_refuted,
    cost,
    in_lines,
    of_the_truth,
    one,
    readings,
    reasons,
    summary,
    verdict_word,
)
from quizkit.cli.looks import FAINT, FIGURE_HEIGHT, STYLES, SYMBOLS
from quizkit.cli.prose import GAP, in_columns, lines_of
from quizkit.model import Lang, Text, Verdict
from quizkit.model.result import ClaimResult

INDENT = 4
NAME, WHERE = 18, 10
"""Columns that the name of a quantity, and the place on its sweep, keep at least."""


def claim_block(
    result: ClaimResult,
    lang: Lang,
    truth: Text | None,
    width: int,
    *,
    every: bool = False,
    when: str = "",
    plot: bool = False,
) -> Styled:
    """A claim with what was measured, in lines of at most `width` columns.

    `truth` is what corrects a myth; `when` says when it was measured, if it was not just now.
    """
    inside = width - INDENT
    details: list[Styled] = []
    if truth:
        told = Styled(
            f"{of_the_truth(result, lang)}: {in_lines(truth, lang)}", style=STYLES[result.verdict]
        )
        details += lines_of(told, inside)
    if seen := readings(result, lang, every=every):
        details += _observations(seen, inside, lang)
    for reason in reasons(result, lang, every=every):
        details += lines_of(Styled(reason, style="yellow"), inside)
    for line in _controls(controls(result), lang, every=every):
        details += lines_of(line, inside)
    for line in filter(None, (cost(result, lang), when)):
        details += lines_of(Styled(line, style=FAINT), inside)
    if plot and result.reports:
        details += _figure(result, inside, lang)
    margin = Styled(" " * INDENT)
    inner = (margin + line if line else line for line in details)
    return Styled("\n").join([*_headline(result, lang, width), *inner, Styled()])


def summary_line(results: Sequence[ClaimResult], lang: Lang) -> Styled:
    """How many claims came to what, and what that took."""
    first, *rest = summary(results, lang)
    told = [(words, STYLES[verdict] if verdict else "") for words, verdict in rest]
    return Styled.assemble((first[0], "bold"), *told)


def _headline(result: ClaimResult, lang: Lang, width: int) -> Iterator[Styled]:
    """The verdict, and beside it what is claimed."""
    word = one(Text("myth", "误传"), lang) if result.myth else verdict_word(result.verdict, lang)
    label = f"{SYMBOLS[result.verdict]} {word}"
    says = Styled(in_lines(result.says, lang), style="italic" if result.myth else "")
    cells = (Styled(label, style=STYLES[result.verdict]), says)
    return in_columns(cells, (cell_len(label), width - cell_len(label) - GAP))


def _observations(told: Sequence[Reading], width: int, lang: Lang) -> Iterator[Styled]:
    """The quantities: name, where, measured and expected in columns, as far as there is room."""
    rows = [(Styled(r.name), *_columns(r, lang)) for r in told]
    name, where, value, expected = (max(row[i].cell_len for row in rows) for i in range(4))
    room = width - value - expected - 2 * GAP
    beside = GAP + where if where else 0
    name = min(name, max(NAME, room - beside))
    if room < name + min(beside, GAP + WHERE):
        for row in rows:
            yield from lines_of(Styled("  ").join(cell for cell in row if cell), width)
        return
    widths = (name, min(where, room - name - GAP), value, expected)
    whole = where <= widths[1]
    for _, group in groupby(rows, lambda row: row[0].plain):
        of_it = list(group)
        if whole:
            # One cell of several lines, so that a long name runs beside them.
            lines = [Styled("\n").join(column) for column in zip(*of_it, strict=True)]
            of_it = [(of_it[0][0], *lines[1:])]
        for i, row in enumerate(of_it):
            cells = (Styled() if i else row[0], *row[1:])
            kept = [k for k in range(4) if k != 1 or where]
            yield from in_columns([cells[k] for k in kept], [widths[k] for k in kept])


def _columns(r: Reading, lang: Lang) -> tuple[Styled, Styled, Styled]:
    return (
        Styled.assemble((r.where, FAINT), (f" {r.doubt}".rstrip(), "yellow")),
        Styled.assemble((r.value, STYLES[r.verdict]), (f" {r.interval}".rstrip(), FAINT)),
        Styled(f"{one(EXPECTED, lang)} {r.expected}"),
    )


def _controls(found: Sequence[Control], lang: Lang, *, every: bool) -> Iterator[Styled]:
    """The controls that did their work on one line, each that did not on its own."""
    good = [c for c in found if c.verdict is Verdict.REFUTED]
    if every:
        for control in good:
            told = f"{one(CONTROL, lang)} {control.name}: {came_of(control, lang, every=True)}"
            yield Styled(told, style=FAINT)
    elif good:
        yield Styled(controls_refuted([c.name for c in good], lang), style=FAINT)
    for control in found:
        if control not in good:
            told = f"{one(CONTROL, lang)} {control.name}: {came_of(control, lang, every=every)}"
            yield Styled(told, style="bold magenta")


def _figure(result: ClaimResult, width: int, lang: Lang) -> list[Styled]:
    from quizkit.figure import draw, figure_lang, figure_of

    figure = figure_of(result.reports[0], result.names, lang=figure_lang(lang))
    drawn = draw(figure, width, FIGURE_HEIGHT, colour=True)
    return [Styled(), *(Styled.from_ansi(line) for line in drawn.splitlines())]
