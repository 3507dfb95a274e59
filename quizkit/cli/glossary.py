"""`quizkit glossary`: a term explained, and how it is said in the other language."""

import sys
from contextlib import nullcontext, suppress
from typing import TYPE_CHECKING, Annotated

import typer

from quizkit.cli.session import Session
from quizkit.cli.terminal import is_rich
from quizkit.errors import QuizkitError
from quizkit.model.text import Lang

if TYPE_CHECKING:
    from quizkit.bank.glossary import Term


def glossary(
    context: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TERM]", help="A term in English or Chinese; all by default."),
    ] = None,
    lang: Annotated[Lang | None, typer.Option(help="The language to explain it in.")] = None,
) -> None:
    """Explain a term of the packs' glossaries, or all of them, and say how it is translated."""
    from rich.text import Text as Styled

    from quizkit.cli.prose import Item

    session: Session = context.obj
    found = _glossaries(session)
    if words:
        found = _called(" ".join(words), found)
    chosen = session.lang(lang)
    console = session.console()
    rich = is_rich(session, sys.stdout)
    with nullcontext() if rich else console.capture() as captured:
        for pack, terms in found.items():
            if pack:
                console.print(Styled(f"{pack}:", style="bold"))
            for name, term in terms.items():
                console.print(Item("•", Styled(explained(name, term, chosen))))
                for line in renderings(term) if words else ():
                    console.print(Item(" ", Styled(line, style="bright_black")))
    if captured:
        typer.echo("\n".join(map(str.rstrip, captured.get().splitlines())))


def _glossaries(session: Session) -> "dict[str, dict[str, Term]]":
    """The terms of each pack that explains any, by the name of the pack, "" for the main one."""
    from quizkit.bank.fault import Findings
    from quizkit.bank.glossary import read_glossary
    from quizkit.cli.opening import packs

    all_of_them = packs(session)
    # What is wrong with a glossary is for lint to say.
    found = {name: read_glossary(p, Findings(p.glossary)) for name, p in all_of_them.items()}
    if not any(found.values()):
        hint = f"write them into {all_of_them[''].glossary}"
        raise QuizkitError("the pack explains no terms", hint=hint)
    return {name: terms for name, terms in found.items() if terms}


def _called(word: str, found: "dict[str, dict[str, Term]]") -> "dict[str, dict[str, Term]]":
    """The term that is meant, from each pack that explains it."""
    from quizkit.bank.glossary import term_called

    meant: dict[str, dict[str, Term]] = {}
    for pack, terms in found.items():
        with suppress(QuizkitError):
            name = term_called(word, terms)
            meant[pack] = {name: terms[name]}
    if not meant:
        # It is in none: said as the glossary of all would say it.
        _ = term_called(
            word, {name: term for terms in found.values() for name, term in terms.items()}
        )
    return meant


def explained(name: str, term: "Term", lang: Lang) -> str:
    """A term with its translation and its meaning, on one line for each language asked for."""
    from quizkit.cli.claims import safe

    english = f"{name} ({term.zh}): {term.means.en}"
    chinese = f"{term.zh}（{name}）：{term.means.zh}"
    match lang:
        case Lang.EN:
            lines = [english]
        case Lang.ZH:
            lines = [chinese]
        case Lang.BOTH:
            lines = [english, chinese]
    return "\n".join(map(safe, lines))


def renderings(term: "Term") -> list[str]:
    """The other translations: those that are as good, and those that this pack avoids."""
    from quizkit.cli.claims import safe

    told = [f"also: {', '.join(term.also)}"] * bool(term.also)
    told += [f"avoided here: {', '.join(term.avoid)}"] * bool(term.avoid)
    return list(map(safe, told))
