"""The statistics on a screen."""

from quizkit.figure.page import Sheet
from quizkit.model.text import Lang
from quizkit.practice.stats import Stats
from quizkit.practice.stats_sheet import stats_sheet
from quizkit.tui.sheet_screen import SheetScreen


class StatsScreen(SheetScreen):
    """Opened by the home screen and by `quizkit stats`."""

    def __init__(self, stats: Stats, lang: Lang) -> None:
        super().__init__(lang)
        self._stats = stats

    def sheet(self, lang: Lang) -> Sheet:
        """Calendar, retention, forecast, topics, predictions, slow cards."""
        return stats_sheet(self._stats, lang)
