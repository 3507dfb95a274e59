"""Several items put in order: their digits, the smallest first."""

from textual.app import ComposeResult

from quizkit.model.text import Lang, Text
from quizkit.practice import Arrange
from quizkit.tui.entries.entry import Entry, NotYet
from quizkit.tui.entries.options import Option, Options

ALL_FIRST = Text(
    "Press the numbers of all items, the smallest first; backspace takes one back.",
    "请按从小到大的顺序依次按下所有数字；退格键撤回一个。",
)


class ArrangeEntry(Entry):
    """The items with the ranks given so far."""

    hint = Text("measure it", "开始实测")
    key = "enter"

    def __init__(self) -> None:
        super().__init__()
        self._ask: Arrange | None = None
        self._lang = Lang.EN
        self._places: list[int] = []

    def compose(self) -> ComposeResult:
        """The lines."""
        yield Options()

    async def show(self, ask: Arrange, lang: Lang) -> None:
        """Write the items and their ranks."""
        self._ask, self._lang = ask, lang
        await self.query_one(Options).show(ask.items, lang, self._places)

    def clear(self) -> None:
        """No ranks."""
        self._places = []

    def digit(self, digit: int) -> None:
        """Give the next rank to the item with this number."""
        self._place(digit - 1)

    def back(self) -> None:
        """Take the last rank back."""
        if self._places:
            _ = self._places.pop()
            self._again()

    def response(self) -> tuple[int, ...]:
        """The places of the items in their order."""
        if self._ask is None or len(self._places) < len(self._ask.items):
            raise NotYet(ALL_FIRST)
        return tuple(self._places)

    def on_option_picked(self, message: Option.Picked) -> None:
        """An item was clicked."""
        _ = message.stop()
        self._place(message.place)

    def _place(self, place: int) -> None:
        if self._ask and 0 <= place < len(self._ask.items) and place not in self._places:
            self._places.append(place)
            self._again()

    def _again(self) -> None:
        if self._ask:
            _ = self.call_later(self.show, self._ask, self._lang)
