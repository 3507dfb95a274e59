"""From a report to its figure: which panels, in which order."""

import math
from collections.abc import Collection, Mapping
from types import MappingProxyType

from quizkit.figure.data import Figure, HeatMap, Panel
from quizkit.figure.panels import is_swept, panel_of_many, panels_of
from quizkit.figure.reading import (
    Quantities,
    clean,
    guessed,
    observed,
    point,
    recorded,
    same_target,
    sources,
    told,
)
from quizkit.model.evidence import Report
from quizkit.model.question import Scalar
from quizkit.model.text import Lang


def figure_of(
    report: Report,
    names: Collection[str] = (),
    guess: float | None = None,
    at: Mapping[str, Scalar] = MappingProxyType({}),
    lang: Lang = Lang.EN,
) -> Figure:
    """Return the figure of a report: its observations called one of `names` (none given: all).

    `guess` is a learner's number, marked at the sweep point `at`. Recorded numbers stand beside the
    observation whose name theirs begins with, else in a panel of their own; matrices become heat
    maps. The figure's own words are in `lang`; names are those of the report.
    """
    found = observed(report, names, lang)
    beside, alone = recorded(report, names, lang)
    if guess is not None and math.isfinite(guess):
        for readings in found.values():
            readings.append(guessed(guess, at, lang))
    panels = [p for group in _alike(found) for p in _panels(group, beside, lang)]
    panels += [p for group in _alike(alone) for p in _panels(group, {}, lang)]
    return Figure(clean(report.title), (*panels, *_heat_maps(report, lang)), lang)


def _alike(quantities: Quantities) -> list[Quantities]:
    """Group what is read once an arm against the same target; each swept quantity stands alone."""
    groups: dict[object, Quantities] = {}
    for name, readings in quantities.items():
        key = name if is_swept(readings) else ("once", same_target(readings))
        groups.setdefault(key, {})[name] = readings
    return list(groups.values())


def _panels(group: Quantities, beside: Quantities, lang: Lang) -> list[Panel]:
    if len(group) > 1:
        return [panel_of_many(group, lang)]
    ((name, readings),) = group.items()
    return panels_of(name, [*readings, *beside.get(name, ())], lang)


def _heat_maps(report: Report, lang: Lang) -> list[Panel]:
    """The matrices of all arms; those of one name share their colours."""
    found: dict[str, list[tuple[str, tuple[tuple[float, ...], ...]]]] = {}
    for source, arm in sources(report, lang):
        for r in arm.records:
            if isinstance(r.value, tuple):
                facet = ", ".join(filter(None, (source.name, told(point(r.at)))))
                found.setdefault(clean(r.name), []).append((facet, r.value))
    panels: list[Panel] = []
    for name, maps in found.items():
        entries = [v for _, rows in maps for row in rows for v in row] or [0.0]
        low, high = min(0.0, *entries), max(0.0, *entries)
        panels += [HeatMap(name, facet, rows, low, high) for facet, rows in maps]
    return panels
