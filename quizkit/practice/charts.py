"""Figures of practice: what falls on each day, and how topics stand."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from quizkit.figure import Bars, Dots, Figure, HeatMap
from quizkit.figure.data import Mark, Role, Series
from quizkit.figure.scale import Scale, Tick, amount_scale

WEEKS = 24
"""As many columns as a heat map has in a terminal without being drawn in blocks."""
MOST_BARS = 62
"""Two months of days; a longer time is drawn week by week."""
LOWEST = (0.75, 0.5, 0.0)
"""Where an axis of shares may begin: the nearer, the better near shares are told apart."""

Marked = tuple[float, float, float] | None
"""A share and the ends of its interval; None where there is none."""


def bars(title: str, labels: Sequence[str], parts: Mapping[str, Sequence[float]]) -> Figure:
    """Bars side by side, each the sum of its named parts: the first solid, the second hollow."""
    series = tuple(
        Series(name, role, tuple(Mark(i, v, v, v) for i, v in enumerate(values)))
        for (name, values), role in zip(parts.items(), (Role.CLAIM, Role.CONTROL), strict=False)
    )
    totals = [sum(values) for values in zip(*parts.values(), strict=True)]
    return Figure("", (Bars(title, tuple(labels), amount_scale(totals), series),))


def over_days(title: str, first: date, parts: Mapping[str, Sequence[float]]) -> Figure:
    """Bars of days in a row from `first` on; means of weeks where there are too many for bars."""
    length = max(map(len, parts.values()))
    step = 1 if length <= MOST_BARS else 7
    starts = range(0, length, step)
    labels = [f"{first + timedelta(days=i):%m-%d}" for i in starts]
    pooled = {
        name: [sum(values[i : i + step]) / len(values[i : i + step]) for i in starts]
        for name, values in parts.items()
    }
    return bars(title, labels, pooled)


def shares(title: str, rows: Sequence[str], series: Mapping[str, Sequence[Marked]]) -> Figure:
    """Rows of shares from 0 to 1: the first series solid, the second hollow, the third dots."""
    drawn = tuple(
        Series(name, role, tuple(Mark(i, *m) for i, m in enumerate(marks) if m is not None))
        for (name, marks), role in zip(
            series.items(), (Role.CLAIM, Role.CONTROL, Role.RECORD), strict=False
        )
    )
    lowest = min((m.low for s in drawn for m in s.marks), default=0.0)
    panel = Dots(
        title,
        "",
        tuple(rows),
        _shares_from(lowest),
        tuple(s for s in drawn if s.marks),
        (),
        "",
        False,
    )
    return Figure("", (panel,))


def _shares_from(lowest: float) -> Scale:
    low = next(low for low in LOWEST if low <= lowest)
    step = 0.05 if low > 0.5 else 0.1 if low else 0.25
    places = [low + step * i for i in range(round((1 - low) / step) + 1)]
    return Scale(low, 1.0, False, tuple(Tick(place, f"{place:.0%}") for place in places))


def calendar(title: str, facet: str, counts: Mapping[date, int], today: date) -> Figure:
    """Weeks side by side, Monday on top, each day as dark as it has answers."""
    monday = first_monday(today)
    rows = tuple(
        tuple(
            float(counts.get(monday + timedelta(days=7 * week + day), 0)) for week in range(WEEKS)
        )
        for day in range(7)
    )
    most = max(max(row) for row in rows)
    return Figure("", (HeatMap(title, facet, rows, 0.0, most),))


def first_monday(today: date) -> date:
    """The day that the calendar begins with."""
    return today - timedelta(days=today.weekday() + 7 * (WEEKS - 1))
