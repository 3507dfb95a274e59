"""Verified claims as plain lines, each of which can be found by searching; without rich."""

import shutil
from collections.abc import Iterator

from quizkit.cli.claims import (
    CONTROL,
    EXPECTED,
    IN_TRUTH,
    came_of,
    controls,
    cost,
    in_lines,
    one,
    readings,
    reasons,
    safe,
    verdict_word,
    verdict_words,
)
from quizkit.cli.looks import FIGURE_HEIGHT
from quizkit.model import Lang, Text
from quizkit.model.result import ClaimResult


def claim_lines(
    result: ClaimResult, lang: Lang, truth: Text | None, *, every: bool = False
) -> Iterator[str]:
    """A claim with what was measured; `truth` is what corrects a myth."""
    expected, control_word = one(EXPECTED, lang), one(CONTROL, lang)
    yield f"{verdict_words(result, lang)}: {safe(result.id)}: {in_lines(result.says, lang, ' / ')}"
    if truth:
        yield f"    {one(IN_TRUTH, lang)}: {in_lines(truth, lang, ' / ')}"
    for r in readings(result, lang, every=every):
        where = f" ({r.where})" if r.where else ""
        value = f"{r.value} {r.interval}".rstrip()
        doubt = f" ({r.doubt})" if r.doubt else ""
        verdict = verdict_word(r.verdict, lang)
        yield f"    {r.name}{where}: {value}, {expected} {r.expected}: {verdict}{doubt}"
    yield from (f"    {reason}" for reason in reasons(result, lang, every=every))
    for control in controls(result):
        yield f"    {control_word} {control.name}: {came_of(control, lang, every=every)}"
    if told := cost(result, lang):
        yield f"    {told}"


def figure_lines(result: ClaimResult, lang: Lang) -> Iterator[str]:
    """The figure of a claim."""
    from quizkit.figure import draw, figure_lang, figure_of

    if result.reports:
        figure = figure_of(result.reports[0], result.names, lang=figure_lang(lang))
        width = shutil.get_terminal_size().columns
        yield from draw(figure, width, FIGURE_HEIGHT, colour=False).splitlines()
