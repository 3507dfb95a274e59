"""The statistics as a sheet: what a command, a screen and a web page show of them."""

from datetime import timedelta
from math import sqrt

from quizkit.figure.page import Section, Sheet, Table
from quizkit.model.text import Lang, Text
from quizkit.practice.charts import Marked, bars, calendar, first_monday, over_days, shares
from quizkit.practice.predictions import EDGES
from quizkit.practice.stats import ALL, Period, Retained, Stats
from quizkit.practice.words import one

MONTHS = 12
"""How many of the latest months are shown beside all the time."""
TITLE = Text("Statistics", "学习统计")


def stats_sheet(stats: Stats, lang: Lang) -> Sheet:
    """Everything that there is to show; what was never done has no section."""
    found = [_overview(stats, lang)]
    if stats.answers:
        found.append(_calendar(stats, lang))
    if stats.periods[-1].together.asked:
        found.append(_retention(stats, lang))
    if any(stats.forecast):
        found.append(_forecast(stats, lang))
    if stats.topics:
        found.append(_topics(stats, lang))
    if stats.predictions.made:
        found.append(_predictions(stats, lang))
    if stats.slowest:
        found.append(_slowest(stats, lang))
    return Sheet(one(TITLE, lang), tag(lang), tuple(found))


def tag(lang: Lang) -> str:
    """The language of a sheet as BCP 47 writes it."""
    return "zh-CN" if lang is Lang.ZH else "en"


def _overview(stats: Stats, lang: Lang) -> Section:
    if not stats.answers:
        told = Text(
            "No card has been answered yet. `quizkit practice` asks the first one.",
            "还没有回答过任何卡片。运行 `quizkit practice` 开始第一张。",
        )
        return Section(one(Text("Overall", "概览"), lang), (one(told, lang),))
    minutes = stats.seconds / 60
    studied = len(stats.calendar)
    lines = [
        Text(
            f"Answers: {stats.answers:,} in {_time(minutes).en}; days with answers: {studied:,}, "
            f"in a row until today: {stats.streak}.",
            f"共 {studied:,} 天、{stats.answers:,} 次作答，用时 {_time(minutes).zh}；"
            f"已连续 {stats.streak} 天。",
        ),
        Text(
            f"Probability of recall now, over all cards: {stats.recall:.0%} "
            "(a card never answered counts as 0).",
            f"目前全部卡片的平均回忆概率：{stats.recall:.0%}（未学过的卡片按 0 计）。",
        ),
    ]
    if stats.crammed:
        lines.append(
            Text(
                f"{stats.crammed:,} of the answers were crammed: they leave the schedule as it is.",
                f"其中 {stats.crammed:,} 次是突击练习，不影响复习安排。",
            )
        )
    return Section(one(Text("Overall", "概览"), lang), tuple(one(line, lang) for line in lines))


def _calendar(stats: Stats, lang: Lang) -> Section:
    first = first_monday(stats.today)
    facet = Text(
        f"A column is a week from {first} on, a row a weekday from Monday on.",
        f"每列一周，自 {first} 起；每行一天，自周一起。",
    )
    title = one(Text("Answers a day", "每天作答次数"), lang)
    month = [stats.calendar.get(stats.today - timedelta(days=i), 0) for i in range(30)]
    told = Text(
        f"In the last 30 days: {sum(month):,} in all, on {sum(map(bool, month))} of the days, "
        f"at most {max(month):,} on one.",
        f"最近 30 天：练习 {sum(map(bool, month))} 天，作答 {sum(month):,} 次，"
        f"单日最多 {max(month):,} 次。",
    )
    figure = calendar(title, one(facet, lang), stats.calendar, stats.today)
    return Section(one(Text("Calendar", "日历"), lang), (one(told, lang),), figure=figure)


def _retention(stats: Stats, lang: Lang) -> Section:
    *months, everything = stats.periods
    shown = [*months[-MONTHS:], everything]
    together = everything.together
    share = together.recalled / together.asked
    told = Text(
        f"Of {together.asked:,} cards asked again on a later day, {share:.1%} were recalled; "
        f"the target is {stats.target:.0%}. Mature: not asked for 21 days or more.",
        f"隔天以后再问的 {together.asked:,} 次中答对 {share:.1%}，目标为 {stats.target:.0%}。"
        "“成熟”指距上次复习 21 天及以上。",
    )
    names = [one(Text("all", "全部"), lang) if p.name == ALL else p.name for p in shown]
    young, mature = one(Text("young", "年轻"), lang), one(Text("mature", "成熟"), lang)
    series: dict[str, list[Marked]] = {
        mature: [_interval(p.mature) for p in shown],
        young: [_interval(p.young) for p in shown],
        one(Text("target", "目标"), lang): [_exact(stats.target) for _ in shown],
    }
    head = (one(Text("month", "月份"), lang), young, mature, one(Text("together", "合计"), lang))
    rows = [(name, *_shares(p)) for name, p in zip(names, shown, strict=True)]
    title = one(Text("Recalled, with 95 % intervals", "答对比例（95% 区间）"), lang)
    return Section(
        one(Text("True retention", "真实保持率"), lang),
        (one(told, lang),),
        Table(head, tuple(rows)),
        shares(title, names, series),
    )


def _forecast(stats: Stats, lang: Lang) -> Section:
    due = stats.forecast
    told = Text(
        f"Today {due[0]:,}, within 7 days {sum(due[:7]):,}, within {len(due)} {sum(due):,}; "
        "new cards and cards that will be asked twice not counted.",
        f"今天 {due[0]:,} 张，7 天内 {sum(due[:7]):,} 张，{len(due)} 天内 {sum(due):,} 张；"
        "未计新卡片和期间会再次到期的卡片。",
    )
    title = one(Text("Cards due a day", "每天到期卡片数"), lang)
    name = one(Text("due", "到期"), lang)
    figure = over_days(title, stats.today, {name: due})
    return Section(one(Text("Forecast", "预测"), lang), (one(told, lang),), figure=figure)


def _topics(stats: Stats, lang: Lang) -> Section:
    told = Text(
        "The mean probability of recall now over all cards of a topic, those never answered as 0.",
        "每个主题全部卡片目前回忆概率的平均值，未学过的按 0 计。",
    )
    head = [Text("topic", "主题"), Text("cards", "卡片"), Text("begun", "已学")]
    head.append(Text("recall", "掌握"))
    rows = [(t.topic, f"{t.cards:,}", f"{t.begun:,}", f"{t.recall:.0%}") for t in stats.topics]
    known: list[Marked] = [_exact(t.recall) for t in stats.topics]
    name = one(Text("recall now", "目前掌握程度"), lang)
    return Section(
        one(Text("Topics", "主题"), lang),
        (one(told, lang),),
        Table(tuple(one(word, lang) for word in head), tuple(rows)),
        shares(name, [t.topic for t in stats.topics], {name: known}),
    )


def _predictions(stats: Stats, lang: Lang) -> Section:
    these = stats.predictions
    lines = [
        Text(
            f"{these.made:,} guesses held against a measurement: {these.good:,} right, "
            f"{these.near:,} nearly, {these.off:,} off.",
            f"与实测比较过的预测共 {these.made:,} 次：准确 {these.good:,}，"
            f"接近 {these.near:,}，偏离 {these.off:,}。",
        )
    ]
    if these.suggested:
        lines.append(
            Text(
                f"Of {these.suggested:,} grades suggested by the error, {these.overruled:,} were "
                "overruled.",
                f"根据误差建议的评分共 {these.suggested:,} 次，其中改判 {these.overruled:,} 次。",
            )
        )
    if these.typical is None or these.bias is None:
        figure = None
    else:
        high, low = ("high", "偏高") if these.bias > 1 else ("low", "偏低")
        lean = Text(f"they lean {high}", f"总体{low}") if abs(these.bias - 1) > 0.05 else None
        lean = lean or Text("they lean neither way", "总体没有偏向")
        lines.append(
            Text(
                f"Half of them are within a factor of {these.typical:.2f}; {lean.en} "
                f"(median guess ÷ measurement {these.bias:.2f}).",
                f"其中一半与实测相差不超过 {these.typical:.2f} 倍；{lean.zh}"
                f"（预测 ÷ 实测的中位数为 {these.bias:.2f}）。",
            )
        )
        title = one(Text("Guesses by guess ÷ measurement", "按“预测 ÷ 实测”统计的次数"), lang)
        name = one(Text("guesses", "预测"), lang)
        figure = bars(title, _ranges(), {name: these.ratios})
    words = tuple(one(line, lang) for line in lines)
    return Section(one(Text("Predictions", "预测卡片"), lang), words, figure=figure)


def _slowest(stats: Stats, lang: Lang) -> Section:
    head = (Text("card", "卡片"), Text("answers", "作答"), Text("seconds each", "平均秒数"))
    rows = [(str(s.card), f"{s.answers:,}", f"{s.seconds:.0f}") for s in stats.slowest]
    table = Table(tuple(one(word, lang) for word in head), tuple(rows))
    return Section(one(Text("Slowest cards", "最慢的卡片"), lang), table=table)


def _shares(period: Period) -> tuple[str, str, str]:
    def told(these: Retained) -> str:
        return "–" if these.share is None else f"{these.share:.0%} ({these.asked:,})"

    return told(period.young), told(period.mature), told(period.together)


def _exact(share: float) -> Marked:
    return share, share, share


def _interval(these: Retained) -> Marked:
    """The share with its 95 % interval (Wilson 1927): right for few reviews too."""
    if not these.asked:
        return None
    n, p, z = these.asked, these.recalled / these.asked, 1.96
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return p, max(0.0, middle - half), min(1.0, middle + half)


def _ranges() -> list[str]:
    edges = [f"{edge:g}" for edge in EDGES]
    return [f"≤{edges[0]}", *(f"–{edge}" for edge in edges[1:]), f">{edges[-1]}"]


def _time(minutes: float) -> Text:
    hours, rest = divmod(round(minutes), 60)
    if not hours:
        return Text(f"{rest} min", f"{rest} 分钟")
    return Text(f"{hours:,} h {rest} min", f"{hours:,} 小时 {rest} 分钟")
