"""What the screens say, in both languages; what the plain session says too is in `practice`."""

from quizkit.model.text import Lang, Text

SHOW_ANSWER = Text("show the answer", "显示答案")
MEASURING = Text("measuring", "正在实测")
ABOUT = Text(" of about", "，预计")
STOP = Text("stop", "停止")
SKIP = Text("skip", "跳过")
HELP = Text("help", "帮助")
QUIT = Text("quit", "退出")
HOME = Text("home", "主页")
UNDO = Text("undo", "撤销")
FLIP = Text("make one thing wrong", "改错一处再测")
LOOK_AGAIN = Text("look again", "再看一次")
SEND_NOTE = Text("enter flags the card · esc leaves it alone", "enter 标记 · esc 取消")
CLOSE = Text("Any key closes this.", "按任意键关闭。")
LANGUAGES = {Lang.EN: "English", Lang.ZH: "中文", Lang.BOTH: "English + 中文"}

KEYS: tuple[tuple[str, Text], ...] = (
    ("space", Text("show the answer; scroll", "显示答案；翻页")),
    ("enter", Text("hand in; give the suggested grade", "提交；采用建议的评分")),
    (
        "1 2 3 4",
        Text(
            "grade: Again, Hard, Good, Easy; pick an option", "评分：重来、困难、良好、轻松；选择"
        ),
    ),
    ("a … f", Text("tick a point that you named", "勾选你答到的要点")),
    ("v", Text("run a control and see the claim break", "运行对照实验，看论断如何被推翻")),
    ("u", Text("undo, as often as you like", "撤销，可连续多次")),
    ("z   x", Text("put off until tomorrow; suspend", "推迟到明天；暂停这张卡片")),
    ("m", Text("flag, with a note for the authors", "标记，并给作者留言")),
    ("w", Text("ask a leech in another form", "换一种形式问顽固卡片")),
    ("o", Text("open the question's file in $EDITOR", "用 $EDITOR 打开题目文件")),
    ("r   g", Text("sources and follow-ups; terms", "来源与追问；术语")),
    ("l", Text("English, Chinese, both", "英文、中文、双语")),
    ("k", Text("skip a card whose check broke", "跳过检验出错的卡片")),
    ("esc", Text("stop the check; leave or empty the field", "停止检验；离开或清空输入框")),
    ("h   q", Text("home; quit (every answer is kept)", "主页；退出（所有答案都已保存）")),
)
MOUSE = Text(
    "Grades, points, options and keys can be clicked too.", "评分、要点、选项和按键也可以点击。"
)


def progress(answered: int, left: int) -> Text:
    """How far the session is."""
    return Text(f"{answered} answered · {left} left", f"已答 {answered} · 剩余 {left}")
