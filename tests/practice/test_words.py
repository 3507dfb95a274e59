"""Spans and moments read as a person would say them."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from quizkit.model import Lang, Text
from quizkit.practice.words import interval, moment, one

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("span", "en", "zh"),
    [
        (timedelta(0), "1 min", "1 分钟"),
        (timedelta(minutes=-5), "1 min", "1 分钟"),
        (timedelta(minutes=1), "1 min", "1 分钟"),
        (timedelta(minutes=5.5), "6 min", "6 分钟"),
        (timedelta(minutes=59.8), "1 h", "1 小时"),
        (timedelta(hours=23.9), "1 d", "1 天"),
        (timedelta(days=2), "2 d", "2 天"),
        (timedelta(days=30.4), "30 d", "30 天"),
        (timedelta(days=46), "1.5 mo", "1.5 个月"),
        (timedelta(days=364.9), "1 y", "1 年"),
        (timedelta(days=498), "1.4 y", "1.4 年"),
        (timedelta(days=36500), "99.9 y", "99.9 年"),
    ],
)
def test_a_span_is_told_in_one_unit(span: timedelta, en: str, zh: str) -> None:
    assert interval(span) == Text(en, zh)


def test_every_span_has_a_unit_and_none_shrinks() -> None:
    minutes = [interval(timedelta(minutes=m)).en for m in range(1, 60 * 24 * 40)]
    order = {"min": 1, "h": 60, "d": 1440, "mo": 43_834}
    sizes = [float(n) * order[unit] for n, unit in map(str.split, minutes)]
    assert all(a <= b for a, b in pairwise(sizes))


@pytest.mark.parametrize(
    ("due", "en", "zh"),
    [
        (NOW + timedelta(minutes=9.6), "in 10 min", "10 分钟后"),
        (NOW + timedelta(hours=3), "today at 15:00", "今天 15:00"),
        (NOW + timedelta(hours=16), "tomorrow at 04:00", "明天 04:00"),
        (NOW + timedelta(days=3), "on 2026-03-04", "2026-03-04"),
    ],
)
def test_a_moment_is_told_from_now(due: datetime, en: str, zh: str) -> None:
    assert moment(due, NOW) == Text(en, zh)


def test_the_interface_speaks_one_language_where_the_reader_asked_for_both() -> None:
    assert [one(Text("Good", "良好"), lang) for lang in Lang] == ["Good", "良好", "Good"]
