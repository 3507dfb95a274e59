"""A screen that shows a sheet: to read, scroll and go back from."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from quizkit.figure.page import Sheet
from quizkit.model.text import Lang, Text
from quizkit.practice.words import one
from quizkit.tui.keys import Key
from quizkit.tui.sheet_page import SheetPage
from quizkit.tui.words import HELP, LANGUAGES

BACK = Text("back", "返回")
SECTIONS = Text("sections", "章节")
KEYS: tuple[tuple[str, Text], ...] = (
    ("↑ ↓  space", Text("scroll", "滚动")),
    ("← →", Text("the section before, the next section", "上一节、下一节")),
    ("l", Text("English, Chinese", "英文、中文")),
    ("?", Text("these keys", "按键说明")),
    ("q  esc", Text("back", "返回")),
)
MOUSE = Text("Keys can be clicked too.", "按键也可以用鼠标点击。")


class SheetScreen(Screen[Lang]):
    """Closes with the language that was last chosen, for the screen that opened it."""

    CSS_PATH = "sheet.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,escape", "close", show=False),
        Binding("l", "language", show=False),
        Binding("question_mark", "help", show=False),
        Binding("left", "section(-1)", show=False),
        Binding("right", "section(1)", show=False),
        Binding("space", "page", show=False),
    ]

    def __init__(self, lang: Lang) -> None:
        super().__init__()
        self._lang = lang

    def sheet(self, lang: Lang) -> Sheet:
        """What is shown."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """One page."""
        yield SheetPage()

    def on_mount(self) -> None:
        """Show it, once the page has its parts: on top of another screen that takes a while."""
        _ = self.call_after_refresh(self._show)

    async def action_language(self) -> None:
        """Say everything in the other language."""
        self._lang = self._other
        await self._show()

    def action_help(self) -> None:
        """Show the keys."""
        from quizkit.tui.help_screen import HelpScreen

        _ = self.app.push_screen(HelpScreen(self._lang, KEYS, MOUSE))

    def action_section(self, by: int) -> None:
        """Go to the next section, or to the one before."""
        self.query_one(SheetPage).step(by)

    def action_page(self) -> None:
        """Read on."""
        self.query_one(SheetPage).scroll.scroll_page_down(animate=False)

    def action_close(self) -> None:
        """Go back to the screen before; end the app where there is none."""
        if len(self.app.screen_stack) > 1:
            _ = self.dismiss(self._lang)
        else:
            self.app.exit()

    @property
    def _other(self) -> Lang:
        return Lang.EN if self._lang is Lang.ZH else Lang.ZH

    async def _show(self) -> None:
        lang = self._lang
        keys: list[Key] = [
            ("← →", one(SECTIONS, lang), "section(1)"),
            ("l", LANGUAGES[self._other], "language"),
            ("?", one(HELP, lang), "help"),
            ("q", one(BACK, lang), "close"),
        ]
        await self.query_one(SheetPage).show(self.sheet(lang), keys)
