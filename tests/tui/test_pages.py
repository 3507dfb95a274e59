"""Every page shows what it has to, in both languages, on a small and on a large terminal."""

from collections.abc import Callable
from typing import Any

import pytest

from quizkit.model import Lang

SIZES = [(80, 24), (120, 40)]
LANGS = [Lang.EN, Lang.ZH]
each_page = pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
each_lang = pytest.mark.parametrize("lang", LANGS)

GRADES = {
    Lang.EN: ["1 Again", "2 Hard", "3 Good", "4 Easy", "1 min", "6 min", "10 min", "8 d"],
    Lang.ZH: ["1 重来", "2 困难", "3 良好", "4 轻松", "1 分钟", "6 分钟", "10 分钟", "8 天"],
}
KEYS = {
    Lang.EN: ["l 中文", "? help", "q quit"],
    Lang.ZH: ["l English + 中文", "? 帮助", "q 退出"],
}
WORDS: dict[Lang, dict[str, str]] = {
    Lang.EN: {
        "question": "What does why say about dₖ?",
        "show": "space show the answer",
        "answer": "A score q·k is a sum of dₖ products, so its variance is dₖ.",
        "ask": "What is the variance at dₖ = 64?",
        "number": "your number",
        "measure": "enter measure it",
        "bad": "“about” is no number",
        "measuring": "measuring scaling/unit_variance",
        "said": "You said 8. Measured: 64.1",
        "suggested": "suggested · 1 min",
        "done": "Done for now.",
        "next": "The next card is due on 2026-03-10.",
        "help": "grade: Again, Hard, Good, Easy",
        "skip": "k skip",
        "count": "0 answered · 1 left",
        "unscaled": "unscaled",
        "target": "target 1 ± 0.1",
        "guess": "your guess",
    },
    Lang.ZH: {
        "question": "why 对 dₖ 说了什么？",
        "show": "space 显示答案",
        "answer": "得分 q·k 是 dₖ 个乘积之和，所以它的方差是 dₖ。",
        "ask": "dₖ = 64 时方差是多少？",
        "number": "你的预测",
        "measure": "enter 开始实测",
        "bad": "“about”不是一个数",
        "measuring": "正在实测 scaling/unit_variance",
        "said": "你的预测是 8，实测为 64.1",
        "suggested": "建议 · 1 分钟",
        "done": "暂时都答完了。",
        "next": "下一张卡片：2026-03-10。",
        "help": "评分：重来、困难、良好、轻松",
        "skip": "k 跳过",
        "count": "已答 0 · 剩余 1",
        "unscaled": "不缩放",
        "target": "目标 1 ± 0.1",
        "guess": "你的预测",
    },
}

MakeTable = Callable[..., Any]
Wait = Callable[..., Any]


def holds(table: Any, *words: str) -> None:
    """Every one of `words` is on the screen."""
    text = table.text()
    missing = [word for word in words if word not in text]
    assert not missing, f"{missing} not in\n{text}"


@each_lang
@each_page
async def test_the_question_stands_alone_until_it_is_answered(
    table: MakeTable, lang: Lang, size: tuple[int, int]
) -> None:
    this, said = table({"scaling/why": 0}, lang=lang), WORDS[lang]
    async with this.app.run_test(size=size):
        holds(this, "scaling", said["count"], said["question"], said["show"], *KEYS[lang])
        assert said["answer"] not in this.text()
        assert GRADES[lang][0] not in this.text()


@each_lang
@each_page
async def test_the_answer_comes_with_four_grades_and_their_intervals(
    table: MakeTable, wait: Wait, lang: Lang, size: tuple[int, int]
) -> None:
    this, said = table({"scaling/why": 0}, lang=lang), WORDS[lang]
    async with this.app.run_test(size=size) as pilot:
        await pilot.press("space")
        await wait(pilot, lambda: said["answer"] in this.text())
        holds(this, said["question"], *GRADES[lang], *KEYS[lang])
        assert said["show"] not in this.text()


@each_lang
@each_page
async def test_a_number_is_asked_for_and_a_bad_one_explained(
    table: MakeTable, wait: Wait, lang: Lang, size: tuple[int, int]
) -> None:
    this, said = table({"scaling/why": 1}, kind="predict", lang=lang), WORDS[lang]
    async with this.app.run_test(size=size) as pilot:
        holds(this, said["ask"], said["number"], said["measure"], *KEYS[lang])
        await pilot.press(*"about", "enter")
        await wait(pilot, lambda: said["bad"] in this.text())
        holds(this, said["ask"], "2^16")


@each_lang
@each_page
async def test_a_measurement_shows_its_progress_then_guess_against_measurement(
    table: MakeTable, wait: Wait, lang: Lang, size: tuple[int, int]
) -> None:
    this, said = table({"scaling/why": 1}, kind="predict", lang=lang), WORDS[lang]
    this.checks.go.clear()
    async with this.app.run_test(size=size) as pilot:
        await pilot.press("8", "enter")
        await wait(pilot, lambda: said["measuring"] in this.text())
        await wait(pilot, lambda: "0.2 s" in this.text())
        this.checks.go.set()
        await wait(pilot, lambda: said["suggested"] in this.text())
        holds(
            this,
            said["said"],
            said["ask"],
            "[61.2, 67.1]",
            said["unscaled"],
            said["target"],
            said["guess"],
            "✕",
        )
        holds(this, said["suggested"], *GRADES[lang][1:4])


@each_lang
@each_page
async def test_a_broken_check_is_told_with_the_answer_and_a_way_on(
    table: MakeTable, wait: Wait, lang: Lang, size: tuple[int, int]
) -> None:
    this, said = table({"scaling/why": 1}, kind="predict", lang=lang), WORDS[lang]
    this.checks.breaks = "the check breaks: shapes do not match"
    async with this.app.run_test(size=size) as pilot:
        await pilot.press("8", "enter")
        await wait(pilot, lambda: said["answer"] in this.text())
        holds(this, "the check breaks: shapes do not match", *GRADES[lang], said["skip"])
        assert said["suggested"] not in this.text()


@each_lang
@each_page
async def test_a_rest_says_when_the_next_card_is_due(
    table: MakeTable, wait: Wait, lang: Lang, size: tuple[int, int]
) -> None:
    this, said = table({"scaling/why": 0}, lang=lang), WORDS[lang]
    async with this.app.run_test(size=size) as pilot:
        await pilot.press("space", "4")
        await wait(pilot, lambda: said["done"] in this.text())
        holds(this, said["next"], *KEYS[lang])
        assert said["question"] not in this.text()


@each_lang
@each_page
async def test_help_lies_over_the_session_and_goes_away(
    table: MakeTable, wait: Wait, lang: Lang, size: tuple[int, int]
) -> None:
    this, said = table({"scaling/why": 0}, lang=lang), WORDS[lang]
    async with this.app.run_test(size=size) as pilot:
        await pilot.press("question_mark")
        await wait(pilot, lambda: said["help"] in this.text())
        await pilot.press("question_mark")
        await wait(pilot, lambda: said["help"] not in this.text())
        holds(this, said["question"], said["show"])


async def test_both_languages_stand_one_above_the_other(table: MakeTable, wait: Wait) -> None:
    this = table({"scaling/why": 0}, lang=Lang.BOTH)
    async with this.app.run_test(size=(80, 40)) as pilot:
        await pilot.press("space")
        await wait(pilot, lambda: WORDS[Lang.ZH]["answer"] in this.text())
        holds(this, WORDS[Lang.EN]["question"], WORDS[Lang.ZH]["question"])
        holds(this, WORDS[Lang.EN]["answer"], *GRADES[Lang.EN])


async def test_markup_in_a_text_of_the_bank_is_shown_as_it_is(
    table: MakeTable, wait: Wait, make_bank: MakeTable
) -> None:
    bank = make_bank({"scaling/why": 0})
    path = bank.pack.questions / "scaling" / "why.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "say about", "[red]say[/red] [@click=app.quit]about"
    )
    _ = path.write_text(
        text.replace("A score", "[link=https://x.org]A score[/link]"), encoding="utf-8"
    )
    this = table({}, bank=make_bank({}))
    async with this.app.run_test(size=(120, 40)) as pilot:
        holds(this, "[red]say[/red] [@click=app.quit]about")
        await pilot.press("space")
        await wait(pilot, lambda: "A score" in this.text())
        holds(this, "[link=https://x.org]A score[/link]")


async def test_without_colours_the_suggestion_still_shows(
    table: MakeTable, wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    this = table({"scaling/why": 1}, kind="predict")
    async with this.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("8", "enter")
        await wait(pilot, lambda: "suggested" in this.text())
        assert not this.colours(), "colours in spite of NO_COLOR"


async def test_with_colours_only_the_terminals_own_are_used(table: MakeTable, wait: Wait) -> None:
    this = table({"scaling/why": 1}, kind="predict")
    async with this.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("8", "enter")
        await wait(pilot, lambda: "suggested" in this.text())
        assert this.colours() <= {f"color({n})" for n in range(16)}


async def test_a_small_window_loses_nothing_that_cannot_be_scrolled_to(
    table: MakeTable, wait: Wait
) -> None:
    this = table({"scaling/why": 0})
    async with this.app.run_test(size=(40, 12)) as pilot:
        await pilot.press("space")
        await wait(pilot, lambda: "4 Easy" in this.text())
        seen: list[str] = []
        while not seen or this.text() != seen[-1]:
            seen.append(this.text())
            holds(this, "1 Again", "q quit")
            await pilot.press("space")
            await pilot.pause(0.1)
        words = ("A score q·k", "unit variance", "c ☐ the entries are independent")
        assert [word for word in words if not any(word in page for page in seen)] == []


async def test_a_large_window_keeps_lines_short_enough_to_read(
    table: MakeTable, wait: Wait
) -> None:
    this = table({"scaling/why": 0})
    async with this.app.run_test(size=(200, 60)) as pilot:
        await pilot.press("space")
        await wait(pilot, lambda: "4 Easy" in this.text())
        lines = [line for line in this.lines() if line]
        widest = max(len(line.strip()) for line in lines)
        assert widest <= 92
        assert min(len(line) - len(line.lstrip()) for line in lines) >= (200 - 92) // 2
