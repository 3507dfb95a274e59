"""A report as JSON: how a child sends it, how the cache keeps it.

Reading is strict: what comes from a child or a file is data from a stranger. Whatever is not
exactly a report raises `WireError`, and texts lose their control characters.
"""

import json
import math
from collections.abc import Mapping
from typing import Any, cast

from quizkit.model.evidence import Arm, Observation, Record, Report, Target
from quizkit.model.question import Scalar

MAX_BYTES = 4_000_000
"""No honest report comes near this; the largest figure is 64 × 64 numbers."""
MAX_TEXT = 2_000
MAX_ITEMS = 5_000


class WireError(ValueError):
    """What was received is not a report."""


def dumps(report: Report) -> bytes:
    """Write a report as one line of JSON."""
    return json.dumps(to_json(report), separators=(",", ":"), allow_nan=False).encode()


def loads(data: bytes) -> Report:
    """Read what `dumps` wrote; raise WireError for anything else."""
    if len(data) > MAX_BYTES:
        raise WireError(f"a report of {len(data)} bytes")
    try:
        return from_json(json.loads(data))
    except (ValueError, RecursionError) as error:
        if isinstance(error, WireError):
            raise
        raise WireError(f"not JSON: {error}") from error


def to_json(report: Report) -> dict[str, Any]:
    """The report as JSON values; infinities become null."""
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
    """Read a report from JSON values."""
    d = _object(data, "report")
    versions = _object(_key(d, "versions"), "versions")
    return Report(
        check=_text(d, "check"),
        seed=_int(d, "seed"),
        title=_text(d, "title"),
        device=_text(d, "device"),
        versions={_clean(k): _text(versions, k) for k in versions},
        claim=arm_from_json(_key(d, "claim")),
        controls=tuple(arm_from_json(a) for a in _list(d, "controls")),
    )


def arm_to_json(arm: Arm) -> dict[str, Any]:
    """An arm as JSON values."""
    return {
        "control": arm.control,
        "error": arm.error,
        "seconds": arm.seconds,
        "observations": [_observation_to_json(o) for o in arm.observations],
        "records": [
            {"name": r.name, "at": dict(r.at), "value": _number_or_rows(r.value)}
            for r in arm.records
        ],
    }


def arm_from_json(data: object) -> Arm:
    """Read an arm from JSON values."""
    d = _object(data, "arm")
    return Arm(
        control=None if _key(d, "control") is None else _text(d, "control"),
        error=_text(d, "error"),
        seconds=_number(d, "seconds"),
        observations=tuple(_observation_from_json(o) for o in _list(d, "observations")),
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
    d = _object(data, "observation")
    t = _object(_key(d, "target"), "target")
    premise = _key(d, "premise")
    if not isinstance(premise, bool):
        raise WireError("premise is not true or false")
    return Observation(
        name=_text(d, "name"),
        at=_at(d),
        value=_number(d, "value"),
        low=_number(d, "low"),
        high=_number(d, "high"),
        target=Target(
            low=_open(t, "low", -math.inf),
            high=_open(t, "high", math.inf),
            refuted_below=_open(t, "refuted_below", -math.inf),
            refuted_above=_open(t, "refuted_above", math.inf),
            equals=None if _key(t, "equals") is None else _number(t, "equals"),
        ),
        premise=premise,
        stderr=_number(d, "stderr"),
        units=_int(d, "units"),
        doubt=_text(d, "doubt"),
    )


def _record_from_json(data: object) -> Record:
    d = _object(data, "record")
    value = _key(d, "value")
    if not isinstance(value, list):
        return Record(_text(d, "name"), _at(d), _number(d, "value"))
    rows = tuple(
        tuple(_as_number(v, "value") for v in _as_list(row, "value"))
        for row in _as_list(cast(object, value), "value")
    )
    if len({len(row) for row in rows}) > 1:
        raise WireError("a heat map with rows of different lengths")
    return Record(_text(d, "name"), _at(d), rows)


def _number_or_rows(value: float | tuple[tuple[float, ...], ...]) -> Any:
    if isinstance(value, tuple):
        return [[v if math.isfinite(v) else 0.0 for v in row] for row in value]
    return value if math.isfinite(value) else 0.0


def _finite_or_none(x: float) -> float | None:
    return x if math.isfinite(x) else None


def _object(data: object, what: str) -> Mapping[str, object]:
    if not isinstance(data, dict):
        raise WireError(f"{what} is not an object")
    return cast(dict[str, object], data)


def _key(d: Mapping[str, object], key: str) -> object:
    if key not in d:
        raise WireError(f"{key} is missing")
    return d[key]


def _list(d: Mapping[str, object], key: str) -> list[object]:
    return _as_list(_key(d, key), key)


def _as_list(value: object, key: str) -> list[object]:
    if not isinstance(value, list):
        raise WireError(f"{key} is not a list")
    items = cast(list[object], value)
    if len(items) > MAX_ITEMS:
        raise WireError(f"{key} has {len(items)} entries")
    return items


def _text(d: Mapping[str, object], key: str) -> str:
    value = _key(d, key)
    if not isinstance(value, str):
        raise WireError(f"{key} is not a text")
    return _clean(value)


def _clean(text: str) -> str:
    """Without control characters, which could speak to a terminal, and not too long."""
    text = text[:MAX_TEXT]
    return text if text.isprintable() else "".join(c if c.isprintable() else " " for c in text)


def _int(d: Mapping[str, object], key: str) -> int:
    value = _key(d, key)
    if not isinstance(value, int) or isinstance(value, bool):
        raise WireError(f"{key} is not a whole number")
    return value


def _number(d: Mapping[str, object], key: str) -> float:
    return _as_number(_key(d, key), key)


def _as_number(value: object, key: str) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        raise WireError(f"{key} is not a finite number")
    return float(value)


def _open(d: Mapping[str, object], key: str, end: float) -> float:
    return end if _key(d, key) is None else _number(d, key)


def _at(d: Mapping[str, object]) -> dict[str, Scalar]:
    at = _object(_key(d, "at"), "at")
    for key, value in at.items():
        if not isinstance(value, int | float | str | bool):
            raise WireError(f"at {key} is not a scalar")
    return {_clean(k): _clean(v) if isinstance(v, str) else cast(Scalar, v) for k, v in at.items()}
