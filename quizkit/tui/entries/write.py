"""An answer in words."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Key
from textual.widgets import Static, TextArea

from quizkit.model.text import Lang, Text
from quizkit.practice import Write
from quizkit.practice.words import one
from quizkit.tui.entries.entry import Entry, NotYet

LABEL = Text(
    "your answer, as you would say it · ctrl+j begins a new line · esc leaves the field",
    "像面试时那样写下你的回答 · ctrl+j 换行 · esc 离开输入框",
)
WRITE_FIRST = Text("Write an answer first, in a sentence or two.", "请先写下你的回答，一两句即可。")


class Answer(TextArea):
    """Some lines; enter hands the answer in, for an interviewer does not wait for paragraphs."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+j,shift+enter", "new_line", show=False),
    ]

    async def _on_key(self, event: Key) -> None:
        """Hand in on enter; leave the field on escape, so that the screen's keys work."""
        if event.key == "enter":
            _ = event.stop().prevent_default()
            _ = self.post_message(Entry.Entered())
        elif event.key == "ctrl+j":
            _ = event.stop().prevent_default()
            self.action_new_line()
        elif event.key == "escape":
            _ = event.stop().prevent_default()
            _ = self.screen.set_focus(None)
        else:
            await super()._on_key(event)

    def action_new_line(self) -> None:
        """Begin a new line."""
        _ = self.insert("\n")


class WriteEntry(Entry):
    """A label and the field."""

    hint = Text("hand it in", "提交回答")
    key = "enter"

    def compose(self) -> ComposeResult:
        """One above the other."""
        yield Static(id="write-label", markup=False)
        yield Answer(compact=True, soft_wrap=True, highlight_cursor_line=False)

    async def show(self, ask: Write, lang: Lang) -> None:
        """Say what the field is for."""
        self.query_one("#write-label", Static).update(Content(one(LABEL, lang)))

    def clear(self) -> None:
        """Empty the field."""
        _ = self.query_one(Answer).clear()

    def take_focus(self) -> bool:
        """The field is where one types."""
        _ = self.query_one(Answer).focus(scroll_visible=False)
        return True

    def on_text_area_changed(self, message: TextArea.Changed) -> None:
        """Show what is typed."""
        if message.text_area.text:
            message.text_area.scroll_visible(animate=False)

    def response(self) -> str:
        """The words typed."""
        words = self.query_one(Answer).text.strip()
        if not words:
            raise NotYet(WRITE_FIRST)
        return words
