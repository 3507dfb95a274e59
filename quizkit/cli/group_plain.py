"""A session in one room, line by line, for screen readers, pipes and dumb terminals."""

import getpass
import sys
from collections.abc import Callable

import typer

from quizkit.cli.plain_entry import options
from quizkit.errors import QuizkitError
from quizkit.group.room import Asked, BadVote, Revealed, Room
from quizkit.group.words import (
    BROKEN,
    HIDDEN,
    MEASURING,
    NO_CARDS,
    OVER,
    head,
    outcome_told,
    result_told,
    scores_told,
    votes_now,
)
from quizkit.model.formula import unicode_math
from quizkit.model.text import Lang, Text
from quizkit.practice.checks import Checks
from quizkit.practice.kinds import Ask, Choose, Response
from quizkit.practice.matching import Matcher
from quizkit.practice.words import one


class PlainRoom:
    """The same session as on the screen, told and answered in lines."""

    def __init__(
        self,
        room: Room,
        checks: Checks,
        matcher: Matcher,
        keep: Callable[[Revealed], Text],
        read: Callable[[Ask, str], Response],
        lang: Lang,
    ) -> None:
        self._room = room
        self._checks = checks
        self._matcher = matcher
        self._keep = keep
        self._read = read
        self._lang = lang

    def run(self) -> None:
        """Ask all cards, or until the input ends or somebody types q."""
        told: Text | None = None
        try:
            while asked := self._room.next():
                self._say_front(asked)
                self._take_votes(asked)
                told = self._reveal() or told
        except EOFError:
            typer.echo()
        self._say(OVER if self._room.number else NO_CARDS)
        self._say(scores_told(self._room.ranking()))
        if told:
            self._say(told)

    # -------------------------------------------------------------------------------------------

    def _take_votes(self, asked: Asked) -> None:
        while missing := self._room.missing:
            line = self._line(votes_now(missing[0]))
            try:
                self._room.vote(missing[0], self._read(asked.front.ask, line))
            except BadVote as error:
                self._say(error.told)

    def _reveal(self) -> Text | None:
        """Run the check, tell what came of it and keep it; return where the results went."""
        ask = self._room.asked.front.ask if self._room.asked else None
        if not isinstance(ask, Choose) or ask.check:
            self._say(MEASURING)
        revealed = self._room.reveal(self._checks, self._matcher, self._lang)
        self._room.score(revealed)
        if revealed.failure:
            typer.echo(_safe(revealed.failure))
            self._say(BROKEN)
        for name, result in revealed.results.items():
            typer.echo(result_told(name, result))
        if revealed.outcome:
            self._say(outcome_told(revealed.to, revealed.outcome))
        self._say(revealed.back.answer)
        if revealed.back.figure:
            typer.echo(revealed.back.figure.describe(self._lang))
        self._say(scores_told(self._room.ranking()))
        try:
            return self._keep(revealed)
        except QuizkitError as error:
            typer.echo(_safe(str(error)))
            return None

    def _say_front(self, asked: Asked) -> None:
        lang, room = self._lang, self._room
        where = one(head(room.number, room.total), lang)
        typer.echo(f"\n[{asked.question.topic}] {one(asked.kind.title, lang)}, {where}")
        self._say(asked.front.prompt)
        if asked.front.passage:
            self._say(asked.front.passage)
        for number, option in enumerate(options(asked.front.ask), 1):
            self._say(Text(f"{number} {option.en}", f"{number} {option.zh}"))
        self._say(HIDDEN)

    def _line(self, prompt: Text) -> str:
        """One line of input, which a terminal does not show."""
        told = one(prompt, self._lang)
        if sys.stdin.isatty():
            word = getpass.getpass(told)
        else:
            typer.echo(told, nl=False)
            line = sys.stdin.readline()
            typer.echo()
            if not line:
                raise EOFError
            word = line
        if word.strip() == "q":
            raise EOFError
        return word.strip()

    def _say(self, text: Text) -> None:
        typer.echo(_safe(unicode_math(text.read(self._lang)).rstrip()))


def _safe(text: str) -> str:
    """What could speak to a terminal is taken out."""
    return "".join(c for c in text if c.isprintable() or c == "\n")
