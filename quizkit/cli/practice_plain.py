"""Practice line by line, for screen readers, pipes and dumb terminals."""

import sys
import time
from collections.abc import Callable
from datetime import datetime

import typer

from quizkit.errors import QuizkitError
from quizkit.model import Lang, Rating, Text
from quizkit.model.formula import unicode_math
from quizkit.practice import Back, Number, Session, Turn
from quizkit.practice.checks import Checks
from quizkit.practice.kinds import Response
from quizkit.practice.number import NotANumber, read_number
from quizkit.practice.resting import rest_lines
from quizkit.practice.words import BROKEN, GRADES, NEW, SUGGESTED, interval, one

SHOW_ANSWER = Text(
    "Enter shows the answer; l changes the language, q quits: ",
    "按回车显示答案（l 切换语言，q 退出）：",
)
YOUR_NUMBER = Text(
    "Your number; l changes the language, q quits: ",
    "你的预测（l 切换语言，q 退出）：",
)
YOUR_GRADE = Text("Your grade, 1 to 4: ", "你的评分（1 到 4）：")
YOUR_GRADE_OR_SKIP = Text("Your grade, 1 to 4, or s to skip: ", "你的评分（1 到 4，s 跳过）：")
MEASURING = Text("Measuring …", "正在实测……")


class PlainPractice:
    """The same session as on the screen, told and answered in lines."""

    def __init__(
        self,
        session: Session,
        checks: Checks,
        clock: Callable[[], datetime],
        random: Callable[[int], bytes],
        lang: Lang,
    ) -> None:
        self._session = session
        self._checks = checks
        self._clock = clock
        self._random = random
        self._lang = lang
        self._told = 0

    def run(self) -> None:
        """Go on until nothing is to be asked, the learner quits, or the input ends."""
        try:
            while isinstance(drawn := self._session.draw(self._clock()), Turn):
                self._tell()
                self._ask(drawn)
        except _Quit:
            return
        self._tell()
        for line in rest_lines(drawn, self._clock()):
            self._say(line)

    def _ask(self, turn: Turn) -> None:
        since = time.monotonic()
        response = self._response(turn)
        failed = False
        if isinstance(turn.front.ask, Number):
            self._say(MEASURING)
        try:
            back = self._session.back(turn, response, self._checks.measure)
        except QuizkitError as error:
            typer.echo(str(error))
            self._say(BROKEN)
            back, failed = self._session.without_measurement(turn, response, error), True
        while not self._graded(turn, back, since, failed=failed):
            pass

    def _response(self, turn: Turn) -> Response:
        asks_number = isinstance(turn.front.ask, Number)
        self._say_front(turn)
        while True:
            word = self._line(YOUR_NUMBER if asks_number else SHOW_ANSWER)
            if word == "l":
                self._say_front(turn)
            elif not asks_number:
                return None
            else:
                try:
                    return read_number(word)
                except NotANumber as error:
                    self._say(error.told)

    def _graded(self, turn: Turn, back: Back, since: float, *, failed: bool) -> bool:
        """Show the answer and take the grade; False when it has to be shown again."""
        self._say_back(turn, back)
        prompt = YOUR_GRADE_OR_SKIP if failed else YOUR_GRADE
        while (word := self._line(prompt)) not in {str(int(r)) for r in Rating}:
            if word == "l":
                return False
            if word == "s" and failed:
                self._session.skip(turn)
                return True
        try:
            _ = self._session.answer(
                turn,
                Rating(int(word)),
                clock=self._clock(),
                random=self._random,
                seconds=time.monotonic() - since,
                detail=back.detail,
            )
        except QuizkitError as error:
            typer.echo(str(error))
            return False
        return True

    # ---- saying and hearing ---------------------------------------------------------------------

    def _say_front(self, turn: Turn) -> None:
        new = f", {one(NEW, self._lang)}" if turn.is_new else ""
        typer.echo(f"\n[{turn.question.topic}] {one(turn.kind.title, self._lang)}{new}")
        self._say(turn.front.prompt)

    def _say_back(self, turn: Turn, back: Back) -> None:
        typer.echo()
        self._say(back.answer)
        if back.figure:
            typer.echo(back.figure.describe())
        spans = self._session.previews(turn, self._clock())
        for rating, span in spans.items():
            name, after = one(GRADES[rating], self._lang), one(interval(span), self._lang)
            mark = f" ({one(SUGGESTED, self._lang)})" if rating is back.suggested else ""
            typer.echo(f"{int(rating)} {name}, {after}{mark}")

    def _tell(self) -> None:
        notices = self._session.notices
        for notice in notices[self._told :]:
            self._say(notice)
        self._told = len(notices)

    def _say(self, text: Text) -> None:
        """Formulas as Unicode; what could speak to a terminal is taken out."""
        told = unicode_math(text.read(self._lang)).rstrip()
        typer.echo("".join(c for c in told if c.isprintable() or c == "\n"))

    def _line(self, prompt: Text) -> str:
        """One line of input; `l` has changed the language already."""
        typer.echo(one(prompt, self._lang), nl=False)
        line = sys.stdin.readline()
        word = line.strip()
        if not line or word == "q":
            typer.echo()
            raise _Quit
        if word == "l":
            order = list(Lang)
            self._lang = order[(order.index(self._lang) + 1) % len(order)]
        return word


class _Quit(Exception):
    """The learner has had enough, or the input has ended."""
