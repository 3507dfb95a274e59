"""The plan in its file, which every command goes by until the day has come."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from quizkit.errors import Place, QuizkitError
from quizkit.model.text import Text
from quizkit.practice.habits import FIRST, RECALLED, Habits
from quizkit.practice.plan import Plan
from quizkit.practice.simulation import Load
from quizkit.practice.stats import Mastery
from quizkit.settings import RETENTIONS

FORMAT = 1
"""Grows when a key changes its meaning or goes away."""
NO_PLAN = Text("this is no plan", "这不是计划文件")


def plan_data(plan: Plan) -> dict[str, Any]:
    """The plan as JSON holds it; docs/plan-json.md says what each key means."""
    return {
        "format": FORMAT,
        "made": plan.made.isoformat(),
        "by": plan.by.isoformat(),
        "minutes": plan.minutes,
        "topics": list(plan.topics),
        "without": list(plan.without),
        "retention": plan.retention,
        "habits": {
            "seconds": dict(plan.habits.seconds),
            "first": list(plan.habits.first),
            "recalled": list(plan.habits.recalled),
            "measured": sorted(plan.habits.measured),
        },
        "before": mastery_data(plan.before),
        "after": mastery_data(plan.after),
        "loads": load_data(plan.loads),
    }


def mastery_data(topics: tuple[Mastery, ...]) -> list[dict[str, Any]]:
    """How well topics are known."""
    return [
        {"topic": t.topic, "cards": t.cards, "begun": t.begun, "recall": t.recall} for t in topics
    ]


def load_data(loads: tuple[Load, ...]) -> list[dict[str, Any]]:
    """What falls on each day."""
    return [
        {
            "day": load.day.isoformat(),
            "answers": load.answers,
            "new": load.new,
            "seconds": load.seconds,
            "new_seconds": load.new_seconds,
            "left": load.left,
        }
        for load in loads
    ]


def write_plan(path: Path, plan: Plan) -> None:
    """Keep a plan in the place of any other; the file is whole at any moment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.new")
    _ = beside.write_text(json.dumps(plan_data(plan), indent=1) + "\n", encoding="utf-8")
    _ = beside.replace(path)


def read_plan(path: Path) -> Plan | None:
    """The plan; None when there is none.

    Raises:
        QuizkitError: the file cannot be read, or is no plan.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise _bad(
            path, Text(f"the plan cannot be read: {error}", f"无法读取计划：{error}")
        ) from error
    try:
        plan = _plan(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _bad(path, NO_PLAN) from error
    low, high = RETENTIONS
    if not low <= plan.retention <= high or plan.minutes < 1 or plan.made.tzinfo is None:
        raise _bad(path, NO_PLAN)
    return plan


def drop_plan(path: Path) -> bool:
    """End the plan; whether there was one."""
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    return True


def _plan(raw: Any) -> Plan:
    if raw["format"] != FORMAT:
        raise ValueError(raw["format"])
    return Plan(
        made=datetime.fromisoformat(raw["made"]),
        by=date.fromisoformat(raw["by"]),
        minutes=int(raw["minutes"]),
        topics=tuple(map(str, raw["topics"])),
        retention=float(raw["retention"]),
        habits=_habits(raw["habits"]),
        before=_mastery(raw["before"]),
        after=_mastery(raw["after"]),
        loads=tuple(
            Load(
                date.fromisoformat(load["day"]),
                int(load["answers"]),
                int(load["new"]),
                float(load["seconds"]),
                float(load["new_seconds"]),
                int(load["left"]),
            )
            for load in raw["loads"]
        ),
        without=tuple(map(str, raw.get("without", ()))),
    )


def _habits(raw: Any) -> Habits:
    habits = Habits(
        {str(kind): float(seconds) for kind, seconds in raw["seconds"].items()},
        tuple(map(float, raw["first"])),
        tuple(map(float, raw["recalled"])),
        frozenset(map(str, raw["measured"])),
    )
    if len(habits.first) != len(FIRST) or len(habits.recalled) != len(RECALLED):
        raise ValueError("shares")
    return habits


def _mastery(raw: Any) -> tuple[Mastery, ...]:
    return tuple(
        Mastery(str(t["topic"]), int(t["cards"]), int(t["begun"]), float(t["recall"])) for t in raw
    )


def _bad(path: Path, message: Text) -> QuizkitError:
    return QuizkitError(
        message.en,
        place=Place(path),
        hint="`quizkit plan --by DATE` makes a new one, `quizkit plan --drop` ends it",
        zh=message.zh,
        hint_zh="`quizkit plan --by DATE` 重新制定，`quizkit plan --drop` 结束计划",
    )
