"""What the screens say, in both languages; what the plain session says too is in `practice`."""

from quizkit.model.text import Lang, Text

SHOW_ANSWER = Text("show the answer", "显示答案")
MEASURE = Text("measure it", "开始实测")
YOUR_NUMBER = Text("your number", "你的预测")
MEASURING = Text("measuring", "正在实测")
STOP = Text("stop", "停止")
SKIP = Text("skip", "跳过")
HELP = Text("help", "帮助")
QUIT = Text("quit", "退出")
LOOK_AGAIN = Text("look again", "再看一次")
LANGUAGES = {Lang.EN: "English", Lang.ZH: "中文", Lang.BOTH: "English + 中文"}

KEYS: tuple[tuple[str, Text], ...] = (
    ("space  enter", Text("show the answer; take the number", "显示答案；提交数字")),
    ("1 2 3 4", Text("grade: Again, Hard, Good, Easy", "评分：重来、困难、良好、轻松")),
    ("s", Text("skip a card whose check broke", "跳过检验出错的卡片")),
    ("esc", Text("stop the check; clear the number", "停止检验；清空数字")),
    ("↑ ↓  space", Text("scroll", "滚动")),
    ("l", Text("English, Chinese, both", "英文、中文、双语")),
    ("?", Text("these keys", "按键说明")),
    ("q", Text("quit; every answer is kept", "退出；所有答案都已保存")),
)
MOUSE = Text("Grades and keys can be clicked too.", "评分和按键也可以用鼠标点击。")


def progress(answered: int, left: int) -> Text:
    """How far the session is."""
    return Text(f"{answered} answered · {left} left", f"已答 {answered} · 剩余 {left}")
