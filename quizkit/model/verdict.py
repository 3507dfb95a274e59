"""How observations, arms and controls combine into a verdict (EVIDENCE rules 2 to 6).

Pure: the parent process judges from the data that a child sent, and never takes a child's
word for a verdict.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from quizkit.model.evidence import Arm, Observation, Report, Verdict

MAX_OBSERVATIONS = 50
"""Random observations per arm, so that false alarms per arm stay below 50 × 2e-6 (rule 7)."""

Address = tuple[str, tuple[tuple[str, object], ...]]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict and, when it is not plain support, the reasons for it."""

    verdict: Verdict
    reasons: tuple[str, ...] = ()


def judge_arm(arm: Arm, names: Collection[str] = ()) -> Judgement:
    """Judge one arm by its observations called `names` (none given: by all of them)."""
    broken = [f"premise fails: {_told(o)}" for o in _failed_premises(arm)]
    broken += [arm.error] if arm.error else []
    if broken:
        return Judgement(Verdict.ERROR, tuple(broken))
    if too_many := _too_many(arm.observations):
        return Judgement(Verdict.ERROR, (too_many,))
    deciding = [o for o in arm.observations if not names or o.name in names]
    judged = [o for o in deciding if not o.premise]
    for verdict in (Verdict.REFUTED, Verdict.INCONCLUSIVE):
        found = [o for o in judged if o.verdict is verdict]
        if found:
            return Judgement(verdict, tuple(_told(o) for o in found))
    if not judged:
        return Judgement(Verdict.TOOTHLESS, ("nothing was observed",))
    return Judgement(Verdict.SUPPORTED)


def judge_report(report: Report, names: Collection[str] = ()) -> Judgement:
    """Judge a check, or the claim that its observations called `names` decide.

    The claim's arm decides; support is toothless unless every control's arm is refuted and every
    deciding observation name is refuted by at least one control.
    """
    if unknown := sorted(set(names) - {o.name for o in report.claim.observations}):
        return Judgement(Verdict.ERROR, tuple(f"no observation is called {n!r}" for n in unknown))
    claim = judge_arm(report.claim, names)
    if claim.verdict is Verdict.ERROR:
        return claim
    controls = [(arm, judge_arm(arm)) for arm in report.controls]
    # A control that breaks catches nothing; one whose premise fails is another experiment.
    other = _reasons(
        (arm, j)
        for arm, j in controls
        if j.verdict is Verdict.ERROR and (not arm.error or _failed_premises(arm))
    )
    if other:
        return Judgement(Verdict.ERROR, other)
    if skipped := _different_paths(report):
        return Judgement(Verdict.ERROR, skipped)
    if claim.verdict is not Verdict.SUPPORTED:
        return claim
    if len(controls) < 2:
        return Judgement(Verdict.TOOTHLESS, (f"{len(controls)} controls; a check has at least 2",))
    weak = _reasons((arm, j) for arm, j in controls if j.verdict is not Verdict.REFUTED)
    untouched = tuple(
        f"no control refutes {name!r}" for name in uncovered(report) if not names or name in names
    )
    if weak or untouched:
        return Judgement(Verdict.TOOTHLESS, weak + untouched)
    return claim


def uncovered(report: Report) -> list[str]:
    """Names of observations that are not premises and that no control refutes (rule 4)."""
    names = {o.name: None for o in report.claim.observations if not o.premise}
    touched = {
        o.name
        for arm in report.controls
        if not arm.error
        for o in arm.observations
        if o.verdict is Verdict.REFUTED
    }
    return [name for name in names if name not in touched]


def combine(verdicts: Iterable[Verdict]) -> Verdict:
    """Combine the verdicts of several seeds, or of several claims: the worst one.

    Where nothing was judged, nothing is supported: it was skipped.
    """
    order = (
        Verdict.ERROR,
        Verdict.REFUTED,
        Verdict.TOOTHLESS,
        Verdict.INCONCLUSIVE,
        Verdict.SKIPPED,
    )
    seen = set(verdicts)
    best = Verdict.SUPPORTED if seen else Verdict.SKIPPED
    return next((v for v in order if v in seen), best)


def _failed_premises(arm: Arm) -> list[Observation]:
    return [o for o in arm.observations if o.premise and o.verdict is not Verdict.SUPPORTED]


def _told(o: Observation) -> str:
    at = ", ".join(f"{k}={v}" for k, v in o.at.items())
    where = f" at {at}" if at else ""
    doubt = f" ({o.doubt})" if o.doubt else ""
    interval = f"[{o.low:.4g}, {o.high:.4g}]"
    return f"{o.name}{where}: {o.value:.4g} in {interval}, target {o.target}{doubt}"


def _too_many(observations: Iterable[Observation]) -> str:
    random = sum(o.random for o in observations)
    return (
        f"{random} random observations; at most {MAX_OBSERVATIONS} an arm"
        if random > MAX_OBSERVATIONS
        else ""
    )


def _different_paths(report: Report) -> tuple[str, ...]:
    """Names, sweep points and premises are the same in every arm, or a branch skipped something."""
    expected = _path(report.claim)
    return tuple(
        f"control {arm.control!r} observes other things than the claim: "
        + "; ".join(sorted(_where(*step) for step in expected ^ _path(arm)))
        for arm in report.controls
        if not arm.error and _path(arm) != expected
    )


def addresses(arm: Arm) -> set[Address]:
    """The address of each observation of an arm: its name and sweep point."""
    return {(o.name, tuple(o.at.items())) for o in arm.observations}


def _path(arm: Arm) -> set[tuple[Address, bool]]:
    return {((o.name, tuple(o.at.items())), o.premise) for o in arm.observations}


def _where(address: Address, premise: bool) -> str:
    name, at = address
    points = ", ".join(f"{k}={v}" for k, v in at)
    return name + f" at {points}" * bool(at) + " (premise)" * premise


def _reasons(arms: Iterable[tuple[Arm, Judgement]]) -> tuple[str, ...]:
    return tuple(
        f"control {arm.control!r} is {j.verdict}: {'; '.join(j.reasons)}".rstrip(": ")
        for arm, j in arms
    )
