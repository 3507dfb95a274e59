"""What the screens of an interview say beside what the plain one says too."""

from quizkit.model.text import Text

HAND_IN = Text("hand it in", "提交回答")
HOW_IT_WENT = Text("how it went", "答得怎么样")
TO_THE_FIELD = Text("back to the field", "回到输入框")
LEAVE_FIELD = Text("and then", "之后")
DO_NOT_KNOW = Text("do not know", "不知道")
END = Text("end", "结束")
END_AGAIN = Text(
    "e once more ends the interview; the report follows.", "再按一次 e 结束面试并看报告。"
)
LEAVE = Text("leave", "离开")
TO_SCHEDULE = Text("put into the schedule", "写入复习计划")
NO_SCHEDULE = Text("leave it out", "不写入")
TURN = Text("questions", "逐题查看")
BACK = Text("back", "返回")
BEGIN = Text("begin", "开始")
RESUME = Text("go on with it", "继续那次面试")
MINUTES = Text("minutes", "分钟")
FORM = Text("answers", "作答方式")
TOPIC = Text("topic", "主题")
TYPED = Text("typed", "书面")
SPOKEN = Text("spoken", "口头")
EVERYTHING = Text("everything", "全部")
SUMMARY = Text("summary", "总览")
INTRODUCTION = Text(
    "An interviewer asks, and goes on by how you answer: deeper where it goes well, elsewhere "
    "where it does not. No answer is shown until the end. Then every point is gone through, and "
    "the questions enter your schedule.",
    "面试官提问，并按你的回答继续：答得好就深入，答不上就换个话题。结束之前不显示任何答案，"
    "之后逐点回顾，题目写入复习计划。",
)
HOW_SPOKEN = Text(
    "Spoken: answer aloud and rate it with one key; the points are ticked at the end.",
    "口头：说出回答，按一个键自评；要点留到最后勾选。",
)
HOW_TYPED = Text(
    "Typed: write as you would speak; the points are looked for in your words.",
    "书面：像说话那样写下来；系统会在你的文字里找要点。",
)
KEYS: tuple[tuple[str, Text], ...] = (
    ("enter", Text("hand the answer in; back to the field", "提交回答；回到输入框")),
    ("ctrl+j", Text("begin a new line", "换行")),
    ("esc", Text("leave the field, so that the keys below work", "离开输入框，之后可用下面的按键")),
    ("1 2 3", Text("spoken: it went well, partly, badly", "口头作答：答得好、答出一部分、没答好")),
    ("k", Text("I do not know: on to the next question", "不知道：下一题")),
    ("e e", Text("end the interview, see the report", "结束面试，看报告")),
    ("l", Text("English, Chinese, both", "英文、中文、双语")),
    ("q", Text("leave; the interview can be resumed", "离开；之后可以继续这次面试")),
)
REPORT_KEYS: tuple[tuple[str, Text], ...] = (
    ("← →", Text("the summary, and each question", "总览和每一题")),
    ("a … f", Text("change the tick of a point", "勾选或取消要点")),
    ("space", Text("scroll", "翻页")),
    ("enter", Text("put the answers into the schedule", "把这些回答写入复习计划")),
    ("x", Text("leave the schedule as it is", "不写入复习计划")),
    ("l", Text("English, Chinese, both", "英文、中文、双语")),
    ("q", Text("leave; the report waits", "离开；之后可以再看报告")),
)
SETUP_KEYS: tuple[tuple[str, Text], ...] = (
    ("1 2 3 4", Text("15, 30, 45 or 60 minutes", "15、30、45 或 60 分钟")),
    ("t", Text("typed or spoken answers", "书面或口头作答")),
    ("← →", Text("the topic", "主题")),
    ("enter", Text("begin", "开始")),
    ("r", Text("go on with the interview that was interrupted", "继续上次中断的面试")),
    ("l", Text("English, Chinese, both", "英文、中文、双语")),
    ("q  esc", Text("back", "返回")),
)
MOUSE = Text("Points and keys can be clicked too.", "要点和按键也可以点击。")


def page_of(page: int, pages: int) -> Text:
    """Which question of the report is shown."""
    return Text(f"question {page} of {pages}", f"第 {page} 题，共 {pages} 题")
