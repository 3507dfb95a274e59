"""Practice line by line, for screen readers, pipes and dumb terminals."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import typer

from quizkit.cli.plain_entry import NoAnswer, options, prompt, read
from quizkit.cli.plain_talk import PlainTalk, Quit
from quizkit.cli.plain_words import (
    COMMANDS,
    COMMANDS_AFTER,
    KEEP_OR_RESET,
    MEASURING,
    READING,
    YOUR_GRADE,
)
from quizkit.errors import QuizkitError
from quizkit.model import Lang, Rating, Text
from quizkit.practice import KINDS, Back, Choose, Found, Response, Reveal, Session, Turn, Write
from quizkit.practice.checks import Checks
from quizkit.practice.messages import (
    BURIED,
    CHANGED,
    FLAGGED,
    FOUND,
    NOTHING_TO_UNDO,
    PERHAPS,
    POINTS,
    SUSPENDED,
    UNDONE,
    WHAT_IS_WRONG,
    leech,
)
from quizkit.practice.resting import rest_lines
from quizkit.practice.words import BROKEN, GRADES, NEW, SUGGESTED, interval, one

LETTERS = "abcdef"


class PlainPractice(PlainTalk):
    """The same session as on the screen, told and answered in lines."""

    def __init__(
        self,
        session: Session,
        checks: Checks,
        clock: Callable[[], datetime],
        random: Callable[[int], bytes],
        lang: Lang,
    ) -> None:
        super().__init__(lang)
        self._session = session
        self._checks = checks
        self._clock = clock
        self._random = random
        self._told = 0

    def run(self) -> None:
        """Go on until nothing is to be asked, the learner quits, or the input ends."""
        try:
            while isinstance(drawn := self._session.draw(self._clock()), Turn):
                self._tell()
                self._ask(drawn)
        except Quit:
            return
        self._tell()
        for line in rest_lines(drawn, self._clock()):
            self._say(line)

    # ---- one card -------------------------------------------------------------------------------

    def _ask(self, turn: Turn) -> None:
        if turn.changed:
            self._decide(turn)
            return
        since = time.monotonic()
        response = self._response(turn)
        if isinstance(response, _Moved):
            return
        ask = turn.front.ask
        if not isinstance(ask, Reveal) and not (isinstance(ask, Choose) and not ask.check):
            self._say(READING if isinstance(ask, Write) else MEASURING)
        failed = False
        try:
            back = self._session.back(turn, response, self._lang, self._checks)
        except QuizkitError as error:
            typer.echo(str(error))
            self._say(BROKEN)
            back, failed = self._session.without_measurement(turn, response, error), True
        while back := self._graded(turn, response, back, since, failed=failed):
            pass

    def _graded(
        self, turn: Turn, response: Response, back: Back, since: float, *, failed: bool
    ) -> Back | None:
        """Show the answer and take the grade; return what has to be shown again, if anything."""
        self._say_back(turn, back)
        while True:
            word = self.line(YOUR_GRADE)
            match self.command(word, turn, COMMANDS_AFTER):
                case _Moved():
                    return None
                case True:
                    return back
                case False:
                    pass
            if rating := _rating(word, back):
                return None if self._kept(turn, rating, back, since) else back
            if word == "k" and failed:
                self._session.skip(turn)
                return None
            if word == "w" and turn.is_leech and (others := self._session.others(turn)):
                self._session.swap(turn, others[0], **self.now())
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
        try:
            _ = self._session.answer(turn, rating, seconds=seconds, detail=back.kept, **self.now())
        except QuizkitError as error:
            typer.echo(str(error))
            return False
        return True

    def _decide(self, turn: Turn) -> None:
        """Ask whether the schedule of a changed claim still counts."""
        self._say_front(turn)
        self._say(CHANGED)
        while (word := self.line(KEEP_OR_RESET)) not in ("k", "n"):
            pass
        self._session.decide(turn, keep=word == "k", **self.now())

    def _response(self, turn: Turn) -> "Response | _Moved":
        ask = turn.front.ask
        self._say_front(turn)
        while True:
            line = self.line(prompt(ask))
            match self.command(line, turn, COMMANDS):
                case _Moved() as moved:
                    return moved
                case True:
                    self._say_front(turn)
                    continue
                case False:
                    pass
            try:
                return read(ask, line)
            except NoAnswer as error:
                self._say(error.told)

    def command(self, word: str, turn: Turn, commands: Text) -> "bool | _Moved":
        """Do what a letter stands for; True when the card is to be shown again, False for none."""
        session = self._session
        match word:
            case "l":
                self._next_language()
            case "?":
                self._say(commands)
            case "r":
                self._say_sources(turn)
            case "m":
                session.flag(turn, self.line(WHAT_IS_WRONG), **self.now())
                self._say(FLAGGED)
            case "u" if not session.can_undo:
                self._say(NOTHING_TO_UNDO)
            case "u":
                _ = session.undo(**self.now())
                return self._moved(UNDONE)
            case "z":
                session.bury(turn, **self.now())
                return self._moved(BURIED)
            case "x":
                session.suspend(turn, **self.now())
                return self._moved(SUSPENDED)
            case _:
                return False
        return True

    def _moved(self, told: Text) -> "_Moved":
        self._say(told)
        return _Moved()

    # ---- saying ---------------------------------------------------------------------------------

    def now(self) -> dict[str, Any]:
        """The clock and the random source, as the session takes them."""
        return {"clock": self._clock(), "random": self._random}

    def _say_front(self, turn: Turn) -> None:
        new = f", {one(NEW, self._lang)}" if turn.is_new else ""
        typer.echo(f"\n[{turn.question.topic}] {one(turn.kind.title, self._lang)}{new}")
        if turn.front.source:
            self._say(turn.front.source)
        self._say(turn.front.prompt)
        if turn.front.passage:
            self._say(turn.front.passage)
        for number, option in enumerate(options(turn.front.ask), 1):
            self._say(Text(f"{number} {option.en}", f"{number} {option.zh}"))

    def _say_back(self, turn: Turn, back: Back) -> None:
        typer.echo()
        if back.outcome:
            self._say(back.outcome)
        self._say(back.answer)
        if back.figure:
            typer.echo(back.figure.describe(self._lang))
        if ticks := back.ticks:
            self._say(FOUND if ticks.found else POINTS)
            for place, point in enumerate(ticks.points):
                head = f"{LETTERS[place]} [{'x' if ticks.ticked[place] else ' '}]"
                doubt = ticks.found and ticks.found[place] is Found.PERHAPS
                tail = f" {one(PERHAPS, self._lang)}" if doubt else ""
                self._say(Text(f"{head} {point.en}{tail}", f"{head} {point.zh}{tail}"))
        if turn.is_leech and (others := self._session.others(turn)):
            self._say(leech(turn.lapses, KINDS[others[0].kind].title))
        spans = self._session.previews(turn, self._clock())
        for rating in Rating:
            after = f", {one(interval(spans[rating]), self._lang)}" if spans else ""
            mark = f" ({one(SUGGESTED, self._lang)})" if rating is back.grade else ""
            typer.echo(f"{int(rating)} {one(GRADES[rating], self._lang)}{after}{mark}")

    def _say_flip(self, turn: Turn, response: Response, arm: str) -> None:
        """Run a control, and tell what became of the claim."""
        self._say(MEASURING)
        try:
            flipped = self._session.flip(turn, response, self._lang, arm, self._checks)
        except QuizkitError as error:
            typer.echo(str(error))
            return
        self._say(flipped.told)
        typer.echo(flipped.figure.describe(self._lang))

    def _say_sources(self, turn: Turn) -> None:
        from quizkit.bank.fault import Findings
        from quizkit.bank.references import read_references, spelled_out

        pack = self._session.bank.pack_of(turn.question.id)
        references = read_references(pack, Findings(pack.references)) or {}
        for source in turn.question.sources:
            told = spelled_out(source, references)
            self._say(Text(told, told))
        for follow_up in turn.question.follow_ups:
            if follow_up in self._session.bank.summaries:
                asked = self._session.bank.question(follow_up).question
                self._say(Text(f"→ {asked.en}", f"→ {asked.zh}"))

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


class _Moved:
    """The card was put away, or another one is to come: nothing more is asked of it."""
