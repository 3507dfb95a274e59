"""A mock interview on a screen: nothing is told while it runs, everything is on the disk."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from quizkit.errors import QuizkitError
from quizkit.model import Lang, Rating, Text

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
SIZES = [(80, 24), (120, 40)]
each_size = pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
each_lang = pytest.mark.parametrize("lang", [Lang.EN, Lang.ZH])
ASKED = {
    Lang.EN: ["Mock interview", "0:00 of 30:00 · about 1 more", "to begin with", "?"],
    Lang.ZH: ["模拟面试", "0:00 / 30:00 · 之后约 1 题", "开场", "？"],
}
TYPING = {
    Lang.EN: ["enter hand it in", "esc and then   k do not know", "? help", "q leave"],
    Lang.ZH: ["enter 提交回答", "esc 之后   k 不知道", "? 帮助", "q 离开"],
}
SPEAKING = {
    Lang.EN: ["Answer aloud", "1  well", "2  partly", "3  badly", "1 2 3 how it went"],
    Lang.ZH: ["说出你的回答", "1  答得好", "2  答出一部分", "3  没答好", "1 2 3 答得怎么样"],
}
SUMMARY = {
    Lang.EN: ["summary", "2 questions answered, typed.", "2 of 6 points said.", "To revisit"],
    Lang.ZH: ["总览", "书面作答 2 题。", "6 个要点答出 2 个。", "需要重温"],
}
ITEM = {
    Lang.EN: ["question 1 of 2", "Again", "the opening", "Your answer", "☑ the variance grows"],
    Lang.ZH: ["第 1 题，共 2 题", "重来", "开场题", "你的回答", "☑ 方差增长"],
}
KEPT = {Lang.EN: "2 answers are in the schedule now.", Lang.ZH: "2 个回答已写入复习计划。"}
Wait = Callable[..., Any]
Go = Callable[..., Any]


@each_lang
@each_size
async def test_a_typed_interview_from_the_first_question_to_the_schedule(
    going: Go, wait: Wait, lang: Lang, size: tuple[int, int]
) -> None:
    this = going(lang=lang)
    async with this.app.run_test(size=size) as pilot:
        await wait(pilot, lambda: this.shows(*ASKED[lang], *TYPING[lang]))
        this.time[0] = 90.0
        await pilot.press(*"variance", "enter")
        await wait(pilot, lambda: len(this.interview.record.exchanges) == 2)
        await wait(pilot, lambda: this.shows("1:30"))
        assert not this.shows(ITEM[lang][-1]), "no point is shown while it runs"
        await pilot.press(*"variance", "enter")
        await wait(pilot, lambda: this.shows(*SUMMARY[lang]))
        await pilot.press("right")
        await wait(pilot, lambda: this.shows(*ITEM[lang], "variance"))
        assert this.kept() == []
        await pilot.press("enter")
        await wait(pilot, lambda: this.shows(KEPT[lang], "an-id.md"))
        assert this.kept() == [Rating.AGAIN, Rating.AGAIN]
        await pilot.press("enter")
        await wait(pilot, lambda: not this.app.is_running)


@each_lang
@each_size
async def test_a_spoken_answer_is_rated_by_one_key_and_ticked_in_the_report(
    going: Go, wait: Wait, lang: Lang, size: tuple[int, int]
) -> None:
    this = going(lang=lang, spoken=True)
    async with this.app.run_test(size=size) as pilot:
        await wait(pilot, lambda: this.shows(*ASKED[lang], *SPEAKING[lang]))
        await pilot.press("1")
        await wait(pilot, lambda: len(this.interview.record.exchanges) == 2)
        await pilot.press("3")
        await wait(pilot, lambda: this.shows(SUMMARY[lang][0]))
        await pilot.press("right", "a", "b")
        await wait(pilot, lambda: this.shows(ITEM[lang][0], ITEM[lang][-1]))
        await pilot.press("enter")
        await wait(pilot, lambda: this.shows(KEPT[lang]))
    assert this.kept() == [Rating.HARD, Rating.AGAIN]


async def test_the_keys_of_the_screen_are_letters_in_the_field(going: Go, wait: Wait) -> None:
    this = going()
    async with this.app.run_test(size=(80, 24)) as pilot:
        await wait(pilot, lambda: this.shows(*TYPING[Lang.EN]))
        await pilot.press(*"keql", "enter")
        await wait(pilot, lambda: len(this.interview.record.exchanges) == 2)
        answer = this.interview.record.exchanges[0].answer
        assert answer is not None
        assert answer.typed == "keql"
        await pilot.press("escape")
        await wait(pilot, lambda: this.shows("enter back to the field"))
        await pilot.press("enter", *"x")
        await wait(pilot, lambda: this.shows("enter hand it in"))
        await pilot.press("escape", "k")
        await wait(pilot, lambda: this.shows("2 questions answered"))
        last = this.interview.record.exchanges[1].answer
        assert last is not None
        assert last.typed == "", "k says “I do not know”, whatever stands in the field"


async def test_an_empty_answer_is_none(going: Go, wait: Wait) -> None:
    this = going()
    async with this.app.run_test(size=(80, 24)) as pilot:
        await wait(pilot, lambda: this.shows(*TYPING[Lang.EN]))
        await pilot.press("enter")
        await wait(pilot, lambda: this.shows("Write an answer first"))
        assert this.interview.record.answered == ()


async def test_ending_takes_two_keys(going: Go, wait: Wait) -> None:
    this = going()
    async with this.app.run_test(size=(80, 24)) as pilot:
        await wait(pilot, lambda: this.shows(*TYPING[Lang.EN]))
        await pilot.press("escape", "e")
        await wait(pilot, lambda: this.shows("e once more ends the interview"))
        assert not this.interview.record.ended
        await pilot.press("e")
        await wait(pilot, lambda: this.shows("Nothing was answered"))
        assert this.interview.record.closed
        await pilot.press("q")
        await wait(pilot, lambda: not this.app.is_running)


async def test_when_time_is_up_this_answer_is_the_last(going: Go, wait: Wait) -> None:
    this = going()
    async with this.app.run_test(size=(80, 24)) as pilot:
        await wait(pilot, lambda: this.shows(*TYPING[Lang.EN]))
        this.time[0] = 1801.0
        await wait(pilot, lambda: this.shows("30:01 of 30:00", "Time is up: finish this answer"))
        await pilot.press(*"variance", "enter")
        await wait(pilot, lambda: this.shows("1 question answered"))


@pytest.mark.parametrize("keys", [["escape", "q"], ["ctrl+q"]])
async def test_leaving_in_the_middle_keeps_the_answers_and_it_goes_on(
    going: Go, wait: Wait, keys: list[str]
) -> None:
    this = going()
    async with this.app.run_test(size=(80, 24)) as pilot:
        await wait(pilot, lambda: this.shows(*TYPING[Lang.EN]))
        this.time[0] = 60.0
        await pilot.press(*"variance", "enter")
        await wait(pilot, lambda: len(this.interview.record.exchanges) == 2)
        await wait(pilot, lambda: this.shows("1:00 of"))
        await pilot.press(*keys)
        await wait(pilot, lambda: not this.app.is_running)
    that = going(again=True)
    async with that.app.run_test(size=(80, 24)) as pilot:
        await wait(pilot, lambda: that.shows("1:00 of 30:00", "another area"))
        await pilot.press("escape", "k")
        await wait(pilot, lambda: that.shows("2 questions answered"))


async def test_the_report_waits_when_it_is_left(going: Go, wait: Wait) -> None:
    this = going(spoken=True)
    async with this.app.run_test(size=(80, 24)) as pilot:
        await wait(pilot, lambda: this.shows(*SPEAKING[Lang.EN]))
        await pilot.press("1")
        await wait(pilot, lambda: len(this.interview.record.exchanges) == 2)
        await pilot.press("1")
        await wait(pilot, lambda: this.shows("summary"))
        await pilot.press("right", "c", "q")
        await wait(pilot, lambda: not this.app.is_running)
    that = going(again=True)
    async with that.app.run_test(size=(80, 24)) as pilot:
        await wait(pilot, lambda: that.shows("summary"))
        await pilot.press("right")
        await wait(pilot, lambda: that.shows("☑ the entries are independent"))
        await pilot.press("x")
        await wait(pilot, lambda: that.shows("Nothing was put into the schedule."))
        await pilot.press("a")
    assert that.kept() == []
    assert that.interview.record.closed


async def test_a_log_that_cannot_be_written_is_told_and_tried_again(
    going: Go, wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    this = going(spoken=True)
    async with this.app.run_test(size=(80, 24)) as pilot:
        await wait(pilot, lambda: this.shows(*SPEAKING[Lang.EN]))
        await pilot.press("1")
        await wait(pilot, lambda: len(this.interview.record.exchanges) == 2)
        await pilot.press("1")
        await wait(pilot, lambda: this.shows("summary"))

        def full(*_: object, **__: object) -> None:
            raise QuizkitError("the disk is full")

        monkeypatch.setattr(this.store, "append", full, raising=True)
        await pilot.press("enter")
        await wait(pilot, lambda: this.shows("the disk is full", "put into the schedule"))
        monkeypatch.undo()
        await pilot.press("enter")
        await wait(pilot, lambda: this.shows(KEPT[Lang.EN]))


async def test_the_language_changes_and_the_field_keeps_its_words(going: Go, wait: Wait) -> None:
    this = going(notice=Text("a notice", "一条提示"))
    async with this.app.run_test(size=(80, 24)) as pilot:
        await wait(pilot, lambda: this.shows("a notice", *TYPING[Lang.EN]))
        await pilot.press(*"variance", "escape", "l")
        await wait(pilot, lambda: this.shows("一条提示", *ASKED[Lang.ZH], "variance"))
        await pilot.press("escape", "question_mark")
        await wait(pilot, lambda: this.shows("不知道：下一题"))


@each_lang
@each_size
async def test_an_interview_looks_as_it_did(
    going: Go,
    hold: Wait,
    lang: Lang,
    size: tuple[int, int],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    this = going(lang=lang, folder=Path("interviews"))  # the last page names where the report lies
    steps = {
        "asks": (),
        "help": ("escape", "question_mark"),
        "summary": ("escape", "enter", *"variance", "enter", *"variance", "enter"),
        "item": ("right",),
        "report help": ("question_mark",),
        "kept": ("escape", "enter"),
    }
    async with this.app.run_test(size=size) as pilot:
        for name, keys in steps.items():
            for key in keys:
                await pilot.press(key)
                await this.app.workers.wait_for_complete()
            await hold(this.app, pilot, f"interview {name} {size[0]}x{size[1]} {lang}")
