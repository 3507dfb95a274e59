"""A number, typed in one line."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Key
from textual.widgets import Input, Static

from quizkit.model.text import Lang, Text
from quizkit.practice import Number
from quizkit.practice.number import NotANumber, read_number
from quizkit.practice.words import one
from quizkit.tui.entries.entry import Entry, NotYet

HOT = frozenset("lqumoxrzhg?")
"""The screen's own keys. They belong to the screen as long as the field is empty."""
LABEL = Text("your number", "你的预测")


class NumberInput(Input):
    """One line; what is no number is explained when it is sent, not refused letter by letter."""

    def __init__(self) -> None:
        super().__init__(id="number", compact=True, max_length=40, select_on_focus=False)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Leave the screen's keys to the screen while nothing is typed."""
        if not self.value and (character in HOT or key == "space"):
            return False
        return super().check_consume_key(key, character)

    def on_key(self, event: Key) -> None:
        """Pass the screen's keys on instead of typing them."""
        if event.character and not self.check_consume_key(event.key, event.character):
            _ = event.prevent_default()


class NumberEntry(Entry):
    """A label and the field."""

    hint = Text("measure it", "开始实测")
    key = "enter"

    def compose(self) -> ComposeResult:
        """Side by side."""
        with Horizontal():
            yield Static(id="entry-label", markup=False)
            yield NumberInput()

    async def show(self, ask: Number, lang: Lang) -> None:
        """Say what the field is for."""
        self.query_one("#entry-label", Static).update(Content(one(LABEL, lang)))

    def clear(self) -> None:
        """Empty the field."""
        self.query_one(NumberInput).clear()

    def take_focus(self) -> bool:
        """The field is where one types."""
        _ = self.query_one(NumberInput).focus(scroll_visible=False)
        return True

    def response(self) -> float:
        """The number typed."""
        try:
            return read_number(self.query_one(NumberInput).value)
        except NotANumber as error:
            raise NotYet(error.told) from error

    def on_input_changed(self, message: Input.Changed) -> None:
        """Show what is typed."""
        if message.value:
            self.query_one(NumberInput).scroll_visible(animate=False)

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter was pressed in the field."""
        _ = message.stop()
        _ = self.post_message(Entry.Entered())
