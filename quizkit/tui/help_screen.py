"""The keys, on a page of their own above another."""

from collections.abc import Sequence

from textual.content import Content

from quizkit.model.text import Lang, Text
from quizkit.practice.words import one
from quizkit.tui.sheet import Sheet
from quizkit.tui.words import HELP, KEYS, MOUSE

WIDTH = 11


class HelpScreen(Sheet):
    """What each key does."""

    def __init__(
        self, lang: Lang, keys: Sequence[tuple[str, Text]] = KEYS, mouse: Text = MOUSE
    ) -> None:
        super().__init__(lang)
        self._keys = keys
        self._mouse = mouse

    def lines(self) -> list[Content]:
        """A title, the keys, the mouse."""
        lines = [Content.styled(one(HELP, self._lang), "bold"), Content("")]
        for key, does in self._keys:
            lines.append(Content.assemble((f"{key:<{WIDTH}}", "bold"), one(does, self._lang)))
        return [*lines, Content(""), Content.styled(one(self._mouse, self._lang), "dim")]
