"""What an interview and its report say, in both languages."""

from collections.abc import Mapping
from datetime import datetime

from quizkit.model.text import Text
from quizkit.practice.interview.record import Move, Record, Went
from quizkit.practice.interview.report import Area, Item, Report

TITLE = Text("Mock interview", "模拟面试")
FOLLOWING_UP = Text("following up", "追问")
ANOTHER_AREA = Text("another area", "换个话题")
TURNS: Mapping[Move, Text] = {
    Move.OPENS: Text("to begin with", "开场"),
    Move.DEEPER: FOLLOWING_UP,
    Move.ASIDE: FOLLOWING_UP,
    Move.MISSED: ANOTHER_AREA,
    Move.ENOUGH: ANOTHER_AREA,
    Move.EXHAUSTED: ANOTHER_AREA,
    Move.CLOSES: Text("the last question", "最后一题"),
}
"""What the interviewer says when turning to a question; it tells nothing of the answer before."""
WHY: Mapping[Move, Text] = {
    Move.OPENS: Text("the opening", "开场题"),
    Move.DEEPER: Text("deeper, for the answer before went well", "上一题答得好，继续深入"),
    Move.ASIDE: Text(
        "a follow-up no harder, for the answer before went partly",
        "上一题答出一部分，追问一道不更难的",
    ),
    Move.MISSED: Text("another area, for the answer before went badly", "上一题没答好，换个话题"),
    Move.ENOUGH: Text("another area, for this one had its time", "这个话题问得够多了，换一个"),
    Move.EXHAUSTED: Text(
        "another area, for nothing was left to follow up", "没有可追问的了，换个话题"
    ),
    Move.CLOSES: Text("an area not touched yet, to close with", "收尾：还没问到的话题"),
}
"""Why a question was asked, for the report."""
WENT: Mapping[Went, Text] = {
    Went.WELL: Text("well", "答得好"),
    Went.PARTLY: Text("partly", "答出一部分"),
    Went.NOT: Text("badly", "没答好"),
}
SPEAK = Text(
    "Answer aloud, as you would in the room. How did it go?",
    "像面试时那样说出你的回答。答得怎么样？",
)
NOTED = Text("Noted.", "已记下。")
TAKING_NOTES = Text("taking notes", "正在记录")
TIME_IS_UP = Text(
    "Time is up: finish this answer, then comes the report.", "时间到：答完这一题就看报告。"
)
OVER = Text("The interview is over.", "面试结束。")
NOTHING_ANSWERED = Text("Nothing was answered, so there is no report.", "没有作答，因此没有报告。")
DO_NOT_KNOW = Text("I do not know", "不知道")
STRENGTHS = Text("Strengths", "强项")
REVISIT = Text("To revisit", "需要重温")
NO_STRENGTHS = Text("No area yet with four of five points said.", "还没有哪个话题答出八成要点。")
NOTHING_TO_REVISIT = Text("Nothing: every answer was good.", "没有：每题都答得不错。")
YOUR_ANSWER = Text("Your answer", "你的回答")
THE_ANSWER = Text("The answer", "参考答案")
UNCHECKED = Text("points not ticked", "未勾选要点")
SAID_ALOUD = Text("said aloud", "口头作答")
NOT_KEPT = Text("Nothing was put into the schedule.", "没有写入复习计划。")
HEADS = (
    Text("question", "题目"),
    Text("points", "要点"),
    Text("time", "用时"),
    Text("why it was asked", "为什么问"),
)


def clock(seconds: float) -> str:
    """Minutes and seconds, as on a watch."""
    whole = max(0, int(seconds))
    return f"{whole // 60}:{whole % 60:02}"


def standing(elapsed: float, total: float, left: int) -> Text:
    """The clock, and about how many questions are to come after this one."""
    time = Text(f"{clock(elapsed)} of {clock(total)}", f"{clock(elapsed)} / {clock(total)}")
    more = left - 1
    if more < 1:
        return time
    return Text(f"{time.en} · about {more} more", f"{time.zh} · 之后约 {more} 题")


def interrupted(answers: int, began: datetime) -> Text:
    """An interview that can be taken up again."""
    noun = "answer" if answers == 1 else "answers"
    return Text(
        f"An interview of {began:%Y-%m-%d %H:%M} was interrupted after {answers} {noun}; "
        "`quizkit interview --resume` goes on with it.",
        f"{began:%Y-%m-%d %H:%M} 的面试在 {answers} 题之后中断；"
        "用 `quizkit interview --resume` 继续。",
    )


def report_waits(began: datetime) -> Text:
    """An interview whose report was left before its answers entered the schedule."""
    return Text(
        f"The report of the interview of {began:%Y-%m-%d %H:%M} waits, and nothing has entered the "
        "schedule yet; `quizkit interview --resume` opens it.",
        f"{began:%Y-%m-%d %H:%M} 的面试报告还没有处理，复习计划尚未更新；"
        "用 `quizkit interview --resume` 打开。",
    )


def left(record: Record) -> Text:
    """What tells of an interview that is not done with: its questions, or its report."""
    at = record.setup.at
    return report_waits(at) if record.ended else interrupted(len(record.answered), at)


def kept(cards: int) -> Text:
    """What entered the schedule."""
    noun = "answer is" if cards == 1 else "answers are"
    return Text(f"{cards} {noun} in the schedule now.", f"{cards} 个回答已写入复习计划。")


def written(where: str) -> Text:
    """Where the report lies."""
    return Text(f"The report: {where}", f"报告：{where}")


def summary(report: Report) -> list[Text]:
    """The interview in a few lines."""
    setup, answers = report.record.setup, len(report.items)
    how = Text("aloud", "口头") if setup.spoken else Text("typed", "书面")
    noun = "question" if answers == 1 else "questions"
    lines = [
        Text(
            f"{clock(report.record.elapsed)} of {clock(setup.seconds)}, {answers} {noun} answered, "
            f"{how.en}.",
            f"用时 {clock(report.record.elapsed)} / {clock(setup.seconds)}，"
            f"{how.zh}作答 {answers} 题。",
        )
    ]
    if report.points:
        lines.append(
            Text(
                f"{report.said} of {report.points} points said.",
                f"{report.points} 个要点答出 {report.said} 个。",
            )
        )
    if unchecked := sum(item.unchecked for item in report.items):
        lines.append(
            Text(
                f"Points not ticked yet: {unchecked} of the answers. Their grade is how they felt.",
                f"还有 {unchecked} 个回答没有勾选要点，暂按自我感觉评分。",
            )
        )
    if report.gone:
        lines.append(
            Text(
                f"No longer in the bank, and left out: {', '.join(report.gone)}.",
                f"卡组中已没有，略去：{'、'.join(report.gone)}。",
            )
        )
    if report.unanswered:
        asked = report.unanswered.question
        lines.append(Text(f"Left unanswered: {asked.en}", f"没有作答：{asked.zh}"))
    return lines


def strengths(areas: tuple[Area, ...]) -> Text:
    """The areas that went well."""
    if not areas:
        return NO_STRENGTHS
    told = [f"{a.topic} {a.said}/{a.points}" for a in areas]
    return Text(", ".join(told), "、".join(told))


def points_of(item: Item) -> Text:
    """How many points of an answer were said; of a spoken one also how it felt."""
    known = f"{item.said}/{len(item.ticks.points)}"
    if item.answer.felt is None:
        return Text(known, known)
    felt = WENT[item.answer.felt]
    if item.unchecked:
        return Text(f"felt {felt.en}", f"自评{felt.zh}")
    return Text(f"{known}, felt {felt.en}", f"{known}，自评{felt.zh}")
