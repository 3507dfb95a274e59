"""The report as a Markdown file."""

from collections.abc import Iterator

from quizkit.model.text import Lang, Text
from quizkit.practice.interview.report import Item, Report
from quizkit.practice.interview.words import (
    DO_NOT_KNOW,
    HEADS,
    NOTHING_TO_REVISIT,
    REVISIT,
    SAID_ALOUD,
    STRENGTHS,
    THE_ANSWER,
    TITLE,
    WHY,
    YOUR_ANSWER,
    clock,
    points_of,
    strengths,
    summary,
)
from quizkit.practice.messages import PERHAPS
from quizkit.practice.ticks import Found
from quizkit.practice.words import GRADES, one


def markdown(report: Report, lang: Lang) -> str:
    """The whole report; formulas stay LaTeX, which most readers of Markdown set."""
    return "\n".join(_lines(report, lang)) + "\n"


def _lines(report: Report, lang: Lang) -> Iterator[str]:
    began = report.record.setup.at
    yield f"# {one(TITLE, lang)} · {began:%Y-%m-%d %H:%M}"
    yield ""
    for line in summary(report):
        yield from (_line(line, lang), "")
    yield "| # | " + " | ".join(one(head, lang) for head in HEADS) + " |"
    yield "| --- | --- | --- | --- | --- |"
    for number, item in enumerate(report.items, 1):
        cells = (
            _line(item.question.question, lang),
            one(points_of(item), lang),
            clock(item.answer.seconds),
            one(WHY[item.exchange.move], lang),
        )
        yield f"| {number} | " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
    yield from ("", f"## {one(STRENGTHS, lang)}", "", one(strengths(report.strengths), lang), "")
    yield from (f"## {one(REVISIT, lang)}", "")
    if not report.revisit:
        yield one(NOTHING_TO_REVISIT, lang)
    for item in report.revisit:
        yield f"- `{item.question.id}` {_line(item.question.question, lang)}"
    for number, item in enumerate(report.items, 1):
        yield ""
        yield from _item(number, item, lang)


def _item(number: int, item: Item, lang: Lang) -> Iterator[str]:
    yield f"## {number}. {_line(item.question.question, lang)}"
    yield ""
    grade = one(GRADES[item.rating], lang)
    yield f"`{item.question.id}` · {clock(item.answer.seconds)} · {grade}"
    yield from ("", f"**{one(YOUR_ANSWER, lang)}**", "")
    yield from _quoted(item, lang)
    yield ""
    for place, point in enumerate(item.ticks.points):
        box = "x" if item.ticks.ticked[place] else " "
        yield f"- [{box}] {_line(point, lang)}{_doubt(item, place, lang)}"
    if item.revisit:
        yield from ("", f"**{one(THE_ANSWER, lang)}**", "")
        yield item.question.answer.read(lang).rstrip()


def _quoted(item: Item, lang: Lang) -> Iterator[str]:
    """The answer as it was typed; what Markdown would take for a tag is shown as it stands."""
    typed = "".join(c for c in item.answer.typed if c.isprintable() or c == "\n")
    if not typed:
        told = SAID_ALOUD if item.answer.felt else DO_NOT_KNOW
        yield f"*{one(told, lang)}*"
        return
    for line in typed.replace("&", "&amp;").replace("<", "&lt;").split("\n"):
        yield f"> {line}".rstrip()


def _doubt(item: Item, place: int, lang: Lang) -> str:
    ticks = item.ticks
    perhaps = bool(ticks.found) and ticks.found[place] is Found.PERHAPS
    return f" {one(PERHAPS, lang)}" if perhaps and not ticks.ticked[place] else ""


def _line(text: Text, lang: Lang) -> str:
    return " · ".join(part.strip() for part in text.read(lang).split("\n\n")).replace("\n", " ")
