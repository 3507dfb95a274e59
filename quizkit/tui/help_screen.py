"""The keys, on a page of their own above the session."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from quizkit.model.text import Lang, Text
from quizkit.practice.words import one
from quizkit.tui.words import HELP, KEYS, MOUSE

WIDTH = 16


class HelpScreen(ModalScreen[None]):
    """Any key closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q,space,enter", "close", show=False)
    ]

    def __init__(
        self, lang: Lang, keys: Sequence[tuple[str, Text]] = KEYS, mouse: Text = MOUSE
    ) -> None:
        super().__init__()
        self._lang = lang
        self._keys = keys
        self._mouse = mouse

    def compose(self) -> ComposeResult:
        """A title, the keys, the mouse."""
        lines = [Content.styled(one(HELP, self._lang), "bold"), Content("")]
        for key, does in self._keys:
            lines.append(Content.assemble((f"{key:<{WIDTH}}", "bold"), one(does, self._lang)))
        lines += [Content(""), Content.styled(one(self._mouse, self._lang), "dim")]
        with Vertical(id="help"):
            yield Static(Content("\n").join(lines))

    def on_click(self) -> None:
        """A click closes it too."""
        self.action_close()

    def action_close(self) -> None:
        """Go back to the session."""
        _ = self.dismiss()
