"""A session in one room, line by line, for screen readers, pipes and dumb terminals."""

import getpass
import sys
from collections.abc import Callable

import typer

from quizkit.cli.plain_card import QuestionTalk
from quizkit.cli.plain_entry import options
from quizkit.cli.plain_talk import Quit
from quizkit.errors import QuizkitError
from quizkit.group.room import Asked, BadVote, Revealed, Room
from quizkit.group.words import (
    BROKEN,
    HIDDEN,
    MEASURING,
    NEXT_OR_FLIP,
    NEXT_OR_SOURCES,
    NO_CARDS,
    OVER,
    head,
    outcome_told,
    result_told,
    scores_told,
    votes_now,
)
from quizkit.model.text import Lang, Text
from quizkit.practice.checks import Checks
from quizkit.practice.kinds import Ask, Choose, Response
from quizkit.practice.matching import Matcher
from quizkit.practice.words import error_told, one


class PlainRoom(QuestionTalk):
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
        super().__init__(lang)
        self._room = room
        self._checks = checks
        self._matcher = matcher
        self._keep = keep
        self._read = read
        self._told: Text | None = None

    def run(self) -> None:
        """Ask all cards, or until the input ends or somebody types q."""
        try:
            while asked := self._room.next():
                self._say_front(asked)
                self._take_votes(asked)
                self._look_closer(self._reveal())
        except Quit:
            typer.echo()
        self._say_label(OVER if self._room.number else NO_CARDS)
        self._say_label(scores_told(self._room.ranking()))
        if self._told:
            self._say_label(self._told)

    # -------------------------------------------------------------------------------------------

    def _take_votes(self, asked: Asked) -> None:
        while missing := self._room.missing:
            line = self._secret(votes_now(missing[0]))
            if line == "r":
                self._say_sources(self._room.bank, asked.question)
                continue
            try:
                self._room.vote(missing[0], self._read(asked.front.ask, line))
            except BadVote as error:
                self._say_label(error.told)

    def _reveal(self) -> Revealed:
        """Run the check, keep what came of it and tell it."""
        ask = self._room.asked.front.ask if self._room.asked else None
        if not isinstance(ask, Choose) or ask.check:
            self._say_label(MEASURING)
        revealed = self._room.reveal(self._checks, self._matcher, self._lang)
        self._room.score(revealed)
        try:
            self._told = self._keep(revealed)
        except QuizkitError as error:
            self._say_label(error_told(error))
        if revealed.failure:
            self._say_label(revealed.failure)
            self._say_label(BROKEN)
        for name, result in revealed.results.items():
            self._say_as_is(result_told(name, result))
        if revealed.outcome:
            self._say(outcome_told(revealed.to, revealed.outcome))
        self._say(revealed.back.answer)
        if revealed.back.figure:
            typer.echo(revealed.back.figure.describe(self._lang))
        self._say_label(scores_told(self._room.ranking()))
        return revealed

    def _look_closer(self, revealed: Revealed) -> None:
        """Until the room goes on: controls to run, sources to see."""
        flips = revealed.back.flips
        while word := self.line(NEXT_OR_FLIP if flips else NEXT_OR_SOURCES):
            if word == "v" and flips:
                self._say_flip(revealed, flips[0])
                flips = (*flips[1:], flips[0])
            elif word == "r":
                self._say_sources(self._room.bank, revealed.asked.question)

    def _say_flip(self, revealed: Revealed, arm: str) -> None:
        """Run a control, and tell what became of the claim."""
        self._say_label(MEASURING)
        try:
            flipped = self._room.flip(revealed, arm, self._lang)
        except QuizkitError as error:
            self._say_label(error_told(error))
            return
        self._say(flipped.told)
        typer.echo(flipped.figure.describe(self._lang))

    def _say_front(self, asked: Asked) -> None:
        lang, room = self._lang, self._room
        where = one(head(room.number, room.total), lang)
        typer.echo()
        self._say_as_is(f"[{asked.question.topic}] {one(asked.kind.title, lang)}, {where}")
        self._say(asked.front.prompt)
        if asked.front.passage:
            self._say(asked.front.passage)
        for number, option in enumerate(options(asked.front.ask), 1):
            self._say(Text(f"{number} {option.en}", f"{number} {option.zh}"))
        self._say_label(HIDDEN)

    def _secret(self, prompt: Text) -> str:
        """One line of input, which a terminal does not show."""
        told = one(prompt, self._lang)
        if sys.stdin.isatty():
            word = getpass.getpass(told)
        else:
            typer.echo(told, nl=False)
            word = sys.stdin.readline() or "q"
            typer.echo()
        if word.strip() == "q":
            raise Quit
        return word.strip()
