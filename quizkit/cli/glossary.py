"""`quizkit glossary`: a term explained, and how it is said in the other language."""

import sys
from contextlib import nullcontext
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
    """Explain a term of the pack's glossary, or all of them, and say how it is translated."""
    from rich.text import Text as Styled

    from quizkit.bank.fault import Findings
    from quizkit.bank.glossary import read_glossary, term_called
    from quizkit.cli.prose import Item

    session: Session = context.obj
    pack = session.pack()
    # What is wrong with the glossary is for lint to say.
    terms = read_glossary(pack, Findings(pack.glossary))
    if not terms:
        raise QuizkitError("the pack explains no terms", hint=f"write them into {pack.glossary}")
    names = [term_called(" ".join(words), terms)] if words else list(terms)
    chosen = session.lang(lang)
    console = session.console()
    rich = is_rich(session, sys.stdout)
    with nullcontext() if rich else console.capture() as captured:
        for name in names:
            console.print(Item("•", Styled(explained(name, terms[name], chosen))))
            for line in renderings(terms[name]) if words else ():
                console.print(Item(" ", Styled(line, style="bright_black")))
    if captured:
        typer.echo("\n".join(map(str.rstrip, captured.get().splitlines())))


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
