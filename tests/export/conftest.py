"""A result of each verdict, with everything in them that a format could stumble over."""

from datetime import UTC, datetime

import pytest

from quizkit.model import Arm, Observation, Report, Target, Text, Verdict
from quizkit.model.result import ClaimResult

AT = datetime(2026, 3, 1, 12, 30, 15, 250_000, tzinfo=UTC)
EXACT = Target.band(0.0, 0.0, 0.0)
OPEN = Target(low=0.5, refuted_below=0.5)


def observations(shift: float) -> tuple[Observation, ...]:
    """Two names, one of them exact and one with an open target and a point on a sweep."""
    return (
        Observation("gap <&>", {"d": 4, "kind": "a"}, 0.9 - shift, 0.8 - shift, 1.0 - shift, OPEN),
        Observation("zeros", {}, shift, shift, shift, EXACT),
    )


def result(verdict: Verdict, *reasons: str, seeds: int = 1, **changed: object) -> ClaimResult:
    """A claim with this verdict; its check has the verdict's name."""
    reports = tuple(
        Report(
            f"tiny/{verdict}",
            seed,
            "t",
            Arm(None, observations(0.0), seconds=0.5),
            (Arm("off by one", observations(1.0), seconds=0.5), Arm("breaks", error="oh\x1b[2J")),
            versions={"torch": "2.13.0"},
        )
        for seed in range(seeds)
    )
    values: dict[str, object] = {
        "id": f"tiny/is-nothing#{verdict}",
        "question": "tiny/is-nothing",
        "check": f"tiny/{verdict}",
        "myth": False,
        "says": Text("Nothing & <nothing>.", "无即是无。"),
        "verdict": verdict,
        "reasons": reasons,
        "names": (),
        "reports": reports,
        "seconds": 1.0 * seeds,
        "cached": False,
        "measured_at": AT,
    }
    return ClaimResult(**(values | changed))  # type: ignore[arg-type]  each key is one of its fields


@pytest.fixture
def results() -> list[ClaimResult]:
    """One result of each verdict, the supported one twice on the same check."""
    return [
        result(Verdict.SUPPORTED, seeds=2),
        result(
            Verdict.SUPPORTED,
            id="tiny/other#shares-the-check",
            question="tiny/other",
            names=("zeros",),
            seeds=2,
            myth=True,
            cached=True,
        ),
        result(Verdict.REFUTED, "first: \x1b[31m0.1", "second \ud800 ]]>"),
        result(Verdict.INCONCLUSIVE, "too wide"),
        result(Verdict.TOOTHLESS, "no control refutes 'zeros'"),
        result(Verdict.ERROR, "stopped after 60 s, the time limit", reports=()),
        result(Verdict.SKIPPED, "needs cuda: no GPU", reports=(), seconds=0.0, measured_at=None),
    ]
