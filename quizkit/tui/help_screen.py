"""The keys, on a page of their own above the session."""

from textual.content import Content

from quizkit.practice.words import one
from quizkit.tui.sheet import Line, Sheet
from quizkit.tui.words import HELP, KEYS, MOUSE

WIDTH = 11


class HelpScreen(Sheet):
    """What each key does."""

    def lines(self) -> list[Line]:
        """A title, the keys, the mouse."""
        keys = [
            (Content.styled(f"{key:<{WIDTH}}", "bold"), Content(one(does, self._lang)))
            for key, does in KEYS
        ]
        mouse = Content.styled(one(MOUSE, self._lang), "dim")
        return [Content.styled(one(HELP, self._lang), "bold"), *keys, mouse]
