"""Where a group stands, as JSON holds it; docs/groups.md says what each key means."""

from typing import Any

from quizkit.group.status import Level, Status

FORMAT = 1
"""Grows when a key changes its meaning or goes away."""


def status_data(status: Status) -> dict[str, Any]:
    """One object, of numbers, texts, lists and objects."""
    return {
        "format": FORMAT,
        "today": status.today.isoformat(),
        "members": [
            {
                "name": member.name,
                "share": member.share.value,
                "last": member.last and member.last.isoformat(),
                "week": member.week,
                "finished": member.finished,
            }
            for member in status.members
        ],
        "topics": [
            {"topic": t.topic, "mean": t.mean, "levels": [_level(level) for level in t.levels]}
            for t in status.topics
        ],
        "unknown": [{"question": u.question, "best": _level(u.level)} for u in status.unknown],
        "unknown_count": status.unknown_count,
        "suggested": [
            {"question": s.question, "mean": s.mean, "explains": s.explains and _level(s.explains)}
            for s in status.suggested
        ],
        "typed": [{"question": s.question, "name": s.name, "words": s.words} for s in status.said],
        "notices": [{"file": file, "told": told} for file, told in status.notices],
    }


def _level(level: Level) -> dict[str, Any]:
    return {"name": level.name, "recall": level.recall}
