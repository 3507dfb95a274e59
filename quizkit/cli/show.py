"""`quizkit show`: one question with its answer, and what was last measured of it."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from typing import TYPE_CHECKING, Annotated

import typer

from quizkit.cli.session import Session
from quizkit.cli.terminal import is_rich
from quizkit.model.text import Lang, Text

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text as Styled

    from quizkit.bank import Bank
    from quizkit.bank.references import Reference
    from quizkit.model import Claim, Question
    from quizkit.model.result import ClaimResult

MOST_DIFFICULT = 5
INDENT = "   "


def show(
    context: typer.Context,
    question_id: Annotated[str, typer.Argument(metavar="QUESTION", help="The id of a question.")],
    lang: Annotated[Lang | None, typer.Option(help="The language to show.")] = None,
    choices: Annotated[
        bool, typer.Option("--choices", help="Show the choices, and why each wrong one is wrong.")
    ] = False,
) -> None:
    """Show a question, its answer, and what its claims came to when they were last measured.

    Nothing is run; quizkit verify measures.
    """
    from quizkit.bank import ClaimRef
    from quizkit.cli.opening import loaded
    from quizkit.home import cache_dir
    from quizkit.model.pictures import located
    from quizkit.verify import last_results

    session: Session = context.obj
    bank = loaded(session)
    question = bank.question(question_id)
    question = located(question, bank.pack_of(question.id).root)
    refs = [ClaimRef(question.id, claim.id) for claim in question.claims]
    results = {r.id: r for r in last_results(bank, refs, cache_dir=cache_dir())}
    chosen = session.lang(lang)
    console = session.console()
    rich = is_rich(session, sys.stdout)
    with nullcontext() if rich else console.capture() as captured:
        for part in _parts(bank, question, results, chosen, rich=rich, width=console.width):
            console.print(part, soft_wrap=isinstance(part, str))
        for part in _choices(question, chosen) if choices and not question.draft else ():
            console.print(part)
        for part in _onward(bank, question, chosen):
            console.print(part)
        for part in _terms(bank, question, chosen):
            console.print(part)
    if captured:
        # Tables fill their lines with spaces.
        typer.echo("\n".join(map(str.rstrip, captured.get().splitlines())))


def _parts(
    bank: "Bank",
    question: "Question",
    results: Mapping[str, "ClaimResult"],
    lang: Lang,
    *,
    rich: bool,
    width: int,
) -> "Iterator[RenderableType]":
    """The question, its answer and its claims; text of which a line must stay whole is a `str`."""
    from quizkit.cli.claims import in_lines
    from quizkit.cli.markdown import Markdown
    from quizkit.model.chinese import result_told

    yield Markdown(_markdown(question.question, lang), style="bold")
    yield _faint(f"{question.id} · difficulty {question.difficulty} of {MOST_DIFFICULT}")
    yield ""
    yield Markdown(_markdown(question.answer, lang))
    if question.draft:
        yield _faint("a draft: no claim and no points yet; quizkit bank lint tells what is open")
        return
    yield _heading("A complete answer names")
    for point in question.points:
        yield _item(in_lines(point.text, lang))
    yield _heading("Claims")
    references = _references(bank, question)
    drawn: set[tuple[str, tuple[str, ...]]] = set()
    for claim in question.claims:
        result = results.get(question.claim_id(claim))
        if result is None:
            yield from _unmeasured(bank, question, claim, references, lang)
            continue
        if lang is Lang.ZH:
            result = result_told(result, bank.chinese(result.check), claim.truth or claim.says)
        figure = (result.check, result.names)
        yield from _measured(claim, result, lang, rich=rich, width=width, plot=figure not in drawn)
        drawn.add(figure)


def _measured(
    claim: "Claim", result: "ClaimResult", lang: Lang, *, rich: bool, width: int, plot: bool
) -> "Iterator[RenderableType]":
    if rich:
        from quizkit.cli.report import claim_block

        yield claim_block(result, lang, claim.truth, width, when=_when(result), plot=plot)
        return
    from quizkit.cli.lines import claim_lines, figure_lines

    yield from claim_lines(result, lang, claim.truth)
    yield f"    {_when(result)}"
    yield from figure_lines(result, lang) if plot else ()
    yield ""


def _when(result: "ClaimResult") -> str:
    """When a claim was measured, and with what."""
    report = result.reports[0]
    moment = f"{result.measured_at:%Y-%m-%d %H:%M} UTC" if result.measured_at else "at some time"
    versions = ", ".join(f"{name} {version}" for name, version in report.versions.items())
    return f"measured {moment} with {versions} on {report.device}"


def _unmeasured(
    bank: "Bank",
    question: "Question",
    claim: "Claim",
    references: Mapping[str, "Reference | None"],
    lang: Lang,
) -> "Iterator[RenderableType]":
    """A claim that no check decides, or that has not been measured as it stands."""
    from quizkit.bank.named import split
    from quizkit.cli.claims import in_lines
    from quizkit.model import Unmeasured

    says = in_lines(claim.says, lang)
    if isinstance(claim.evidence, Unmeasured):
        yield _item(says, f"§ {claim.evidence.because} ")
        yield _item(_source(claim.evidence.source, references), INDENT, "bright_black")
        yield ""
        return
    skipped = bank.bars(claim.evidence.check)
    state = "· skipped: not trusted" if skipped else "· not measured"
    yield _item(says, f"{state}: myth " if claim.myth else f"{state} ")
    if claim.truth:
        yield _item(f"in truth: {in_lines(claim.truth, lang)}", INDENT)
    verify = f"quizkit verify '{question.claim_id(claim)}'"
    run = f"quizkit pack trust {split(question.id)[0]}" if skipped else verify
    yield _item(f"run: {run}", INDENT, "bright_black")
    yield ""


def _choices(question: "Question", lang: Lang) -> "Iterator[RenderableType]":
    from quizkit.cli.claims import in_lines

    yield _heading("Choices")
    yield _item(in_lines(question.choices.right, lang), "✓", "green")
    for wrong in question.choices.wrong:
        yield _item(in_lines(wrong.text, lang), "✗")
        yield _item(in_lines(wrong.why, lang), " ", "bright_black")


def _onward(bank: "Bank", question: "Question", lang: Lang) -> "Iterator[RenderableType]":
    """What is asked next, and the sources."""
    from quizkit.cli.claims import in_lines

    if question.follow_ups:
        yield _heading("Asked next")
    for follow_up in question.follow_ups:
        if follow_up in bank.summaries:
            yield _item(in_lines(bank.question(follow_up).question, lang))
            yield _faint(f"  {follow_up}")
    if question.sources:
        yield _heading("Sources")
    references = _references(bank, question)
    for source in question.sources:
        yield _item(_source(source, references))


def _terms(bank: "Bank", question: "Question", lang: Lang) -> "Iterator[RenderableType]":
    """The terms of the glossary that the answer uses, explained."""
    from quizkit.bank.fault import Findings
    from quizkit.bank.glossary import read_glossary, terms_in
    from quizkit.cli.glossary import explained

    # What is wrong with the glossary is for lint to say.
    pack = bank.pack_of(question.id)
    glossary = read_glossary(pack, Findings(pack.glossary))
    names = terms_in(question.answer.read(lang), glossary)
    if names:
        yield _heading("Terms")
    for name in names:
        yield _item(explained(name, glossary[name], lang))


def _references(bank: "Bank", question: "Question") -> "Mapping[str, Reference | None]":
    from quizkit.bank.fault import Findings
    from quizkit.bank.references import read_references

    # What is wrong with the references is for lint to say.
    pack = bank.pack_of(question.id)
    return read_references(pack, Findings(pack.references)) or {}


def _source(source: str, references: Mapping[str, "Reference | None"]) -> str:
    """A source spelled out."""
    from quizkit.bank.references import spelled_out
    from quizkit.cli.claims import safe

    return safe(spelled_out(source, references))


def _markdown(text: Text, lang: Lang) -> str:
    """Markdown without anything that could speak to the terminal, and with formulas as Unicode."""
    from quizkit.bank.fault import printable
    from quizkit.model.flow import joined
    from quizkit.model.formula import unicode_math

    lines = text.read(lang).expandtabs().split("\n")
    return joined(unicode_math("\n".join(map(printable, lines))))


def _heading(words: str) -> "RenderableType":
    from rich.text import Text as Styled

    return Styled(f"\n{words}", style="bold")


def _item(words: str, bullet: str = "•", style: str = "") -> "RenderableType":
    from rich.text import Text as Styled

    from quizkit.cli.prose import Item

    return Item(bullet, Styled(words, style=style))


def _faint(words: str) -> "Styled":
    from rich.text import Text as Styled

    return Styled(words, style="bright_black")
