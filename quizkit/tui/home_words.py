"""What the home screen says, in both languages."""

from quizkit.model.text import Text

AHEAD_DAYS = 3
"""How far the key for working ahead goes."""
TODAY = Text("Today", "今天")
HEADS = (
    Text("topic", "主题"),
    Text("due", "到期"),
    Text("new", "新题"),
    Text("known", "掌握"),
    Text("verified", "已验证"),
)
PRACTISE = {
    "space": Text("practise all", "全部练习"),
    "enter": Text("this topic", "练习此主题"),
    "a": Text("ahead", "提前复习"),
    "c": Text("cram", "突击"),
    "f": Text("failed lately", "近期答错"),
}
ROOMS = {
    "i": Text("interview", "模拟面试"),
    "p": Text("plan", "计划"),
    "s": Text("statistics", "统计"),
    "g": Text("group", "小组"),
}
KEYS: tuple[tuple[str, Text], ...] = (
    ("space", Text("practise all that is due, then what is new", "练习所有到期的卡片，再学新卡片")),
    ("enter", Text("the same for the topic under the cursor", "只练习光标所在的主题")),
    ("↑ ↓", Text("choose a topic", "选择主题")),
    ("a", Text(f"work {AHEAD_DAYS} days ahead in this topic", f"此主题提前复习 {AHEAD_DAYS} 天")),
    (
        "c",
        Text(
            "cram this topic: all of it once, no schedule changes",
            "突击此主题：全部过一遍，不影响进度",
        ),
    ),
    ("f", Text("once through what was failed within a week", "把一周内答错的过一遍")),
    ("i", Text("a mock interview", "模拟面试")),
    ("p", Text("plan for the date of an interview", "按面试日期制定计划")),
    ("s", Text("statistics", "统计")),
    ("g", Text("where the study group stands", "学习小组的情况")),
    ("l", Text("English, Chinese, both", "英文、中文、双语")),
    ("q", Text("quit", "退出")),
)
MOUSE = Text("Topics and keys can be clicked too.", "主题和按键也可以点击。")


def failed_health(failed: int) -> Text:
    """How many claims did not come out supported."""
    return Text(f"✗ {failed} not", f"✗ {failed} 项未过")
