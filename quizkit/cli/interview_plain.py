"""A mock interview line by line, for screen readers, pipes and dumb terminals."""

from collections.abc import Mapping

import typer

from quizkit.cli.plain_talk import PlainTalk, Quit
from quizkit.errors import QuizkitError
from quizkit.model import Text
from quizkit.practice.interview import Exchange, Item, Room, Went, report
from quizkit.practice.interview.words import (
    DO_NOT_KNOW,
    NOT_KEPT,
    NOTHING_ANSWERED,
    NOTHING_TO_REVISIT,
    OVER,
    REVISIT,
    SAID_ALOUD,
    SPEAK,
    STRENGTHS,
    THE_ANSWER,
    TIME_IS_UP,
    TITLE,
    TURNS,
    WHY,
    YOUR_ANSWER,
    clock,
    kept,
    left,
    points_of,
    standing,
    strengths,
    summary,
    written,
)
from quizkit.practice.messages import PERHAPS
from quizkit.practice.ticks import Found
from quizkit.practice.words import GRADES, error_told, one

LETTERS = "abcdef"
FELT: Mapping[str, Went] = {"1": Went.WELL, "2": Went.PARTLY, "3": Went.NOT}
YOUR_WORDS = Text(
    "Your answer, in one line (? for more): ", "你的回答，写在一行里（? 查看其他命令）："
)
HOW = Text(
    "1 well, 2 partly, 3 badly (? for more): ",
    "1 答得好，2 答出一部分，3 没答好（? 查看其他命令）：",
)
TICK = Text(
    "a to f change a tick, Enter goes on (? for more): ",
    "a 到 f 勾选要点，回车继续（? 查看其他命令）：",
)
CONFIRM = Text(
    "Enter puts the answers into the schedule, n leaves it as it is, b goes back to the points: ",
    "回车把这些回答写入复习计划，n 不写入，b 回到要点：",
)
COMMANDS = Text(
    "k I do not know, e end the interview and report, l language, q quit (it can be resumed)",
    "k 不知道，e 结束面试并看报告，l 语言，q 退出（之后可以继续）",
)
COMMANDS_AFTER = Text(
    "s the answer, l language, q quit (the report waits)",
    "s 参考答案，l 语言，q 退出（之后可以再看报告）",
)


class PlainInterview(PlainTalk):
    """The same interview as on the screen, told and answered in lines."""

    def __init__(self, room: Room, notice: Text | None = None) -> None:
        """`notice` is told before the first question."""
        super().__init__(room.lang)
        self._room = room
        self._interview = room.interview
        self._notice = notice

    def run(self) -> None:
        """Ask until the time is over, then report; the input may end anywhere."""
        if self._notice:
            self._say(self._notice)
        try:
            self._talk()
            self._hold()
            self._say(OVER)
            self._report()
        except Quit:
            record = self._interview.record
            if record.answered:
                self._say(left(record))

    # ---- the interview --------------------------------------------------------------------------

    def _talk(self) -> None:
        while exchange := self._interview.ask(self._room.elapsed):
            since = self._room.watch()
            self._put(exchange)
            while not self._answered(exchange, since):
                pass
            self._hold()

    def _hold(self) -> None:
        """Look at what was typed, and tell what came up."""
        self._interview.hold(self._lang)
        while self._room.notices:
            self._say(self._room.notices.pop(0))

    def _put(self, exchange: Exchange) -> None:
        """Ask a question, with the time above it."""
        question = self._interview.question(exchange)
        elapsed, total = self._room.elapsed, self._interview.record.setup.seconds
        left = self._interview.plan(elapsed).left
        turn, time = TURNS[exchange.move], standing(elapsed, total, left)
        topic = question.topic
        typer.echo()
        self._say(Text(f"[{time.en}] {topic}, {turn.en}", f"[{time.zh}] {topic}，{turn.zh}"))
        if elapsed >= total:
            self._say(TIME_IS_UP)
        self._say(question.question)
        if self._interview.record.setup.spoken:
            self._say(SPEAK)

    def _answered(self, exchange: Exchange, since: float) -> bool:
        """Read a line; whether it was an answer, or the end."""
        word = self.line(HOW if self._spoken else YOUR_WORDS)
        if word == "?":
            self._say(COMMANDS)
        elif word == "l":
            self._next_language()
            self._put(exchange)
        else:
            try:
                return self._heard(word, self._room.watch() - since)
            except QuizkitError as error:
                self._say_label(error_told(error))
        return False

    def _heard(self, word: str, seconds: float) -> bool:
        """Keep an answer, or end the interview; False for a line that is neither."""
        elapsed = self._room.elapsed
        if word == "e":
            self._interview.end(elapsed)
        elif self._spoken and (word in FELT or word == "k"):
            self._interview.speak(FELT.get(word, Went.NOT), seconds=seconds, elapsed=elapsed)
        elif not self._spoken and (word == "k" or len(word) > 1):
            typed = "" if word == "k" else word
            self._interview.type(typed, seconds=seconds, elapsed=elapsed)
        else:
            return False
        return True

    @property
    def _spoken(self) -> bool:
        return self._interview.record.setup.spoken

    # ---- the report -----------------------------------------------------------------------------

    def _report(self) -> None:
        if not self._interview.record.answered:
            self._say(NOTHING_ANSWERED)
            self._interview.finish(kept=False)
            return
        self._go_through()
        while True:
            self._sum_up()
            word = self.line(CONFIRM)
            if word == "b":
                self._go_through()
            elif word in ("", "n") and self._done(keep=not word):
                return

    def _go_through(self) -> None:
        """Each question with its points, to be corrected."""
        for number in range(len(report(self._interview).items)):
            self._say_item(number)
            while word := self.line(TICK):
                self._looked_at(number, word)

    def _looked_at(self, number: int, word: str) -> None:
        item = report(self._interview).items[number]
        ticks = item.ticks
        if word == "?":
            self._say(COMMANDS_AFTER)
        elif word == "l":
            self._next_language()
            self._say_item(number)
        elif word == "s":
            self._say(THE_ANSWER)
            self._say(item.question.answer)
        elif all(c in LETTERS[: len(ticks.points)] for c in word):
            for letter in word:
                ticks = ticks.toggled(LETTERS.index(letter))
            self._interview.tick(item.question.id, ticks.ticked)
            self._say_item(number)

    def _say_item(self, number: int) -> None:
        item = report(self._interview).items[number]
        asked, time = item.question.question, clock(item.answer.seconds)
        typer.echo()
        self._say(Text(f"{number + 1}. {asked.en}", f"{number + 1}. {asked.zh}"))
        why, known = WHY[item.exchange.move], points_of(item)
        grade = GRADES[item.rating]
        self._say(
            Text(
                f"{time}, {known.en}, {grade.en}; {why.en}",
                f"{time}，{known.zh}，{grade.zh}；{why.zh}",
            )
        )
        told = _told(item)
        self._say_label(Text(f"{YOUR_ANSWER.en}: {told.en}", f"{YOUR_ANSWER.zh}：{told.zh}"))
        for place, point in enumerate(item.ticks.points):
            head = f"{LETTERS[place]} [{'x' if item.ticks.ticked[place] else ' '}]"
            doubt = item.ticks.found and item.ticks.found[place] is Found.PERHAPS
            tail = f" {one(PERHAPS, self._lang)}" if doubt else ""
            self._say(Text(f"{head} {point.en}{tail}", f"{head} {point.zh}{tail}"))

    def _sum_up(self) -> None:
        found = report(self._interview)
        typer.echo()
        for line in (TITLE, *summary(found)):
            self._say(line)
        told = strengths(found.strengths)
        self._say(Text(f"{STRENGTHS.en}: {told.en}", f"{STRENGTHS.zh}：{told.zh}"))
        self._say(REVISIT if found.revisit else NOTHING_TO_REVISIT)
        for item in found.revisit:
            asked = item.question.question
            self._say(
                Text(f"- {item.question.id}: {asked.en}", f"- {item.question.id}：{asked.zh}")
            )

    def _done(self, *, keep: bool) -> bool:
        """Close the report; False when something could not be written, and may be tried again."""
        self._room.lang = self._lang
        try:
            if keep:
                self._say(kept(self._room.keep()))
            else:
                self._room.discard()
                self._say(NOT_KEPT)
        except QuizkitError as error:
            self._say_label(error_told(error))
            return self._interview.record.closed
        self._say_label(written(str(self._room.written)))
        return True


def _told(item: Item) -> Text:
    if item.answer.felt is not None:
        return SAID_ALOUD
    return Text(item.answer.typed, item.answer.typed) if item.answer.typed else DO_NOT_KNOW
