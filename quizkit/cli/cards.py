"""`quizkit cards`: cards for other programs, for the browser and for paper."""

import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quizkit.cli.session import Session
from quizkit.errors import QuizkitError
from quizkit.export.cards.formats import FORMATS, Paper, Wanted
from quizkit.export.cards.words import KINDS
from quizkit.model.text import Lang

if TYPE_CHECKING:
    from quizkit.bank import Bank, ClaimRef, Pack
    from quizkit.bank.references import Reference
    from quizkit.export.cards.card import Deck
    from quizkit.model.result import ClaimResult

STDOUT = "-"
TO = "; ".join(f"{f.name}: {f.what}" for f in FORMATS.values())
DATES = ["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"]

app = typer.Typer(no_args_is_help=True, help="Cards for other programs and for paper.")


@app.command()
def export(
    context: typer.Context,
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help=f"{TO}.")],
    selection: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SELECT]...", help="Topics, questions, checks, claims or globs; else all."
        ),
    ] = None,
    lang: Annotated[Lang | None, typer.Option(help="The language of the cards.")] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="PATH", help="The file to write; - is stdout."),
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KIND", help=f"Only cards of this kind ({', '.join(KINDS)}); repeatable."
        ),
    ] = None,
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The name of the deck; else the pack's.")
    ] = None,
    date: Annotated[
        datetime | None,
        typer.Option(
            formats=DATES,
            metavar="DATE",
            help="When the cards count as made, in UTC; else the last change of any of them.",
        ),
    ] = None,
    figures: Annotated[bool, typer.Option(help="With the figures of what was measured.")] = True,
    paper: Annotated[Paper, typer.Option(help="What print prints on.")] = Paper.A4,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that exists.")] = False,
) -> None:
    """Write cards in another format; the same bank and date give the same bytes.

    Verdicts and figures are those that quizkit verify measured last; nothing is run.
    """
    from quizkit.bank import select, select_questions
    from quizkit.cli.claims import counted
    from quizkit.cli.opening import loaded
    from quizkit.export.target import check_target, write_whole

    session: Session = context.obj
    chosen = FORMATS[_known(to, FORMATS, "--to")]
    kinds = [_known(name, KINDS, "--kind") for name in kind or KINDS]
    path = output or Path(f"quizkit-cards{chosen.suffix}")
    if str(path) != STDOUT:
        check_target(path, force=force)
    bank = loaded(session)
    refs = select(bank, selection or [])
    questions = select_questions(bank, selection or [])
    wanted = Wanted(lang or chosen.lang or session.lang(None), paper)
    langs = (Lang.EN, Lang.ZH) if wanted.lang is Lang.BOTH else (wanted.lang,)
    deck = _deck(
        bank,
        questions,
        refs,
        kinds,
        title or _title(bank),
        date,
        draw=langs if figures and chosen.shows_figures else (),
        pictures=chosen.shows_figures,
    )
    if not deck.cards:
        hint = "run: quizkit verify" if deck.unmeasured else ""
        raise QuizkitError(
            f"nothing selected gives a card of the kind {' or '.join(kinds)}",
            hint=hint or ("run: quizkit bank lint" if bank.faults else ""),
        )
    data = chosen.render(deck, wanted)
    if str(path) == STDOUT:
        _ = sys.stdout.buffer.write(data)
    else:
        write_whole(path, data, force=force)
        typer.echo(f"wrote {counted(len(deck.cards), 'card')} to {path}")
    _left_out(bank, deck)


def _deck(
    bank: "Bank",
    questions: Sequence[str],
    refs: "Sequence[ClaimRef]",
    kinds: Sequence[str],
    title: str,
    date: datetime | None,
    *,
    draw: Sequence[Lang],
    pictures: bool,
) -> "Deck":
    from quizkit.bank import builtin_pack
    from quizkit.bank.certificate import read_certificate
    from quizkit.export.cards.deck import deck_of
    from quizkit.export.cards.measured import Measurements
    from quizkit.home import cache_dir
    from quizkit.verify import last_results

    results = last_results(bank, refs, cache_dir=cache_dir())
    # What others say that they measured is no verdict on a card of ours.
    own = bank.pack == builtin_pack()
    certificates = read_certificate(bank.pack.certificate) if own else {}
    return deck_of(
        bank,
        refs,
        Measurements.of(bank, results, certificates, draw=draw),
        title=title,
        date=date.replace(tzinfo=UTC) if date else _last_change(bank, questions, results),
        references=_references(bank),
        kinds=kinds,
        pictures=pictures,
        drafts=[q for q in questions if bank.summaries[q].draft],
    )


def _references(bank: "Bank") -> "Callable[[str], Mapping[str, Reference | None]]":
    """What the sources of a question, given by its id, point into: the references of its pack."""
    from functools import cache

    from quizkit.bank.fault import Findings
    from quizkit.bank.references import read_references

    @cache
    def read(pack: "Pack") -> "Mapping[str, Reference | None]":
        # What is wrong with the references is for lint to say.
        return read_references(pack, Findings(pack.references)) or {}

    return lambda question: read(bank.pack_of(question))


def _title(bank: "Bank") -> str:
    """The name of the pack: that of its folder, unless it is the built-in one."""
    from quizkit.bank import builtin_pack

    return "quizkit" if bank.pack == builtin_pack() else bank.pack.root.name


def _last_change(
    bank: "Bank", questions: Sequence[str], results: "Sequence[ClaimResult]"
) -> datetime:
    """When a chosen question, or a verdict on one, was changed last; in whole seconds."""
    changed = [bank.file_of(q).stat().st_mtime for q in questions]
    changed += [r.measured_at.timestamp() for r in results if r.measured_at]
    return datetime.fromtimestamp(int(max(changed, default=0)), UTC)


def _known(word: str, known: Collection[str], option: str) -> str:
    from quizkit.bank.fault import did_you_mean, quoted

    if word not in known:
        hint = did_you_mean(word, known) or f"known: {', '.join(known)}"
        raise QuizkitError(f"{option} {quoted(word)} is not known", hint=hint)
    return word


def _left_out(bank: "Bank", deck: "Deck") -> None:
    """Say which cards are missing, and how they would come."""
    from quizkit.cli.claims import counted

    if deck.unmeasured:
        count = counted(len(deck.unmeasured), "card")
        typer.echo(f"quizkit: left out {count} that nothing measured: run quizkit verify", err=True)
    if bank.faults:
        files = len({fault.place.path for fault in bank.faults})
        told = f"{counted(files, 'file')} of the pack left out: run quizkit bank lint"
        typer.echo(f"quizkit: {told}", err=True)
