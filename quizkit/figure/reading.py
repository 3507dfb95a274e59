"""What a report says about one quantity, arm by arm: the raw material of a panel."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from quizkit.figure.data import Role
from quizkit.figure.labels import GUESS, MEASURED, RECORDED
from quizkit.model.evidence import Arm, Observation, Record, Report, Target
from quizkit.model.question import Scalar
from quizkit.model.text import Lang

Point = tuple[tuple[str, Scalar], ...]
"""A point on all sweeps, outermost first."""


@dataclass(frozen=True, slots=True)
class Source:
    """Whose a reading is: the claim's, a control's, or the learner's guess."""

    name: str
    role: Role
    index: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """One number: an observation, a record, or a guess.

    `beside` names the series of a record that stands beside an observation.
    """

    source: Source
    at: Point
    value: float
    low: float
    high: float
    target: Target | None = None
    beside: str = ""


Quantities = dict[str, list[Reading]]
"""Readings by the name of what was read, in the order of the check."""


def sources(report: Report, lang: Lang) -> list[tuple[Source, Arm]]:
    """The arms of a report under the names that a figure gives them."""
    controls = [
        (Source(clean(arm.control or ""), Role.CONTROL, i), arm)
        for i, arm in enumerate(report.controls)
    ]
    return [(Source(MEASURED.read(lang), Role.CLAIM), report.claim), *controls]


def observed(report: Report, names: Collection[str], lang: Lang) -> Quantities:
    """What was observed under `names` (none given: everything)."""
    found: Quantities = {}
    for source, arm in sources(report, lang):
        for o in arm.observations:
            if not names or o.name in names:
                found.setdefault(clean(o.name), []).append(_of_observation(source, o))
    return found


def recorded(report: Report, names: Collection[str], lang: Lang) -> tuple[Quantities, Quantities]:
    """The recorded numbers that stand beside an observation, and those that stand alone.

    A record stands beside the observation whose name its own begins with, as the local slopes of a
    growth do, and is left out when that one is.
    """
    beside: Quantities = {}
    alone: Quantities = {}
    observations = {o.name for _, arm in sources(report, lang) for o in arm.observations}
    for source, arm in sources(report, lang):
        for r in arm.records:
            if isinstance(r.value, tuple):
                continue
            owner = next((n for n in observations if f"{r.name}, ".startswith(f"{n}, ")), None)
            if owner is None:
                if not names:
                    alone.setdefault(clean(r.name), []).append(_of_record(source, r, r.value))
            elif not names or owner in names:
                record = replace(_of_record(source, r, r.value), beside=RECORDED.read(lang))
                beside.setdefault(clean(owner), []).append(record)
    return beside, alone


def guessed(value: float, at: Mapping[str, Scalar], lang: Lang) -> Reading:
    """A learner's guess, as a reading; without a sweep point it holds for all of them."""
    return Reading(Source(GUESS.read(lang), Role.GUESS), point(at), value, value, value)


def point(at: Mapping[str, Scalar]) -> Point:
    """A sweep point that can be compared and shown."""
    return tuple((clean(k), clean(v) if isinstance(v, str) else v) for k, v in at.items())


def told(at: Iterable[tuple[str, Scalar]]) -> str:
    """A sweep point in words: `d_k = 64, heads = 8`."""
    return ", ".join(f"{k} = {v}" for k, v in at)


def clean(text: str) -> str:
    """Names are data: without control characters, on one line."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def same_target(readings: Sequence[Reading]) -> Target | None:
    """The target that all readings share, if they do."""
    targets = {r.target for r in readings if r.target is not None}
    return targets.pop() if len(targets) == 1 else None


def _of_observation(source: Source, o: Observation) -> Reading:
    # An interval that a stranger sent may lie beside its value; it is drawn around it.
    low, high = min(o.low, o.value), max(o.high, o.value)
    return Reading(source, point(o.at), o.value, low, high, o.target)


def _of_record(source: Source, r: Record, value: float) -> Reading:
    return Reading(source, point(r.at), value, value, value)
