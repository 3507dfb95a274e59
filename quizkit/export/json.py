"""The results of a verification as JSON, for other programs; docs/verify-json.md is its schema."""

import json
import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from quizkit import __version__
from quizkit.model import Arm, Observation, Verdict, combine, judge_arm
from quizkit.model.result import ClaimResult
from quizkit.model.wire import target_to_json

FORMAT = 1
"""Grows when a key changes its meaning or goes away; a new key leaves it as it is."""


def results_json(results: Sequence[ClaimResult], pack: Path) -> str:
    """One JSON object, in ASCII, with a line end. Nothing in it is infinite or NaN."""
    data = {
        "format": FORMAT,
        "quizkit": __version__,
        "pack": str(pack),
        "claims": [_claim(result) for result in results],
        "summary": _summary(results),
    }
    return json.dumps(data, indent=1, allow_nan=False) + "\n"


def _claim(result: ClaimResult) -> dict[str, Any]:
    first = result.reports[0] if result.reports else None
    return {
        "id": result.id,
        "question": result.question,
        "check": result.check,
        "myth": result.myth,
        "says": {"en": result.says.en, "zh": result.says.zh},
        "verdict": result.verdict,
        "reasons": list(result.reasons),
        "seconds": result.seconds,
        "cached": result.cached,
        "measured_at": result.measured_at.isoformat() if result.measured_at else None,
        "device": first.device if first else None,
        "versions": dict(first.versions) if first else {},
        "seeds": [report.seed for report in result.reports],
        "observations": [
            {"seed": report.seed} | _observation(observation)
            for report in result.reports
            for observation in report.claim.observations
            if not result.names or observation.name in result.names
        ],
        "controls": [
            {"seed": report.seed} | _control(arm)
            for report in result.reports
            for arm in report.controls
        ],
    }


def _observation(o: Observation) -> dict[str, Any]:
    return {
        "name": o.name,
        "at": dict(o.at),
        "value": o.value,
        "low": o.low,
        "high": o.high,
        "target": target_to_json(o.target),
        "verdict": o.verdict,
        "premise": o.premise,
        "stderr": o.stderr,
        "units": o.units,
        "headroom": o.headroom if math.isfinite(o.headroom) else None,
        "doubt": o.doubt,
    }


def _control(arm: Arm) -> dict[str, Any]:
    refuted = (o.name for o in arm.observations if o.verdict is Verdict.REFUTED and not o.premise)
    return {
        "name": arm.control,
        "verdict": judge_arm(arm).verdict,
        "refuted": _once(refuted),
        "error": arm.error,
    }


def _summary(results: Sequence[ClaimResult]) -> dict[str, Any]:
    """Counts of claims; a check that several claims share counts once, and so do its seconds."""
    verdicts = [result.verdict for result in results]
    checks = {result.check: result for result in results}
    return {
        "verdict": combine(verdicts),
        "claims": len(results),
        **{verdict.value: verdicts.count(verdict) for verdict in Verdict},
        "cached": sum(result.cached for result in results),
        "checks": len(checks),
        "seconds": sum(result.seconds for result in checks.values()),
    }


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
