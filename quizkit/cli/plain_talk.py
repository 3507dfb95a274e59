"""Saying and hearing in lines: what every session without a screen shares."""

import sys

import typer

from quizkit.model import Lang, Text
from quizkit.model.flow import joined
from quizkit.model.formula import unicode_math
from quizkit.practice.words import one


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
        """Formulas as Unicode; what could speak to a terminal is taken out."""
        told = unicode_math(joined(text.read(self._lang))).rstrip()
        typer.echo("".join(c for c in told if c.isprintable() or c == "\n"))

    def _next_language(self) -> None:
        """Go on in the next language."""
        order = list(Lang)
        self._lang = order[(order.index(self._lang) + 1) % len(order)]
