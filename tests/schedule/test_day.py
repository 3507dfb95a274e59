"""The learner's day begins at 04:00 where the learner is."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from quizkit.model.memory import Memory, Phase
from quizkit.schedule import Day

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")


def at(text: str, zone: ZoneInfo) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("now", "start"),
    [
        ("2026-03-02 04:00", "2026-03-02 04:00"),
        ("2026-03-02 23:59", "2026-03-02 04:00"),
        ("2026-03-03 00:30", "2026-03-02 04:00"),
        ("2026-03-03 03:59", "2026-03-02 04:00"),
    ],
)
def test_an_evening_goes_on_until_four(now: str, start: str) -> None:
    day = Day.of(at(now, SHANGHAI), SHANGHAI)
    assert day.start == at(start, SHANGHAI)
    assert day.end - day.start == timedelta(days=1)
    assert day.start.tzinfo is UTC


@pytest.mark.parametrize(("date", "hours"), [("2026-03-28", 23), ("2026-10-24", 25)])
def test_the_day_before_the_clocks_change_has_another_length(date: str, hours: int) -> None:
    day = Day.of(at(f"{date} 12:00", BERLIN), BERLIN)
    assert day.end - day.start == timedelta(hours=hours)


def test_the_same_moment_is_another_day_elsewhere() -> None:
    now = at("2026-03-02 21:00", UTC_ZONE)
    assert Day.of(now, SHANGHAI).start != Day.of(now, BERLIN).start


def test_this_machines_own_zone_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        now = at("2026-03-02 12:00", SHANGHAI)
        assert Day.of(now) == Day.of(now, SHANGHAI)
    finally:
        monkeypatch.undo()
        time.tzset()


UTC_ZONE = ZoneInfo("UTC")
NOW = at("2026-03-02 09:00", BERLIN)
TODAY = Day.of(NOW, BERLIN)


def memory(due: datetime, step: int | None) -> Memory:
    phase = Phase.REVIEW if step is None else Phase.LEARNING
    return Memory(2.0, 5.0, phase, step, due, NOW - timedelta(days=30))


def test_a_card_of_the_long_run_is_asked_from_the_morning_of_its_day() -> None:
    assert TODAY.is_due(memory(at("2026-03-02 22:00", BERLIN), None), NOW)
    assert TODAY.is_due(memory(at("2026-03-03 03:59", BERLIN), None), NOW)
    assert not TODAY.is_due(memory(at("2026-03-03 04:00", BERLIN), None), NOW)


def test_a_card_in_its_steps_is_asked_at_its_minute() -> None:
    assert TODAY.is_due(memory(NOW, 0), NOW)
    assert not TODAY.is_due(memory(NOW + timedelta(minutes=1), 0), NOW)
