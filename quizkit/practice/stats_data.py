"""The statistics as JSON holds them; docs/stats-json.md says what each key means."""

from typing import Any

from quizkit.practice.predictions import EDGES
from quizkit.practice.stats import Period, Retained, Stats

FORMAT = 1
"""Grows when a key changes its meaning or goes away."""


def stats_data(stats: Stats) -> dict[str, Any]:
    """One object, of numbers, texts, lists and objects."""
    these = stats.predictions
    return {
        "format": FORMAT,
        "today": stats.today.isoformat(),
        "answers": stats.answers,
        "crammed": stats.crammed,
        "seconds": round(stats.seconds, 3),
        "streak": stats.streak,
        "recall": stats.recall,
        "calendar": {day.isoformat(): count for day, count in sorted(stats.calendar.items())},
        "retention": {
            "target": stats.target,
            "periods": [_period(period) for period in stats.periods],
        },
        "forecast": list(stats.forecast),
        "topics": [
            {"topic": t.topic, "cards": t.cards, "begun": t.begun, "recall": t.recall}
            for t in stats.topics
        ],
        "predictions": {
            "right": these.good,
            "nearly": these.near,
            "off": these.off,
            "edges": list(EDGES),
            "ratios": list(these.ratios),
            "typical": these.typical,
            "bias": these.bias,
            "suggested": these.suggested,
            "overruled": these.overruled,
        },
        "slowest": [
            {"card": str(s.card), "answers": s.answers, "seconds": round(s.seconds, 3)}
            for s in stats.slowest
        ],
    }


def _period(period: Period) -> dict[str, Any]:
    return {
        "period": period.name,
        "young": _retained(period.young),
        "mature": _retained(period.mature),
    }


def _retained(these: Retained) -> dict[str, Any]:
    return {"asked": these.asked, "recalled": these.recalled, "share": these.share}
