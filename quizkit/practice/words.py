"""What a practice session says, in both languages."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from quizkit.errors import QuizkitError
from quizkit.model.review import Rating
from quizkit.model.text import Lang, Text

GRADES: Mapping[Rating, Text] = {
    Rating.AGAIN: Text("Again", "重来"),
    Rating.HARD: Text("Hard", "困难"),
    Rating.GOOD: Text("Good", "良好"),
    Rating.EASY: Text("Easy", "轻松"),
}
SUGGESTED = Text("suggested", "建议")
NEW = Text("new", "新卡片")
BROKEN = Text(
    "The check broke, so there is nothing to compare with. Grade yourself by the answer, "
    "or skip the card.",
    "检验程序出错，无法与实测比较。请对照答案自评，或跳过这张卡片。",
)
_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_UNITS = (
    (_MINUTE, _HOUR, Text("min", "分钟"), 0),
    (_HOUR, _DAY, Text("h", "小时"), 0),
    (_DAY, 31 * _DAY, Text("d", "天"), 0),
    (_DAY * 30.44, 365 * _DAY, Text("mo", "个月"), 1),
    (_DAY * 365.25, timedelta.max, Text("y", "年"), 1),
)


def one(text: Text, lang: Lang) -> str:
    """A word of the interface: in one language even where the reader asked for both."""
    return text.zh if lang is Lang.ZH else text.en


def error_told(error: QuizkitError) -> Text:
    """What went wrong, and how to mend it."""
    return Text(str(error), error.chinese)


def interval(span: timedelta) -> Text:
    """A span of time in one unit, as it stands on a key."""
    span = max(span, _MINUTE)
    for unit, limit, name, digits in _UNITS:
        number = f"{round(span / unit, digits):g}"
        if span < limit and unit * float(number) < limit:
            return Text(f"{number} {name.en}", f"{number} {name.zh}")
    raise AssertionError("the last unit has no limit")


def moment(due: datetime, now: datetime) -> Text:
    """When something is due, told from now; both with the learner's zone."""
    days = (due.date() - now.date()).days
    if due - now < _HOUR:
        span = interval(due - now)
        return Text(f"in {span.en}", f"{span.zh}后")
    at = f"{due:%H:%M}"
    if days == 0:
        return Text(f"today at {at}", f"今天 {at}")
    if days == 1:
        return Text(f"tomorrow at {at}", f"明天 {at}")
    return Text(f"on {due:%Y-%m-%d}", f"{due:%Y-%m-%d}")


def clock_behind(lag: timedelta) -> Text:
    """The notice of a clock that stands before the last review."""
    span = interval(lag)
    return Text(
        f"The clock is {span.en} behind your last review. Answers are kept in order, as if time "
        "had gone on from there; set the clock if it is wrong.",
        f"系统时钟比你上次复习的时间慢了 {span.zh}。答案仍按顺序保存，时间从上次复习接着算；"
        "如果时钟不对，请校正。",
    )


def left_out(count: int) -> Text:
    """The notice of questions that cannot be asked."""
    noun = "question is" if count == 1 else "questions are"
    return Text(
        f"{count} {noun} broken and left out; `quizkit bank lint` says why.",
        f"有 {count} 道题目有误，已跳过；运行 `quizkit bank lint` 查看原因。",
    )


def untrusted(name: str) -> Text:
    """The notice of a pack's cards that would run a check."""
    mend = f"quizkit pack trust {name}"
    return Text(
        f"Cards that would run a check of the pack “{name}” are left out, as it is not trusted "
        f"(or has changed since). To see what would run: {mend}",
        f"卡组“{name}”尚未受信任（或其后有改动），需要运行其检验程序的卡片已跳过。"
        f"查看将会运行哪些代码：{mend}",
    )
