"""Where a group stands as a sheet: what a command, a screen and a web page show of it."""

from quizkit.figure.page import Section, Sheet, Table
from quizkit.group.lines import Share
from quizkit.group.status import Level, MemberState, Status, Suggested, TopicLevels
from quizkit.model.text import Lang, Text
from quizkit.practice.charts import Marked, shares
from quizkit.practice.stats_sheet import tag
from quizkit.practice.words import one

LONGEST = 400
"""Characters of a typed answer that are shown; `--json` has all."""
TITLE = Text("Study group", "学习小组")
SHARES = {
    Share.NOTHING: Text("nothing", "不共享"),
    Share.TOPICS: Text("topics", "主题"),
    Share.CARDS: Text("cards", "卡片"),
    Share.LEFT: Text("left", "已退出"),
}


def status_sheet(status: Status, lang: Lang) -> Sheet:
    """Members, topics, what nobody knows, the next session; what there is not has no section."""
    found = [_members(status, lang)]
    if status.topics:
        found.append(_topics(status, lang))
    if status.unknown:
        found.append(_unknown(status, lang))
    if status.suggested:
        found.append(_next(status, lang))
    if status.said:
        found.append(_said(status, lang))
    if status.notices:
        found.append(_notices(status, lang))
    return Sheet(one(TITLE, lang), tag(lang), tuple(found))


def _members(status: Status, lang: Lang) -> Section:
    lines: list[Text] = []
    if not status.topics:
        lines.append(
            Text(
                "Nobody has shared anything yet: `quizkit group sync` does it, with "
                "`--share topics` or `cards` at `quizkit group join`.",
                "还没有成员共享内容：用 `quizkit group join … --share topics`（或 `cards`）加入，"
                "再运行 `quizkit group sync`。",
            )
        )
    if status.finished:
        names = ", ".join(status.finished)
        done = "、".join(status.finished)
        lines.append(Text(f"Done for today: {names}.", f"今天的复习已完成：{done}。"))
    head = [Text("member", "成员"), Text("shares", "共享内容"), Text("last answers", "最近作答")]
    head.append(Text("answers in 7 days", "近 7 天作答"))
    rows = tuple(_member(member, lang) for member in status.members)
    return Section(
        one(Text("Members", "成员"), lang),
        tuple(one(line, lang) for line in lines),
        Table(tuple(one(word, lang) for word in head), rows),
    )


def _member(member: MemberState, lang: Lang) -> tuple[str, ...]:
    shared = member.share in (Share.TOPICS, Share.CARDS)
    last = member.last.isoformat() if member.last else "–"
    week = f"{member.week:,}" if shared else "–"
    return member.name, one(SHARES[member.share], lang), last, week


def _topics(status: Status, lang: Lang) -> Section:
    told = Text(
        "The probability of recall over all cards of a topic, as each member last shared it.",
        "每个主题全部卡片的平均回忆概率，以各成员最近一次共享的数据为准。",
    )
    head = [Text("topic", "主题"), Text("mean", "平均"), Text("strongest", "最强")]
    head.append(Text("weakest", "最弱"))
    rows = tuple(_topic(topic) for topic in status.topics)
    name = one(Text("mean recall", "平均掌握程度"), lang)
    means: list[Marked] = [(t.mean, t.mean, t.mean) for t in status.topics]
    return Section(
        one(Text("Topics", "主题"), lang),
        (one(told, lang),),
        Table(tuple(one(word, lang) for word in head), rows),
        shares(name, [topic.topic for topic in status.topics], {name: means}),
    )


def _topic(topic: TopicLevels) -> tuple[str, ...]:
    strongest, *others = topic.levels
    weakest = _level(others[-1]) if others else "–"
    return topic.topic, f"{topic.mean:.0%}", _level(strongest), weakest


def _unknown(status: Status, lang: Lang) -> Section:
    n, shown = status.unknown_count, len(status.unknown)
    questions = "question" if n == 1 else "questions"
    told = Text(
        f"{n:,} {questions} that no member would recall with a probability of 50 %"
        + (f"; the first {shown}:" if n > shown else ":"),
        f"没有成员能以 50% 的概率答对的题目共 {n:,} 道"
        + (f"，以下为前 {shown} 道：" if n > shown else "："),
    )
    head = (one(Text("question", "题目"), lang), one(Text("best", "最高"), lang))
    rows = tuple((best.question, _level(best.level)) for best in status.unknown)
    title = one(Text("Nobody knows", "无人掌握"), lang)
    return Section(title, (one(told, lang),), Table(head, rows))


def _next(status: Status, lang: Lang) -> Section:
    told = Text(
        "`quizkit group session` begins with these. Whoever knows a question best explains it.",
        "`quizkit group session` 会从这些题目开始；由掌握得最好的成员来讲解。",
    )
    head = [Text("question", "题目"), Text("group", "小组"), Text("explains", "讲解")]
    rows = tuple(_suggested(suggested, lang) for suggested in status.suggested)
    return Section(
        one(Text("Next session", "下一次讨论"), lang),
        (one(told, lang),),
        Table(tuple(one(word, lang) for word in head), rows),
    )


def _suggested(suggested: Suggested, lang: Lang) -> tuple[str, ...]:
    nobody = one(Text("read it together", "一起读答案"), lang)
    explains = _level(suggested.explains) if suggested.explains else nobody
    return suggested.question, f"{suggested.mean:.0%}", explains


def _said(status: Status, lang: Lang) -> Section:
    """What was typed, which is a stranger's: on one line each, and no longer than one reads."""
    lines: list[str] = []
    for said in status.said:
        words = " ".join(said.words.split())
        told = words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
        lines.append(f"{said.question}, {said.name}: {told}")
    return Section(one(Text("In their own words", "成员的作答原文"), lang), tuple(lines))


def _notices(status: Status, lang: Lang) -> Section:
    lines = tuple(f"{file}: {told}" for file, told in status.notices)
    return Section(one(Text("Skipped in the folder", "文件夹中跳过的内容"), lang), lines)


def _level(level: Level) -> str:
    return f"{level.name} {level.recall:.0%}"
