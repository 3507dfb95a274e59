"""What the screen of a session in one room says beside what the plain one says too."""

from quizkit.model.text import Text

BEGIN = Text("begin", "开始")
VOTE = Text("vote", "投票")
NEXT = Text("next question", "下一题")
PERSON = Text("another person", "换人")
KEYS: tuple[tuple[str, Text], ...] = (
    ("1 … 9", Text("mark who is here; pick an option", "标记谁在场；选择选项")),
    ("enter", Text("begin; vote; next question", "开始；投票；下一题")),
    ("↑ ↓", Text("another person votes; scroll", "换一个人投票；滚动")),
    ("esc", Text("stop the check; empty the line", "停止检验；清空输入")),
    ("space", Text("read on", "继续往下读")),
    ("v", Text("run a control and see the claim break", "运行对照实验，看论断如何被推翻")),
    ("r", Text("sources and follow-ups", "来源与追问")),
    ("l   F2", Text("English, Chinese, both", "英文、中文、双语")),
    ("q", Text("quit (every result is kept)", "退出（所有结果都已保存）")),
)
MOUSE = Text("People, options and keys can be clicked too.", "人名、选项和按键也可以点击。")
