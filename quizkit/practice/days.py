"""The learner's days by their dates: of many moments in a row, and of a run of days."""

from datetime import date, datetime, time, timedelta, tzinfo

from quizkit.schedule import Day
from quizkit.settings import DAY_STARTS
from quizkit.store.rows import from_ms, to_ms


class Days:
    """Which date of the learner a moment belongs to; quick where moments come in order."""

    def __init__(self, zone: tzinfo | None = None, starts: time = DAY_STARTS) -> None:
        """In `zone` (None: this machine's), days that begin at `starts`."""
        self._zone = zone
        self._starts = starts
        self._day: Day | None = None
        self._date = date.min

    def span(self, at: int) -> tuple[date, int, int]:
        """The date that a moment belongs to, and where that day begins and ends.

        All in whole milliseconds since 1970, as the log has them: to compare these is quick.
        """
        found = self.date_of(from_ms(at))
        day = self.day(found)
        return found, to_ms(day.start), to_ms(day.end)

    def date_of(self, at: datetime) -> date:
        """The date that a moment belongs to."""
        day = self._day
        if day is None or not day.start <= at < day.end:
            self._day = day = Day.of(at, self._zone, self._starts)
            self._date = day.start.astimezone(self._zone).date()
        return self._date

    def day(self, of: date) -> Day:
        """The day with this date."""
        noon = datetime.combine(of, time(12)) + timedelta(hours=self._starts.hour)
        local = noon if self._zone is None else noon.replace(tzinfo=self._zone)
        return Day.of(local.astimezone(), self._zone, self._starts)
