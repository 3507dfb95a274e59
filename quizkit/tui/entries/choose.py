"""One option, picked with its digit or a click."""

from textual.app import ComposeResult

from quizkit.model.text import Lang, Text
from quizkit.practice import Choose
from quizkit.tui.entries.entry import Entry, NotYet
from quizkit.tui.entries.options import Option, Options

PICK_FIRST = Text("Pick an option with its number.", "请按数字选择一项。")


class ChooseEntry(Entry):
    """The options; picking one is the answer."""

    hint = Text("pick an option", "选择一项")
    key = "1 2 3 …"

    def __init__(self) -> None:
        super().__init__()
        self._count = 0
        self._picked: int | None = None

    def compose(self) -> ComposeResult:
        """The lines."""
        yield Options()

    async def show(self, ask: Choose, lang: Lang) -> None:
        """Write the options."""
        self._count = len(ask.options)
        await self.query_one(Options).show(ask.options, lang, ())

    def clear(self) -> None:
        """Nothing picked."""
        self._picked = None

    def digit(self, digit: int) -> None:
        """Pick the option with this number."""
        if 1 <= digit <= self._count:
            self._pick(digit - 1)

    def response(self) -> int:
        """The place of the option."""
        if self._picked is None:
            raise NotYet(PICK_FIRST)
        return self._picked

    def on_option_picked(self, message: Option.Picked) -> None:
        """An option was clicked."""
        _ = message.stop()
        self._pick(message.place)

    def _pick(self, place: int) -> None:
        self._picked = place
        _ = self.post_message(Entry.Entered())
