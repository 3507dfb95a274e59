"""The keys, on a page of their own above another."""

from collections.abc import Sequence

from textual.content import Content

from quizkit.model.text import Lang, Text
from quizkit.practice.words import one
from quizkit.tui.sheet import Line, Sheet
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

    def lines(self) -> list[Line]:
        """A title, the keys, the mouse."""
        keys = [
            (Content.styled(f"{key:<{WIDTH}}", "bold"), Content(one(does, self._lang)))
            for key, does in self._keys
        ]
        mouse = Content.styled(one(self._mouse, self._lang), "dim")
        return [Content.styled(one(HELP, self._lang), "bold"), *keys, mouse]
