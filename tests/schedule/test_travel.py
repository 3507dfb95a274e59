"""The learner's day wherever the learner is, through changes of the clocks and of the zone."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from quizkit.schedule import Day

ZONES = [
    ZoneInfo(name)
    for name in (
        "Asia/Shanghai",
        "Europe/Berlin",
        "America/St_Johns",  # half hours
        "Australia/Lord_Howe",  # a summer time of half an hour
        "Pacific/Apia",  # left out a whole day in 2011
        "Africa/Casablanca",  # a summer time that is off in Ramadan
        "Pacific/Kiritimati",  # UTC+14
        "America/Los_Angeles",
    )
]
DAY = timedelta(days=1)
FIRST = datetime(2010, 1, 1, tzinfo=UTC)
NOONS = [FIRST + n * DAY for n in range(6000)]
CHANGES = [
    (zone, noon)
    for zone in ZONES
    for noon in NOONS
    if noon.astimezone(zone).utcoffset() != (noon + DAY).astimezone(zone).utcoffset()
]
"""Where and in which day the clocks were changed."""

Here = tuple[ZoneInfo, datetime]
starts = st.builds(time, st.integers(0, 23), st.integers(0, 59))
near_a_change = st.tuples(st.sampled_from(CHANGES), st.integers(-48 * 3600, 72 * 3600)).map(
    lambda drawn: (drawn[0][0], drawn[0][1] + timedelta(seconds=drawn[1]))
)
at_any_time = st.tuples(
    st.sampled_from(ZONES), st.integers(0, 10**9).map(lambda s: FIRST + timedelta(seconds=s))
)
where_and_when = near_a_change | at_any_time


def test_the_clocks_are_changed_now_and_then() -> None:
    assert {zone for zone, _ in CHANGES} >= set(ZONES) - {ZONES[0], ZoneInfo("Pacific/Kiritimati")}


@given(where_and_when, starts)
def test_every_moment_lies_in_its_day(here: Here, begins: time) -> None:
    zone, now = here
    day = Day.of(now, zone, begins)
    assert day.start <= now < day.end
    assert timedelta(hours=22) <= day.end - day.start <= timedelta(hours=49)


@given(where_and_when, starts)
def test_one_day_ends_where_the_next_begins(here: Here, begins: time) -> None:
    zone, now = here
    day = Day.of(now, zone, begins)
    after = Day.of(day.end, zone, begins)
    before = Day.of(day.start - timedelta(seconds=1), zone, begins)
    assert (before.end, after.start) == (day.start, day.end)


@given(where_and_when, starts)
def test_every_moment_of_a_day_is_of_the_same_day(here: Here, begins: time) -> None:
    zone, now = here
    day = Day.of(now, zone, begins)
    last = day.end - timedelta(seconds=1)
    assert Day.of(day.start, zone, begins) == Day.of(last, zone, begins) == day


@given(where_and_when, st.sampled_from(ZONES), starts)
def test_who_travels_is_always_in_a_day_that_holds_the_moment(
    here: Here, there: ZoneInfo, begins: time
) -> None:
    zone, now = here
    one, other = Day.of(now, zone, begins), Day.of(now, there, begins)
    assert one.start <= now < one.end
    assert other.start <= now < other.end
    assert max(one.start, other.start) < min(one.end, other.end)


@given(where_and_when)
def test_a_day_begins_when_the_setting_says_by_the_local_clock(here: Here) -> None:
    zone, now = here
    start = Day.of(now, zone, time(12, 30)).start.astimezone(zone)
    assert (start.hour, start.minute) == (12, 30)
