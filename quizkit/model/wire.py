"""A report as JSON: how a child sends it, how the cache keeps it.

Reading is strict: what comes from a child or a file is data from a stranger. Whatever is no report
raises `WireError`, a key that a report does not have is not read, and texts lose their control
characters.
"""

import json
import math
from collections.abc import Mapping
from typing import Any, cast

from quizkit.model.evidence import MAP, Arm, Observation, Record, Report, Target
from quizkit.model.question import Scalar

MAX_BYTES = 4_000_000
"""No honest report comes near this; the largest figure is 64 × 64 numbers."""
MAX_TEXT = 2_000
MAX_ITEMS = 5_000
MAX_INT = 2**63
"""Python's integers have no end, and arithmetic with a float has one."""

_REPORT = frozenset({"check", "seed", "title", "device", "versions", "claim", "controls"})
_ARM = frozenset({"control", "error", "seconds", "observations", "records"})
_TARGET = frozenset({"low", "high", "refuted_below", "refuted_above", "equals"})
_OBSERVATION = frozenset(
    {"name", "at", "value", "low", "high", "target", "premise", "stderr", "units", "doubt"}
)
_RECORD = frozenset({"name", "at", "value"})


class WireError(ValueError):
    """What was received is not a report."""


def dumps(report: Report) -> bytes:
    """Write a report as one line of JSON.

    Raises:
        ValueError: a number is NaN, or infinite where no end is open.
    """
    return json.dumps(to_json(report), separators=(",", ":"), allow_nan=False).encode()


def loads(data: bytes) -> Report:
    """Read what `dumps` wrote; raise WireError for anything else."""
    if len(data) > MAX_BYTES:
        raise WireError(f"a report of {len(data)} bytes")
    try:
        values = json.loads(data.decode())
    except (ValueError, RecursionError) as error:
        raise WireError(f"not JSON: {error}") from error
    return from_json(values)


def to_json(report: Report) -> dict[str, Any]:
    """The report as JSON values; an open end of a target is null."""
    return {
        "check": report.check,
        "seed": report.seed,
        "title": report.title,
        "device": report.device,
        "versions": dict(report.versions),
        "claim": arm_to_json(report.claim),
        "controls": [arm_to_json(arm) for arm in report.controls],
    }


def from_json(data: object) -> Report:
    """Read a report from JSON values; raise WireError if they are none."""
    d = _object(data, "report", _REPORT)
    versions = _object(d["versions"], "versions")
    controls = tuple(arm_from_json(a) for a in _list(d, "controls"))
    names = [arm.control for arm in controls]
    if None in names or len(set(names)) < len(names):
        raise WireError("a control without a name of its own")
    return Report(
        check=_text(d, "check"),
        seed=_int(d, "seed"),
        title=_text(d, "title"),
        device=_text(d, "device"),
        versions={_clean(k): _text(versions, k) for k in versions},
        claim=arm_from_json(d["claim"]),
        controls=controls,
    )


def arm_to_json(arm: Arm) -> dict[str, Any]:
    """An arm as JSON values."""
    return {
        "control": arm.control,
        "error": arm.error,
        "seconds": arm.seconds,
        "observations": [_observation_to_json(o) for o in arm.observations],
        "records": [
            {"name": r.name, "at": dict(r.at), "value": _lists(r.value)} for r in arm.records
        ],
    }


def arm_from_json(data: object) -> Arm:
    """Read an arm from JSON values; raise WireError if they are none."""
    d = _object(data, "arm", _ARM)
    observations = tuple(_observation_from_json(o) for o in _list(d, "observations"))
    found = {(o.name, frozenset(o.at.items())) for o in observations}
    if len(found) < len(observations):
        raise WireError("the same is observed twice")
    return Arm(
        control=None if d["control"] is None else _text(d, "control"),
        error=_text(d, "error"),
        seconds=_not_negative(d, "seconds"),
        observations=observations,
        records=tuple(_record_from_json(r) for r in _list(d, "records")),
    )


def target_to_json(target: Target) -> dict[str, float | None]:
    """A target as JSON values; an open end is null."""
    return {
        "low": _finite_or_none(target.low),
        "high": _finite_or_none(target.high),
        "refuted_below": _finite_or_none(target.refuted_below),
        "refuted_above": _finite_or_none(target.refuted_above),
        "equals": target.equals,
    }


def _observation_to_json(o: Observation) -> dict[str, Any]:
    return {
        "name": o.name,
        "at": dict(o.at),
        "value": o.value,
        "low": o.low,
        "high": o.high,
        "target": target_to_json(o.target),
        "premise": o.premise,
        "stderr": o.stderr,
        "units": o.units,
        "doubt": o.doubt,
    }


def _observation_from_json(data: object) -> Observation:
    d = _object(data, "observation", _OBSERVATION)
    premise, units = d["premise"], _int(d, "units")
    if not isinstance(premise, bool):
        raise WireError("premise is not true or false")
    low, value, high = (_number(d, key) for key in ("low", "value", "high"))
    if not low <= value <= high or units < 1:
        raise WireError(f"{value} in an interval from {low} to {high}, of {units} units")
    return Observation(
        name=_text(d, "name"),
        at=_at(d),
        value=value,
        low=low,
        high=high,
        target=_target_from_json(d["target"]),
        premise=premise,
        stderr=_not_negative(d, "stderr"),
        units=units,
        doubt=_text(d, "doubt"),
    )


def _target_from_json(data: object) -> Target:
    t = _object(data, "target", _TARGET)
    return Target(
        low=_open(t, "low", -math.inf),
        high=_open(t, "high", math.inf),
        refuted_below=_open(t, "refuted_below", -math.inf),
        refuted_above=_open(t, "refuted_above", math.inf),
        equals=None if t["equals"] is None else _number(t, "equals"),
    )


def _record_from_json(data: object) -> Record:
    d = _object(data, "record", _RECORD)
    if not isinstance(d["value"], list):
        return Record(_text(d, "name"), _at(d), _number(d, "value"))
    rows = tuple(
        tuple(_as_number(v, "value") for v in _as_list(row, "value", MAP))
        for row in _as_list(d["value"], "value", MAP)
    )
    if len({len(row) for row in rows}) != 1 or not rows[0]:
        raise WireError("a heat map that is no rectangle")
    return Record(_text(d, "name"), _at(d), rows)


def _lists(value: float | tuple[tuple[float, ...], ...]) -> float | list[list[float]]:
    return [list(row) for row in value] if isinstance(value, tuple) else value


def _finite_or_none(x: float) -> float | None:
    return x if math.isfinite(x) else None


def _object(data: object, what: str, keys: frozenset[str] = frozenset()) -> Mapping[str, object]:
    if not isinstance(data, dict):
        raise WireError(f"{what} is not an object")
    found = cast(dict[str, object], data)
    if missing := keys - found.keys():
        raise WireError(f"{what} without {sorted(missing)}")
    if len(found) > MAX_ITEMS:
        raise WireError(f"{what} has {len(found)} entries")
    return found


def _list(d: Mapping[str, object], key: str) -> list[object]:
    return _as_list(d[key], key, MAX_ITEMS)


def _as_list(value: object, key: str, most: int) -> list[object]:
    if not isinstance(value, list):
        raise WireError(f"{key} is not a list")
    items = cast(list[object], value)
    if len(items) > most:
        raise WireError(f"{key} has {len(items)} entries")
    return items


def _text(d: Mapping[str, object], key: str) -> str:
    value = d[key]
    if not isinstance(value, str):
        raise WireError(f"{key} is not a text")
    return _clean(value)


def _clean(text: str) -> str:
    """Without control characters, which could speak to a terminal, and not too long."""
    text = text[:MAX_TEXT]
    return text if text.isprintable() else "".join(c if c.isprintable() else " " for c in text)


def _int(d: Mapping[str, object], key: str) -> int:
    value = d[key]
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > MAX_INT:
        raise WireError(f"{key} is not a whole number, or too large a one")
    return value


def _number(d: Mapping[str, object], key: str) -> float:
    return _as_number(d[key], key)


def _as_number(value: object, key: str) -> float:
    if isinstance(value, float):
        if math.isfinite(value):
            return value
    elif isinstance(value, int) and not isinstance(value, bool) and abs(value) <= MAX_INT:
        return float(value)
    raise WireError(f"{key} is not a finite number")


def _not_negative(d: Mapping[str, object], key: str) -> float:
    value = _number(d, key)
    if value < 0:
        raise WireError(f"{key} is negative")
    return value


def _open(d: Mapping[str, object], key: str, end: float) -> float:
    return end if d[key] is None else _number(d, key)


def _at(d: Mapping[str, object]) -> dict[str, Scalar]:
    return {_clean(k): _point(v, k) for k, v in _object(d["at"], "at").items()}


def _point(value: object, key: str) -> Scalar:
    if isinstance(value, str):
        return _clean(value)
    if isinstance(value, bool):
        return value
    # An int stays one, so that an address reads as the check wrote it.
    number = _as_number(value, f"at {key[:100]!r}")
    return value if isinstance(value, int) else number
