"""What a session in one room says, in both languages."""

from collections.abc import Sequence

from quizkit.group.room import Result
from quizkit.model.review import Rating
from quizkit.model.text import Text

TITLE = Text("Group session", "小组练习")
WHO = Text("Who is here?", "今天谁在场？")
GUESTS = Text(
    "Members' results reach their own logs when they sync; guests only keep the score.",
    "成员的结果会在各自同步时进入自己的记录；访客只计分。",
)
GUEST = Text("a guest's name", "访客姓名")
NOBODY = Text("Mark at least one person.", "请至少选择一人。")
NO_NAME = Text("That is no name: letters, digits, - and _.", "姓名只能包含字母、数字、- 和 _。")
HIDDEN = Text(
    "Votes stay hidden until everybody has voted.", "所有人投票之前，不显示任何人的选择。"
)
ALL_VOTED = Text("Everybody has voted.", "所有人都已投票。")
MEASURING = Text("The check is running …", "正在实测……")
BROKEN = Text(
    "The check broke, so nobody scores; here is the answer.", "检验程序出错，本题不计分；答案如下。"
)
NEXT_OR_FLIP = Text(
    "Enter asks the next question, v runs a control, r tells the sources: ",
    "回车进入下一题，v 运行对照实验，r 查看来源：",
)
NEXT_OR_SOURCES = Text(
    "Enter asks the next question, r tells the sources: ", "回车进入下一题，r 查看来源："
)
NO_CARDS = Text(
    "There is no card in this selection that a room can vote on.", "所选范围内没有可供投票的卡片。"
)
OVER = Text("That was the session.", "本次练习结束。")
KEPT = Text(
    "Your results are in your log. The other members' wait for their next `quizkit group sync`.",
    "你的结果已写入记录；其他成员的结果等他们下次运行 `quizkit group sync`。",
)
NOT_DELIVERED = Text(
    "The group's folder cannot be written now; your next `quizkit group sync` delivers the others' "
    "results.",
    "现在无法写入小组文件夹；你下次运行 `quizkit group sync` 时会送出其他成员的结果。",
)
_MARKS = {Rating.GOOD: "✓", Rating.EASY: "✓", Rating.HARD: "≈", Rating.AGAIN: "✗"}


def votes_now(name: str) -> Text:
    """Whose turn it is."""
    return Text(f"{name} votes: ", f"{name} 投票：")


def head(number: int, total: int) -> Text:
    """How far the session is."""
    return Text(f"question {number} of {total}", f"第 {number} 题，共 {total} 题")


def result_told(name: str, result: Result) -> str:
    """A person's vote and whether it was right."""
    return f"{_MARKS[result.rating]} {name}: {result.vote}"


def scores_told(ranking: Sequence[tuple[str, float]]) -> Text:
    """The scores in a line."""
    told = " · ".join(f"{name} {points:g}" for name, points in ranking)
    return Text(f"Scores: {told}", f"得分：{told}")


def outcome_told(name: str, outcome: Text) -> Text:
    """What came of the vote that was closest."""
    return Text(f"**{name}:** {outcome.en}", f"**{name}：** {outcome.zh}")
