"""Numbered lines that can be clicked: what choosing and arranging have in common."""

from collections.abc import Sequence

from textual.containers import Vertical
from textual.content import Content
from textual.message import Message

from quizkit.model.text import Lang, Text
from quizkit.tui.inline import inline
from quizkit.tui.row import Row

SHOWN = 6
"""Options that there is room for; no card has more."""


class Option(Row):
    """One line; a click picks it."""

    class Picked(Message):
        """The line at `place` (from 0) was clicked."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(self, place: int) -> None:
        super().__init__(classes="option")
        self._place = place

    def on_click(self) -> None:
        """Pick this one."""
        _ = self.post_message(Option.Picked(self._place))


class Options(Vertical):
    """The lines; those that are not needed are hidden rather than made anew."""

    async def show(self, texts: Sequence[Text], lang: Lang, picked: Sequence[int]) -> None:
        """Write the options; those `picked` carry their rank, the others their number."""
        if not self.children:
            await self.mount(*(Option(place) for place in range(SHOWN)))
        for place, option in enumerate(self.query(Option)):
            option.display = place < len(texts)
            if place < len(texts):
                rank = f"  [{picked.index(place) + 1}]" if place in picked else ""
                option.show(
                    Content.styled(f"{place + 1}  ", "bold ansi_cyan"),
                    Content.assemble(inline(texts[place].read(lang)), (rank, "bold ansi_green")),
                )
