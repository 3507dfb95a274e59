"""Practice line by line, for screen readers, pipes and dumb terminals."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

import typer

from quizkit.cli.plain_card import LETTERS, CardTalk
from quizkit.cli.plain_entry import NoAnswer, prompt, read
from quizkit.cli.plain_talk import Quit
from quizkit.cli.plain_words import (
    COMMANDS,
    COMMANDS_AFTER,
    FINISH,
    KEEP_OR_RESET,
    MEASURING,
    READING,
    YOUR_GRADE,
)
from quizkit.errors import QuizkitError
from quizkit.model import Lang, Rating, Text
from quizkit.practice import Back, Choose, Response, Rest, Reveal, Session, Turn, Write
from quizkit.practice.checks import Checks
from quizkit.practice.messages import (
    BURIED,
    CHANGED,
    FLAGGED,
    NOTHING_TO_UNDO,
    SUSPENDED,
    UNDONE,
    WHAT_IS_WRONG,
)
from quizkit.practice.resting import answers_told, rest_lines
from quizkit.practice.words import BROKEN, error_told

if TYPE_CHECKING:
    from quizkit.bank import Bank


class PlainPractice(CardTalk):
    """The same session as on the screen, told and answered in lines."""

    def __init__(
        self,
        session: Session,
        checks: Checks,
        clock: Callable[[], datetime],
        random: Callable[[int], bytes],
        lang: Lang,
        edit: "Callable[[str], Bank]",
    ) -> None:
        """`edit` opens the file of a question, and returns the bank as it is afterwards.

        It raises QuizkitError where there is no editor, or the file is broken now.
        """
        super().__init__(session, lang)
        self._checks = checks
        self._clock = clock
        self._random = random
        self._edit = edit
        self._told = 0
        self._rested = False
        """Whether the learner was told last that nothing is to be asked, and how much was done."""

    def run(self) -> None:
        """Go on until nothing is to be asked, the learner quits, or the input ends."""
        try:
            while True:
                drawn = self._session.draw(self._clock())
                self._tell()
                if isinstance(drawn, Turn):
                    self._ask(drawn)
                elif self._is_over(drawn):
                    return
        except Quit:
            if self._session.answered and not self._rested:
                self._say(answers_told(self._session.answered))

    def _is_over(self, rest: Rest) -> bool:
        """Tell why nothing is to be asked; False when the learner took the last step back."""
        self._rested = True
        while True:
            clock = self._clock()
            now = self._session.store.now(clock).astimezone(clock.tzinfo)
            for line in rest_lines(rest, now):
                self._say(line)
            if not self._session.can_undo:
                return True
            while (word := self.line(FINISH)) not in ("", "u", "l"):
                pass
            if word == "":
                return True
            if word == "l":
                self._next_language()
            elif self._tried(lambda: self._session.undo(**self.now())):
                self._say(UNDONE)
                self._rested = False
                return False

    # ---- one card -------------------------------------------------------------------------------

    def _ask(self, turn: Turn) -> None:
        if turn.changed:
            self._decide(turn)
            return
        since = time.monotonic()
        response = self._response(turn)
        if isinstance(response, Then):
            return
        ask = turn.front.ask
        if not isinstance(ask, Reveal) and not (isinstance(ask, Choose) and not ask.check):
            self._say(READING if isinstance(ask, Write) else MEASURING)
        failed = False
        try:
            back = self._session.back(turn, response, self._lang, self._checks)
        except QuizkitError as error:
            self._say_label(error_told(error))
            self._say(BROKEN)
            back, failed = self._session.without_measurement(turn, response, error), True
        while back := self._graded(turn, response, back, since, failed=failed):
            pass

    def _graded(
        self, turn: Turn, response: Response, back: Back, since: float, *, failed: bool
    ) -> Back | None:
        """Show the answer and take the grade; return what has to be shown again, if anything."""
        self._say_back(turn, back, self._clock())
        while True:
            word = self.line(YOUR_GRADE)
            match self._command(word, turn, COMMANDS_AFTER):
                case Then.NEXT:
                    return None
                case Then.SHOW:
                    return back
                case Then.ASK:
                    continue
                case Then.OTHER:
                    pass
            if rating := _rating(word, back):
                return None if self._kept(turn, rating, back, since) else back
            if word == "k" and failed:
                self._session.skip(turn)
                return None
            if word == "w" and self._swapped(turn):
                return None
            if changed := self._looked_at(word, turn, response, back):
                return changed

    def _looked_at(self, word: str, turn: Turn, response: Response, back: Back) -> Back | None:
        """The answer after ticks were set, or a control was run; None for any other word."""
        ticks = back.ticks
        if word == "v" and back.flips:
            self._say_flip(turn, response, back.flips[0])
            return replace(back, flips=(*back.flips[1:], back.flips[0]))
        if not ticks or not word or any(c not in LETTERS[: len(ticks.points)] for c in word):
            return None
        for letter in word:
            ticks = ticks.toggled(LETTERS.index(letter))
        return replace(back, ticks=ticks)

    def _kept(self, turn: Turn, rating: Rating, back: Back, since: float) -> bool:
        seconds = time.monotonic() - since
        answer = self._session.answer
        return self._tried(
            lambda: answer(turn, rating, seconds=seconds, detail=back.kept, **self.now())
        )

    def _swapped(self, turn: Turn) -> bool:
        """Ask a leech in another form, where there is one."""
        others = self._session.others(turn) if turn.is_leech else []
        if not others or not self._tried(lambda: self._session.swap(turn, others[0], **self.now())):
            return False
        self._say(SUSPENDED)
        return True

    def _decide(self, turn: Turn) -> None:
        """Ask whether the schedule of a changed claim still counts."""
        self._say_front(turn)
        self._say(CHANGED)
        while (word := self.line(KEEP_OR_RESET)) not in ("k", "n"):
            match self._command(word, turn, COMMANDS):
                case Then.NEXT:
                    return
                case Then.SHOW:
                    self._say_front(turn)
                    self._say(CHANGED)
                case Then.ASK | Then.OTHER:
                    pass
        _ = self._tried(lambda: self._session.decide(turn, keep=word == "k", **self.now()))

    def _response(self, turn: Turn) -> "Response | Then":
        """What the learner answers, or that another card is to come."""
        ask = turn.front.ask
        self._say_front(turn)
        while True:
            line = self.line(prompt(ask))
            match self._command(line, turn, COMMANDS):
                case Then.NEXT as then:
                    return then
                case Then.SHOW:
                    self._say_front(turn)
                case Then.ASK:
                    pass
                case Then.OTHER:
                    try:
                        return read(ask, line)
                    except NoAnswer as error:
                        self._say(error.told)

    def _command(self, word: str, turn: Turn, commands: Text) -> "Then":
        """Do what a letter stands for; `commands` are those that `?` tells of."""
        match word:
            case "l":
                self._next_language()
                return Then.SHOW
            case "?":
                self._say(commands)
            case "r":
                self._say_sources(self._session.bank, turn.question)
            case "g":
                self._say_terms(turn.question, answered=commands is COMMANDS_AFTER)
            case _:
                try:
                    return self._acted(word, turn)
                except QuizkitError as error:
                    self._say_label(error_told(error))
        return Then.ASK

    def _acted(self, word: str, turn: Turn) -> "Then":
        """Do what changes the log, or the question's file."""
        session = self._session
        match word:
            case "m":
                session.flag(turn, self.line(WHAT_IS_WRONG), **self.now())
                self._say(FLAGGED)
                return Then.ASK
            case "u" if not session.can_undo:
                self._say(NOTHING_TO_UNDO)
                return Then.ASK
            case "u":
                _ = session.undo(**self.now())
                self._say(UNDONE)
            case "z":
                session.bury(turn, **self.now())
                self._say(BURIED)
            case "x":
                session.suspend(turn, **self.now())
                self._say(SUSPENDED)
            case "o":
                session.reload(self._edit(turn.card.question), self._clock())
                session.again(turn)
            case _:
                return Then.OTHER
        return Then.NEXT

    def _say_flip(self, turn: Turn, response: Response, arm: str) -> None:
        """Run a control, and tell what became of the claim."""
        self._say(MEASURING)
        try:
            flipped = self._session.flip(turn, response, self._lang, arm, self._checks)
        except QuizkitError as error:
            self._say_label(error_told(error))
            return
        self._say(flipped.told)
        typer.echo(flipped.figure.describe(self._lang))

    def now(self) -> dict[str, Any]:
        """The clock and the random source, as the session takes them."""
        return {"clock": self._clock(), "random": self._random}

    def _tell(self) -> None:
        notices = self._session.notices
        for notice in notices[self._told :]:
            self._say(notice)
        self._told = len(notices)


def _rating(word: str, back: Back) -> Rating | None:
    """The grade that was typed; an empty line gives the suggested one."""
    if not word:
        return back.grade
    return Rating(int(word)) if word in {str(int(r)) for r in Rating} else None


class Then(Enum):
    """What follows what was typed."""

    NEXT = auto()
    """The card was put away, or is another one now: nothing more is asked of it."""
    SHOW = auto()
    """The card is shown again."""
    ASK = auto()
    """It was told what was asked for; the same is asked again."""
    OTHER = auto()
    """It was no command: an answer, or nothing that is understood."""
