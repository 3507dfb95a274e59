"""From the readings of one quantity to its panels: a curve over a sweep, or rows of dots."""

import math
from collections.abc import Sequence

from quizkit.figure.data import Band, Curve, Dots, Mark, Panel, Role, Series
from quizkit.figure.reading import Point, Quantities, Reading, same_target, told
from quizkit.figure.scale import FARTHEST, Scale, point_scale, value_scale
from quizkit.model.evidence import Target
from quizkit.model.notation import aim
from quizkit.model.question import Scalar
from quizkit.model.text import Lang


def panels_of(title: str, readings: Sequence[Reading], lang: Lang) -> list[Panel]:
    """Return the panels of one quantity: one for each point of the outer sweeps."""
    sweeps = _sweeps(readings)
    scale = _value_scale(readings)
    if not sweeps:
        return [_arms(title, readings, scale, lang)]
    axis = _axis(sweeps)
    facets: dict[Point, list[Reading]] = {}
    for r in readings:
        if axis in dict(r.at):
            facets.setdefault(_outside(axis, r.at), []).append(r)
    for r in readings:
        if not r.at:  # a guess without a sweep point holds at every one of them
            for inside in facets.values():
                everywhere = {dict(i.at)[axis]: i for i in inside}
                inside += [_moved(r, i.at) for i in everywhere.values()]
    draw = _curve if _numeric(sweeps[axis]) else _rows
    outer = {key for key, points in sweeps.items() if key != axis and len(points) > 1}
    return [
        draw(
            title, told(p for p in facet if p[0] in outer), axis, sweeps[axis], inside, scale, lang
        )
        for facet, inside in facets.items()
    ]


def panel_of_many(quantities: Quantities, lang: Lang) -> Panel:
    """Return one panel for several quantities that are read once an arm against one target."""
    rows = tuple(quantities)
    everything = [r for readings in quantities.values() for r in readings]
    placed = [(rows.index(name), r) for name, readings in quantities.items() for r in readings]
    target = same_target(everything)
    return Dots(
        title="",
        facet="",
        rows=rows,
        value=_value_scale(everything),
        series=_series(placed),
        bands=_bands(placed),
        target=aim(target, lang) if target else "",
        arms=False,
    )


def is_swept(readings: Sequence[Reading]) -> bool:
    """Whether there is more than one sweep point, or a guess, which wants a panel for itself."""
    return bool(_sweeps(readings)) or any(r.source.role is Role.GUESS for r in readings)


def _arms(title: str, readings: Sequence[Reading], scale: Scale, lang: Lang) -> Dots:
    rows = tuple(dict.fromkeys(r.source.name for r in readings))
    placed = [(rows.index(r.source.name), r) for r in readings]
    target = same_target(readings)
    everywhere = [(i, readings[0]) for i in range(len(rows)) if target and readings[0].target]
    return Dots(
        title=title,
        facet=told(readings[0].at),
        rows=rows,
        value=scale,
        series=_series(placed),
        bands=_bands([*placed, *everywhere]),
        target=aim(target, lang) if target else "",
        arms=True,
    )


def _curve(
    title: str,
    facet: str,
    axis: str,
    points: Sequence[Scalar],
    readings: Sequence[Reading],
    scale: Scale,
    lang: Lang,
) -> Curve:
    placed = [(float(dict(r.at)[axis]), r) for r in readings]
    placed.sort(key=lambda p: p[0])
    target = same_target(readings)
    return Curve(
        title=title,
        facet=facet,
        x_label=axis,
        x=point_scale([float(p) for p in points]),
        value=scale,
        series=_series(placed),
        bands=_bands(placed),
        target=aim(target, lang) if target else "",
    )


def _rows(
    title: str,
    facet: str,
    axis: str,
    points: Sequence[Scalar],
    readings: Sequence[Reading],
    scale: Scale,
    lang: Lang,
) -> Dots:
    placed = [(list(points).index(dict(r.at)[axis]), r) for r in readings]
    target = same_target(readings)
    return Dots(
        title=title,
        facet=facet,
        rows=tuple(told([(axis, p)]) for p in points),
        value=scale,
        series=_series(placed),
        bands=_bands(placed),
        target=aim(target, lang) if target else "",
        arms=False,
    )


def _sweeps(readings: Sequence[Reading]) -> dict[str, list[Scalar]]:
    """The sweeps with more than one point, outermost first."""
    points: dict[str, dict[tuple[type, Scalar], Scalar]] = {}
    for r in readings:
        for key, value in r.at:
            _ = points.setdefault(key, {}).setdefault((type(value), value), value)
    return {key: list(found.values()) for key, found in points.items() if len(found) > 1}


def _axis(sweeps: dict[str, list[Scalar]]) -> str:
    """The sweep along the axis: the longest one over numbers, else the innermost."""
    numbers = [key for key, points in sweeps.items() if _numeric(points)]
    innermost_first = list(reversed(numbers or list(sweeps)))
    return max(innermost_first, key=lambda key: len(sweeps[key])) if numbers else innermost_first[0]


def _numeric(points: Sequence[Scalar]) -> bool:
    return all(
        isinstance(p, int | float) and not isinstance(p, bool) and abs(p) <= FARTHEST
        for p in points
    )


def _outside(axis: str, at: Point) -> Point:
    return tuple(p for p in at if p[0] != axis)


def _moved(r: Reading, at: Point) -> Reading:
    return Reading(r.source, at, r.value, r.low, r.high)


def _value_scale(readings: Sequence[Reading]) -> Scale:
    edges = [e for r in readings if r.target for e in _edges(r.target)]
    ends = [e for r in readings for e in (r.low, r.high)]
    return value_scale([r.value for r in readings], ends, edges)


def _edges(target: Target) -> tuple[float, ...]:
    return (target.low, target.high, target.refuted_below, target.refuted_above)


def _series(placed: Sequence[tuple[float, Reading]]) -> tuple[Series, ...]:
    found: dict[tuple[str, Role, int], list[Mark]] = {}
    for x, r in placed:
        key = (r.source.name, r.source.role, r.source.index)
        if r.beside:
            key = (r.beside, Role.RECORD, 0)
        found.setdefault(key, []).append(Mark(x, r.value, r.low, r.high))
    return tuple(Series(name, role, tuple(m), i) for (name, role, i), m in found.items())


def _bands(placed: Sequence[tuple[float, Reading]]) -> tuple[Band, ...]:
    """Where values must lie, from the first arm that says so: the claim's."""
    found: dict[float, Band] = {}
    for x, r in placed:
        if r.target is not None and x not in found:
            t = r.target
            gap = {t.refuted_below, t.refuted_above} - {t.low, t.high}
            refuted = tuple(sorted(v for v in gap if math.isfinite(v)))
            found[x] = Band(x, t.low, t.high, t.equals, refuted)
    return tuple(found[x] for x in sorted(found))
