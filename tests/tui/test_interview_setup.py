"""The way into a mock interview: length, form and topic, and the one that was interrupted."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any

import pytest
from textual.app import App

from quizkit import tui
from quizkit.errors import QuizkitError
from quizkit.model import Lang, Text
from quizkit.practice.interview import Room
from quizkit.tui.interview_setup_screen import InterviewSetupScreen, Reception
from quizkit.tui.terminal_app import TerminalApp

SIZES = [(80, 24), (120, 40)]
each_size = pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
each_lang = pytest.mark.parametrize("lang", [Lang.EN, Lang.ZH])
SPEAKING = {
    Lang.EN: ["Answer aloud", "1  well", "2  partly", "3  badly", "1 2 3 how it went"],
    Lang.ZH: ["说出你的回答", "1  答得好", "2  答出一部分", "3  没答好", "1 2 3 答得怎么样"],
}
STYLES: list[str | PurePath] = [
    Path(tui.__file__).parent / name for name in ("practice.tcss", "interview.tcss")
]
Wait = Callable[..., Any]
Go = Callable[..., Any]


def shows(app: App[Any], *words: str) -> bool:
    compositor = app.screen._compositor  # pyright: ignore[reportPrivateUsage]  has the page
    rows = ["".join(s.text for s in strip) for strip in compositor.render_strips(app.size)]
    return all(word in "\n".join(rows) for word in words)


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
    async with app.run_test(size=size) as pilot:
        await wait(pilot, lambda: shows(app, *SETUP[lang]))
        await pilot.press("3", "t", "right", "right")
        await wait(pilot, lambda: shows(app, "[45]", "[scaling]"))
        await pilot.press("enter")
        await wait(pilot, lambda: shows(app, *SPEAKING[lang]))
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
    async with app.run_test(size=(80, 24)) as pilot:
        await wait(pilot, lambda: shows(app, "one waits", "r go on with it"))
        await pilot.press("4", "enter")
        await wait(pilot, lambda: shows(app, "there is no question to ask"))
        await pilot.press("r")
        await wait(pilot, lambda: shows(app, "another area"))


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
