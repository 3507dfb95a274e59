"""The keys, on a page of their own above the session."""

from textual.content import Content

from quizkit.practice.words import one
from quizkit.tui.sheet import Sheet
from quizkit.tui.words import HELP, KEYS, MOUSE

WIDTH = 11


class HelpScreen(Sheet):
    """What each key does."""

    def lines(self) -> list[Content]:
        """A title, the keys, the mouse."""
        lines = [Content.styled(one(HELP, self._lang), "bold"), Content("")]
        for key, does in KEYS:
            lines.append(Content.assemble((f"{key:<{WIDTH}}", "bold"), one(does, self._lang)))
        return [*lines, Content(""), Content.styled(one(MOUSE, self._lang), "dim")]
