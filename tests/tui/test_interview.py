"""A mock interview on a screen: nothing is told while it runs, everything is on the disk."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import Any

import pytest
from rich.cells import cell_len
from textual.app import App

from quizkit import tui
from quizkit.bank import Bank
from quizkit.errors import QuizkitError
from quizkit.model import Lang, Rating, Text
from quizkit.practice.interview import Interview, Journal, Room, Setup
from quizkit.practice.matching import PatternMatcher
from quizkit.schedule import Fsrs
from quizkit.store import FILE_NAME, Store
from quizkit.tui.interview_app import InterviewApp
from quizkit.tui.interview_setup_screen import InterviewSetupScreen, Reception
from quizkit.tui.terminal_app import TerminalApp

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
TWO = {"scaling/a": 0, "masking/b": 0}
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
STYLES: list[str | PurePath] = [
    Path(tui.__file__).parent / name for name in ("practice.tcss", "interview.tcss")
]
Wait = Callable[..., Any]
Go = Callable[..., "Going"]


@dataclass
class Going:
    """An app with an interview, and its log."""

    app: App[Any]
    store: Store
    interview: Interview
    room: Room
    time: list[float] = field(default_factory=lambda: [0.0])

    def lines(self) -> list[str]:
        compositor = self.app.screen._compositor  # pyright: ignore[reportPrivateUsage]
        rows = ["".join(s.text for s in strip) for strip in compositor.render_strips(self.app.size)]
        assert {cell_len(row) for row in rows} <= {self.app.size.width}
        return rows

    def shows(self, *words: str) -> bool:
        text = "\n".join(self.lines())
        return all(word in text for word in words)

    def kept(self) -> list[Rating]:
        return [review.rating for review in self.store.reviews()]


@pytest.fixture
def going(make_bank: Callable[[Mapping[str, int]], Bank], tmp_path: Path) -> Iterator[Go]:
    opened: list[Store] = []

    def make(
        *,
        lang: Lang = Lang.EN,
        spoken: bool = False,
        notice: Text | None = None,
        again: bool = False,
        folder: Path = tmp_path / "interviews",
    ) -> Going:
        bank = make_bank(TWO)
        setup = Setup("an-id", NINE, 30.0, spoken, (), "seed")
        if again:
            interview = Interview(bank, PatternMatcher(), Journal.reopen(folder / "an-id.jsonl"))
        else:
            interview = Interview.begin(bank, PatternMatcher(), folder, setup)
        store = Store(tmp_path / FILE_NAME, Fsrs())
        opened.append(store)
        time = [0.0]
        room = Room(interview, store, lambda: NINE, os.urandom, lambda: time[0], lang)
        return Going(InterviewApp(room, notice), store, interview, room, time)

    yield make
    for store in opened:
        store.close()


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


@dataclass
class Front:
    """What the screen before an interview asked for."""

    going: Go
    waits: Text | None = None
    began: list[tuple[float, bool, list[str]]] = field(
        default_factory=list[tuple[float, bool, list[str]]]
    )

    def reception(self) -> Reception:
        def begin(minutes: float, spoken: bool, words: Any, lang: Lang) -> Room:
            self.began.append((minutes, spoken, list(words)))
            if minutes == 60:
                raise QuizkitError("there is no question to ask")
            return self.going(lang=lang, spoken=spoken).room

        def resume(lang: Lang) -> Room:
            return self.going(lang=lang, again=True).room

        return Reception(("masking", "scaling"), begin, lambda: self.waits, resume)


SETUP = {
    Lang.EN: ["minutes", "[30]", "[typed]", "[everything]", "enter begin"],
    Lang.ZH: ["分钟", "[30]", "[书面]", "[全部]", "enter 开始"],
}


class SetupApp(TerminalApp[None]):
    """Opens the screen before an interview, as the home screen does."""

    CSS_PATH = STYLES

    def __init__(self, screen: InterviewSetupScreen) -> None:
        super().__init__()
        self.first = screen
        self.left_with: list[Lang | None] = []

    def on_mount(self) -> None:
        _ = self.push_screen(self.first, self.left_with.append)


@each_lang
@each_size
async def test_length_form_and_topic_are_chosen_by_keys(
    going: Go, wait: Wait, lang: Lang, size: tuple[int, int]
) -> None:
    front = Front(going)
    app = SetupApp(InterviewSetupScreen(front.reception(), lang))
    this = Going(app, None, None, None)  # pyright: ignore[reportArgumentType]  only its lines
    async with app.run_test(size=size) as pilot:
        await wait(pilot, lambda: this.shows(*SETUP[lang]))
        await pilot.press("3", "t", "right", "right")
        await wait(pilot, lambda: this.shows("[45]", "[scaling]"))
        await pilot.press("enter")
        await wait(pilot, lambda: this.shows(*SPEAKING[lang]))
        assert front.began == [(45.0, True, ["scaling"])]
        await pilot.press("q")
        await wait(pilot, lambda: app.left_with == [lang])


async def test_an_interrupted_interview_is_offered_and_an_error_told(going: Go, wait: Wait) -> None:
    first = going(spoken=True)
    async with first.app.run_test() as pilot:
        await wait(pilot, lambda: first.shows("1 2 3 how it went"))
        await pilot.press("1")
        await wait(pilot, lambda: len(first.interview.record.exchanges) == 2)
    front = Front(going, waits=Text("one waits", "有一次中断"))
    app = SetupApp(InterviewSetupScreen(front.reception(), Lang.EN))
    this = Going(app, None, None, None)  # pyright: ignore[reportArgumentType]  only its lines
    async with app.run_test(size=(80, 24)) as pilot:
        await wait(pilot, lambda: this.shows("one waits", "r go on with it"))
        await pilot.press("4", "enter")
        await wait(pilot, lambda: this.shows("there is no question to ask"))
        await pilot.press("r")
        await wait(pilot, lambda: this.shows("another area"))


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


@each_lang
@each_size
async def test_the_way_into_an_interview_looks_as_it_did(
    going: Go, hold: Wait, lang: Lang, size: tuple[int, int]
) -> None:
    app = SetupApp(InterviewSetupScreen(Front(going).reception(), lang))
    async with app.run_test(size=size) as pilot:
        await hold(app, pilot, f"interview begins {size[0]}x{size[1]} {lang}")
        await pilot.press("question_mark")
        await hold(app, pilot, f"interview begins help {size[0]}x{size[1]} {lang}")
        await pilot.press("x", "t", "enter")
        await hold(app, pilot, f"interview spoken {size[0]}x{size[1]} {lang}")
