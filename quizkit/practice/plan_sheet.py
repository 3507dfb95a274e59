"""A plan as a sheet: what a command, a screen and a web page show of it."""

from collections import Counter
from collections.abc import Sequence

from quizkit.figure.page import Section, Sheet, Table
from quizkit.model.text import Lang, Text
from quizkit.practice.charts import Marked, over_days, shares
from quizkit.practice.habits import Habits
from quizkit.practice.plan import Forecast, Plan, overall
from quizkit.practice.simulation import Load
from quizkit.practice.standing import Standing
from quizkit.practice.stats import Mastery
from quizkit.practice.stats_sheet import tag
from quizkit.practice.words import one

TITLE = Text("Plan", "备考计划")
MOST = 12
"""Topics that are named among what does not fit."""


def new_plan_sheet(
    plan: Plan, found: Forecast, habits: Habits, needed: int | None, lang: Lang
) -> Sheet:
    """A plan that has just been made; `needed` are the minutes a day that would fit everything."""
    sections = [
        _aim(plan, lang),
        _load(plan.loads, lang),
        _topics(plan.before, plan.after, Text("now", "目前"), lang),
    ]
    if found.left_out or any(load.left for load in found.loads):
        sections.append(_left_out(plan.minutes, found, needed, lang))
    sections.append(_assumed(habits, lang))
    return Sheet(one(TITLE, lang), tag(lang), tuple(sections))


def standing_sheet(stands: Standing, habits: Habits, needed: int | None, lang: Lang) -> Sheet:
    """A plan and how one stands to it today."""
    sections = [_where(stands, lang)]
    found = stands.forecast
    if found is not None:
        sections.append(_load(found.loads, lang))
        sections.append(_topics(stands.now, found.after, Text("now", "目前"), lang))
        if found.left_out or any(load.left for load in found.loads):
            sections.append(_left_out(stands.plan.minutes, found, needed, lang))
        sections.append(_assumed(habits, lang))
    return Sheet(one(TITLE, lang), tag(lang), tuple(sections))


def _aim(plan: Plan, lang: Lang) -> Section:
    days, new = len(plan.loads), sum(load.new for load in plan.loads)
    told = [
        Text(
            f"Until {plan.by}: {days} days of at most {plan.minutes} minutes, {new:,} new cards.",
            f"到 {plan.by} 为止：{days} 天，每天不超过 {plan.minutes} 分钟，"
            f"学习 {new:,} 张新卡片。",
        ),
        Text(
            f"Predicted recall on that day: {overall(plan.after):.0%}, "
            f"against {overall(plan.before):.0%} now (cards never answered count as 0).",
            f"预计届时的回忆概率为 {overall(plan.after):.0%}，"
            f"目前为 {overall(plan.before):.0%}（未学过的卡片按 0 计）。",
        ),
        Text(
            f"From now on sessions begin new cards in this plan's order, as many as fit into the "
            f"minutes, and ask cards again at {plan.retention:.0%}.",
            "从现在起，练习将按本计划的顺序、在时间允许的范围内引入新卡片，"
            f"并在回忆概率降到 {plan.retention:.0%} 时再次提问。",
        ),
    ]
    told += _without(plan)
    return Section(one(Text("Aim", "目标"), lang), tuple(one(line, lang) for line in told))


def _where(stands: Standing, lang: Lang) -> Section:
    plan, done, planned = stands.plan, stands.done, stands.planned
    title = one(Text("Where you stand", "当前进度"), lang)
    if stands.forecast is None:
        over = Text(
            f"The day of this plan, {plan.by}, has come: recall is {overall(stands.now):.0%}, "
            f"{overall(plan.after):.0%} were predicted. `quizkit plan --drop` ends the plan.",
            f"计划的日期 {plan.by} 已到：目前回忆概率为 {overall(stands.now):.0%}，"
            f"当初预计 {overall(plan.after):.0%}。运行 `quizkit plan --drop` 结束计划。",
        )
        return Section(title, (one(over, lang),))
    after = overall(stands.forecast.after)
    told = [
        Text(
            f"{plan.by} is {stands.days_left} days away, at most {plan.minutes} minutes a day.",
            f"距 {plan.by} 还有 {stands.days_left} 天，每天不超过 {plan.minutes} 分钟。",
        ),
        Text(
            f"Predicted recall on that day: {after:.0%}; "
            f"{overall(plan.after):.0%} when the plan was made. "
            f"Now: {overall(stands.now):.0%}.",
            f"预计届时的回忆概率为 {after:.0%}，制定计划时预计 {overall(plan.after):.0%}；"
            f"目前为 {overall(stands.now):.0%}。",
        ),
        Text(
            f"Until yesterday: {done.begun:,} new cards begun of {planned.begun:,} planned, "
            f"{done.seconds / 60:,.0f} minutes of {planned.seconds / 60:,.0f}.",
            f"截至昨天：已学新卡片 {done.begun:,} 张（计划 {planned.begun:,} 张），"
            f"用时 {done.seconds / 60:,.0f} 分钟（计划 {planned.seconds / 60:,.0f} 分钟）。",
        ),
    ]
    told += _without(plan)
    return Section(title, tuple(one(line, lang) for line in told))


def _without(plan: Plan) -> list[Text]:
    """What the plan was told to leave out."""
    if not plan.without:
        return []
    return [
        Text(
            f"Left out: {', '.join(plan.without)}. Nothing new of it is begun; what is due stays "
            "due.",
            f"不纳入计划：{'、'.join(plan.without)}。不再学习其中的新卡片，已到期的照常复习。",
        )
    ]


def _load(loads: Sequence[Load], lang: Lang) -> Section:
    minutes = [load.seconds / 60 for load in loads]
    new = [load.new_seconds / 60 for load in loads]
    told = Text(
        f"{sum(load.answers for load in loads):,} answers; the longest day has "
        f"{max(minutes):.0f} minutes, the mean {sum(minutes) / len(minutes):.0f}.",
        f"共 {sum(load.answers for load in loads):,} 次作答；最多的一天 {max(minutes):.0f} 分钟，"
        f"平均 {sum(minutes) / len(minutes):.0f} 分钟。",
    )
    parts = {
        one(Text("cards begun before", "之前已学"), lang): [
            all_of - of_new for all_of, of_new in zip(minutes, new, strict=True)
        ],
        one(Text("new cards", "新卡片"), lang): new,
    }
    title = one(Text("Minutes a day", "每天分钟数"), lang)
    figure = over_days(title, loads[0].day, parts)
    return Section(one(Text("Daily load", "每日用时"), lang), (one(told, lang),), figure=figure)


def _topics(before: Sequence[Mastery], after: Sequence[Mastery], now: Text, lang: Lang) -> Section:
    then = one(Text("on the day", "届时"), lang)
    head = [one(Text("topic", "主题"), lang), one(Text("cards", "卡片"), lang)]
    head += [one(Text("begun then", "届时已学"), lang), one(now, lang), then]
    known = {topic.topic: topic for topic in before}
    rows = [
        (t.topic, f"{t.cards:,}", f"{t.begun:,}", _share(known.get(t.topic)), f"{t.recall:.0%}")
        for t in after
    ]

    def marked(topics: Sequence[Mastery | None]) -> list[Marked]:
        return [None if t is None else (t.recall, t.recall, t.recall) for t in topics]

    figure = shares(
        one(Text("Predicted recall", "预计回忆概率"), lang),
        [t.topic for t in after],
        {then: marked(after), one(now, lang): marked([known.get(t.topic) for t in after])},
    )
    title = one(Text("Topics", "主题"), lang)
    return Section(title, table=Table(tuple(head), tuple(rows)), figure=figure)


def _left_out(minutes: int, found: Forecast, needed: int | None, lang: Lang) -> Section:
    begun = {t.topic: t for t in found.after}
    questions = len(found.questions_left_out)
    lines: list[Text] = []
    if found.left_out:
        lines.append(
            Text(
                f"{len(found.left_out):,} cards will not have been begun by then: {minutes} "
                "minutes a day leave no room for them, or another card of their question is due. "
                "Left out is what is worth least a minute.",
                f"届时还有 {len(found.left_out):,} 张卡片没有开始：每天 {minutes} 分钟容纳不下，"
                "或同一道题的其他卡片正到期。舍弃的是单位时间收益最小的部分。",
            )
        )
    undone = found.loads[-1].left
    if undone:
        lines.append(
            Text(
                f"On the last day {undone:,} questions that are due stay undone.",
                f"最后一天还有 {undone:,} 道到期的题目来不及复习。",
            )
        )
    if questions or undone:
        lines.append(_advice(needed))
    if questions:
        named = found.questions_left_out[:MOST]
        more = questions - MOST
        lines.append(
            Text(
                f"Questions of which no card is begun: {', '.join(named)}"
                + (f" and {more:,} more." if more > 0 else "."),
                f"一张卡片也没学的题目：{'、'.join(named)}"
                + (f" 等 {questions:,} 道。" if more > 0 else "。"),
            )
        )
    counts = Counter(card.question.partition("/")[0] for card in found.left_out)
    head = (Text("topic", "主题"), Text("left out", "舍弃"), Text("of cards", "卡片总数"))
    rows = tuple(
        (topic, f"{count:,}", f"{begun[topic].cards:,}")
        for topic, count in counts.most_common(MOST)
    )
    return Section(
        one(Text("What does not fit", "容纳不下的内容"), lang),
        tuple(one(line, lang) for line in lines),
        Table(tuple(one(word, lang) for word in head), rows) if rows else None,
    )


def _advice(needed: int | None) -> Text:
    if needed is None:
        return Text(
            "Even 4 hours a day would not be enough: name the topics that matter, "
            "`quizkit plan --by DATE TOPIC…`, or leave some out, `--without TOPIC`.",
            "即使每天 4 小时也不够：请用 `quizkit plan --by 日期 主题…` "
            "只保留重要的主题，或用 `--without 主题` 排除一些。",
        )
    return Text(
        f"With about {needed} minutes a day every question would be begun and nothing left undone. "
        "Or name the topics that matter, `quizkit plan --by DATE TOPIC…`, or leave some out, "
        "`--without TOPIC`.",
        f"每天约 {needed} 分钟就能学到每一道题，到期的也都能复习。"
        "也可以用 `quizkit plan --by 日期 主题…` 只保留重要的主题，"
        "或用 `--without 主题` 排除一些。",
    )


def _assumed(habits: Habits, lang: Lang) -> Section:
    kinds = sorted(habits.seconds.items())
    measured, default = Text("measured", "实测"), Text("assumed", "假定")
    head = (Text("kind of card", "卡片类型"), Text("seconds", "秒"), Text("from", "来源"))
    rows = tuple(
        (kind, f"{seconds:.0f}", one(measured if kind in habits.measured else default, lang))
        for kind, seconds in kinds
    )
    told = Text(
        "Seconds for one answer, from your own log where there are any; recall follows FSRS.",
        "每次作答的秒数，有记录的取自你的记录；是否答对按 FSRS 的回忆概率模拟。",
    )
    return Section(
        one(Text("What this rests on", "计算依据"), lang),
        (one(told, lang),),
        Table(tuple(one(word, lang) for word in head), rows),
    )


def _share(topic: Mastery | None) -> str:
    return "–" if topic is None else f"{topic.recall:.0%}"
