"""What the page says of itself, in both languages."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from quizkit.export.cards.words import SOURCES
from quizkit.model.text import Lang, Text

WORDS: Mapping[str, Text] = MappingProxyType(
    {
        "search": Text("Search", "搜索"),
        "topic": Text("Topic", "主题"),
        "kind": Text("Kind", "题型"),
        "difficulty": Text("Difficulty", "难度"),
        "state": Text("Answered", "进度"),
        "all": Text("all", "全部"),
        "unseen": Text("not yet", "还没做过"),
        "shaky": Text("not well", "还不熟"),
        "previous": Text("Previous", "上一张"),
        "next": Text("Next", "下一张"),
        "flip": Text("Show the answer", "看答案"),
        "right": Text("right", "正确"),
        "wrong": Text("your choice", "你选的"),
        "grade": Text("How well did it go?", "答得怎么样？"),
        "language": Text("Language", "语言"),
        "nothing": Text("No card is like that.", "没有符合条件的卡片。"),
        "answered": Text("{n} answers kept in this browser.", "这个浏览器里存有 {n} 次作答。"),
        "unkept": Text(
            "This browser keeps nothing for this page: your answers are lost when you close it.",
            "这个浏览器不为此页保存数据，关闭页面后作答记录就会丢失。",
        ),
        "export": Text("Save the answers for quizkit", "导出作答记录，供 quizkit 使用"),
        "help": Text("Keys, and what becomes of your answers", "快捷键与作答记录的去向"),
        "sources": SOURCES,
        "noscript": Text(
            "Without JavaScript only the first question can be shown.",
            "未启用 JavaScript，只能显示第一道题。",
        ),
    }
)
GRADES = Text("Again|Hard|Good|Easy", "重来|困难|良好|轻松")
KEYS = (
    ("space", Text("show the answer; once more: good", "看答案；再按一次：良好")),
    ("a b c d", Text("choose", "选择")),
    ("1 2 3 4", Text("again, hard, good, easy", "重来、困难、良好、轻松")),
    ("← →", Text("previous and next card; on a phone, swipe", "上一张、下一张；手机上左右滑动")),
    ("/", Text("search; Esc leaves it", "搜索；按 Esc 离开")),
    ("t", Text("language", "切换语言")),
    (
        "quizkit store import FILE",
        Text(
            "takes the saved answers into your log; a second time changes nothing",
            "把导出的作答记录并入你的学习日志；重复导入不会有任何改变",
        ),
    ),
)


def words_in(lang: Lang) -> dict[str, Any]:
    """Everything that the page says, in English or Chinese."""
    told: dict[str, Any] = {name: text.read(lang) for name, text in WORDS.items()}
    keys = [(key, does.read(lang)) for key, does in KEYS]
    return told | {"grades": GRADES.read(lang).split("|"), "keys": keys}
