"""A plan on a screen."""

from collections.abc import Callable

from quizkit.figure.page import Sheet
from quizkit.model.text import Lang
from quizkit.tui.sheet_screen import SheetScreen


class PlanScreen(SheetScreen):
    """Opened by the home screen and by `quizkit plan`; `sheet` tells the plan in a language."""

    def __init__(self, sheet: Callable[[Lang], Sheet], lang: Lang) -> None:
        super().__init__(lang)
        self._sheet = sheet

    def sheet(self, lang: Lang) -> Sheet:
        """The aim or where one stands, daily load, topics, what does not fit."""
        return self._sheet(lang)
