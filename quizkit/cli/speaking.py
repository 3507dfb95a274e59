"""Saying something in the learner's language, and knowing which one that is."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from quizkit.cli.session import Session
from quizkit.model.text import Lang, Text

if TYPE_CHECKING:
    from quizkit.errors import QuizkitError

InLang = Annotated[Lang | None, typer.Option("--lang", help="The language to answer in.")]


def say(text: Text, lang: Lang, *, err: bool = False) -> None:
    """Print a line, without anything that could speak to a terminal."""
    from quizkit.cli.claims import safe
    from quizkit.practice.words import one

    typer.echo(safe(one(text, lang)), err=err)


def language(session: Session, asked: Lang | None = None) -> Lang:
    """As `Session.lang`, but the locale's where the settings cannot be read.

    For what must work all the same: telling of an error, saving and restoring the log.
    """
    from quizkit.errors import QuizkitError
    from quizkit.home import locale_lang

    try:
        return session.lang(asked)
    except QuizkitError:
        return locale_lang()


def complaint(error: "QuizkitError", words: Sequence[str]) -> str:
    """What to say of an error that ended the command of these `words`."""
    return error.chinese if _language(words) is Lang.ZH else str(error)


def _language(words: Sequence[str]) -> Lang:
    """The language that the words ask for, else the setting's, else the locale's."""
    known = {lang.value: lang for lang in Lang}
    for before, word in zip(["", *words], words, strict=False):
        asked = word if before == "--lang" else word.partition("--lang=")[2]
        if asked in known:
            return known[asked]
    return language(Session())
