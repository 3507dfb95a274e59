"""One line that a learner writes about a card, on a page of its own above the session."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from quizkit.model.text import Lang
from quizkit.practice.messages import WHAT_IS_WRONG
from quizkit.practice.words import one
from quizkit.tui.words import SEND_NOTE

LONGEST = 500
"""Characters of a note."""


class NoteScreen(ModalScreen[str | None]):
    """Enter returns the note, escape nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", show=False)]

    def __init__(self, lang: Lang) -> None:
        super().__init__()
        self._lang = lang

    def compose(self) -> ComposeResult:
        """What is asked, and the line."""
        with Vertical(classes="sheet"):
            yield Static(Content.styled(one(WHAT_IS_WRONG, self._lang), "bold"))
            yield Input(id="note", compact=True, max_length=LONGEST)
            yield Static(Content.styled(one(SEND_NOTE, self._lang), "dim"), classes="close")

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Take the note."""
        _ = self.dismiss(message.value.strip())

    def action_close(self) -> None:
        """No note, no flag."""
        _ = self.dismiss(None)
