"""Saying and hearing in lines: what every session without a screen shares."""

import sys
from collections.abc import Callable

import typer

from quizkit.errors import QuizkitError
from quizkit.model import Lang, Text
from quizkit.practice.words import error_told, one


class Quit(Exception):
    """The learner has had enough, or the input has ended."""


class PlainTalk:
    """Says texts in the learner's language, and reads lines."""

    def __init__(self, lang: Lang) -> None:
        self._lang = lang

    def line(self, prompt: Text) -> str:
        """One line of input.

        Raises:
            Quit: it is a "q", or there is none.
        """
        typer.echo(one(prompt, self._lang), nl=False)
        line = sys.stdin.readline()
        word = line.strip()
        if not line or word == "q":
            typer.echo()
            raise Quit
        return word

    def _say(self, text: Text) -> None:
        """Markdown without its marks, formulas as Unicode."""
        # Reading Markdown takes 50 ms to import: the first prompt of most sessions needs none.
        from quizkit.export.cards.markup.plain import plain

        self._say_as_is(plain(text.read(self._lang)))

    def _say_label(self, text: Text) -> None:
        """A line of the interface: in one language even where both are read."""
        self._say_as_is(one(text, self._lang))

    def _say_as_is(self, words: str) -> None:
        """What is no Markdown; what could speak to a terminal is taken out."""
        typer.echo("".join(c for c in words.rstrip() if c.isprintable() or c == "\n"))

    def _tried(self, do: Callable[[], object]) -> bool:
        """Do what the log keeps; where it cannot be kept, tell why, and the session goes on."""
        try:
            _ = do()
        except QuizkitError as error:
            self._say_label(error_told(error))
            return False
        return True

    def _next_language(self) -> None:
        """Go on in the next language."""
        order = list(Lang)
        self._lang = order[(order.index(self._lang) + 1) % len(order)]
