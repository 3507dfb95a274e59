"""What a session says of what the learner does with a card, on the screen and in lines."""

from quizkit.model.text import Text

FOUND = Text(
    "Found in your answer; correct it where it is wrong:", "在你的回答中找到；如有误请更正："
)
PERHAPS = Text("(perhaps)", "（可能提到）")
POINTS = Text("Which of these did you name?", "你答到了哪几点？")
NOTHING_TO_UNDO = Text(
    "Nothing has been done in this session yet.", "本次练习还没有可以撤销的操作。"
)
UNDONE = Text("Taken back.", "已撤销。")
SUSPENDED = Text(
    "Suspended: this card is asked no more; u takes that back, and later `quizkit suspended`.",
    "已暂停：不再出现；按 u 撤销，以后可用 `quizkit suspended` 恢复。",
)
BURIED = Text("Put off until tomorrow; u takes that back.", "推迟到明天；按 u 撤销。")
FLAGGED = Text(
    "Flagged; `quizkit bank flags` lists it for the authors.",
    "已标记；`quizkit bank flags` 会列出，供作者查看。",
)
WHAT_IS_WRONG = Text(
    "What is wrong with this card? (may be left empty)", "这张卡片有什么问题？（可留空）"
)
SOURCES = Text("Sources", "来源")
FOLLOW_UPS = Text("Asked next", "可能的追问")
TERMS = Text("Terms", "术语")
NO_TERMS = Text("No term of the glossary occurs here.", "这里没有术语表中的词。")
NO_SOURCES = Text("This question names no sources and no follow-ups.", "这道题没有列出来源和追问。")
CHANGED = Text(
    "What this card asks about has changed since you last answered it. Does what you know still "
    "count?",
    "这张卡片所问的论断在你上次作答之后改过了。之前的进度还算数吗？",
)
KEEP = Text("keep the schedule", "保留进度")
RESET = Text("start anew", "重新开始")


def leech(lapses: int, form: Text) -> Text:
    """A card that will not stick, and what can be done."""
    return Text(
        f"Forgotten {lapses} times: another form may stick better. "
        f"w suspends this card and asks “{form.en}” instead.",
        f"已经忘了 {lapses} 次：换一种形式也许更好记。按 w 暂停这张卡片，改用“{form.zh}”。",
    )


def today(due: int, new: int, answered: int) -> Text:
    """What today holds."""
    return Text(
        f"{due} due · up to {new} new · {answered} answered so far",
        f"到期 {due} · 新卡片最多 {new} · 已答 {answered}",
    )


def topic_line(topic: str, due: int, new: int, questions: int, known: float) -> Text:
    """How a topic stands, in a line."""
    return Text(
        f"{topic}: {due} due, {new} of {questions} questions new, known {known:.0%}",
        f"{topic}：到期 {due}，{questions} 道题中 {new} 道未学，掌握 {known:.0%}",
    )


def verified(supported: int, claims: int) -> Text:
    """How many claims came out supported when they were last measured."""
    return Text(
        f", {supported} of {claims} claims verified", f"，{claims} 条论断中 {supported} 条已验证"
    )
