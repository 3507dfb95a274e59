"""The learner's day: it begins at 04:00 or as set, so that a late evening is of the day before."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

from quizkit.model.memory import Memory
from quizkit.settings import DAY_STARTS


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the learner, `start` ≤ t < `end`, in UTC."""

    start: datetime
    end: datetime

    @classmethod
    def of(cls, now: datetime, zone: tzinfo | None = None, starts: time = DAY_STARTS) -> "Day":
        """The day that `now` belongs to, in `zone` (None: where this machine stands).

        A day in which the clocks are changed has 23 or 25 hours.
        """
        date = now.astimezone(zone).date()
        day = cls(_moment(datetime.combine(date, starts), zone), now)
        if now < day.start:
            date -= timedelta(days=1)
        return cls(
            _moment(datetime.combine(date, starts), zone),
            _moment(datetime.combine(date + timedelta(days=1), starts), zone),
        )

    def is_due(self, memory: Memory, now: datetime) -> bool:
        """Whether a card is to be asked: in short steps at its minute, else on its day."""
        return memory.due <= now if memory.step is not None else memory.due < self.end


def _moment(local: datetime, zone: tzinfo | None) -> datetime:
    """A local date and time as a moment; a naive datetime stands for this machine's zone."""
    return (local if zone is None else local.replace(tzinfo=zone)).astimezone(UTC)
