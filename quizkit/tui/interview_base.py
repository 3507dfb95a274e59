"""What the screens of an interview have in common: a language, help, and the way back."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from quizkit.model.text import Lang, Text
from quizkit.tui.interview_words import MOUSE


class InterviewBase(Screen[Lang]):
    """Closes with the language that was last chosen, for the screen that opened it."""

    CSS_PATH = "interview.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("l", "language", show=False),
        Binding("question_mark", "help", show=False),
        Binding("q", "close", show=False),
    ]
    KEYS: ClassVar[Sequence[tuple[str, Text]]] = ()

    def __init__(self, lang: Lang) -> None:
        super().__init__()
        self._lang = lang

    async def show(self) -> None:
        """Write the page anew."""
        raise NotImplementedError

    async def action_language(self) -> None:
        """Say everything in the next language."""
        self._lang = self.next_lang
        await self.show()

    def action_help(self) -> None:
        """Show the keys."""
        from quizkit.tui.help_screen import HelpScreen

        _ = self.app.push_screen(HelpScreen(self._lang, self.KEYS, MOUSE))

    def action_close(self) -> None:
        """Go back to the screen before; end the app where there is none."""
        if len(self.app.screen_stack) > 1:
            _ = self.dismiss(self._lang)
        else:
            self.app.exit()

    @property
    def next_lang(self) -> Lang:
        """The language that the language key leads to."""
        order = list(Lang)
        return order[(order.index(self._lang) + 1) % len(order)]
