"""A figure as plain data: what is drawn, without how."""

from dataclasses import dataclass
from enum import StrEnum

from quizkit.figure.scale import Scale
from quizkit.model.text import Lang


class Role(StrEnum):
    """What a series of marks stands for."""

    CLAIM = "claim"
    CONTROL = "control"
    RECORD = "record"
    GUESS = "guess"


@dataclass(frozen=True, slots=True)
class Mark:
    """One value with its interval; `x` is the sweep point, or the number of the row."""

    x: float
    value: float
    low: float
    high: float

    @property
    def exact(self) -> bool:
        """Whether it was read rather than estimated: there is no interval to draw."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Series:
    """The marks of one arm. `index` counts the controls from 0 and is the same in every panel."""

    name: str
    role: Role
    marks: tuple[Mark, ...]
    index: int = 0


@dataclass(frozen=True, slots=True)
class Band:
    """Where the value must lie at `x`; an open end is infinite.

    `refuted` are the values from which on it is refuted, where they are not `low` and `high`.
    """

    x: float
    low: float
    high: float
    equals: float | None = None
    refuted: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Curve:
    """Values over a sweep of numbers."""

    title: str
    facet: str
    x_label: str
    x: Scale
    value: Scale
    series: tuple[Series, ...]
    bands: tuple[Band, ...]
    target: str


@dataclass(frozen=True, slots=True)
class Dots:
    """Values in named rows: the points of a sweep over words, the arms, or several quantities.

    `arms` says that the rows are the arms, so that no legend need name them.
    """

    title: str
    facet: str
    rows: tuple[str, ...]
    value: Scale
    series: tuple[Series, ...]
    bands: tuple[Band, ...]
    target: str
    arms: bool


@dataclass(frozen=True, slots=True)
class HeatMap:
    """A matrix, row 0 on top; `low` and `high` are those of all the maps with this title."""

    title: str
    facet: str
    rows: tuple[tuple[float, ...], ...]
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Bars:
    """Amounts one beside the other, each the sum of its series: what falls on each day.

    A mark's `x` counts the bars from 0; `value` begins at 0.
    """

    title: str
    labels: tuple[str, ...]
    value: Scale
    series: tuple[Series, ...]
    facet: str = ""
    bands: tuple[Band, ...] = ()
    target: str = ""

    def total(self, bar: int) -> float:
        """How high a bar is."""
        return sum(m.value for s in self.series for m in s.marks if m.x == bar)


Panel = Curve | Dots | HeatMap | Bars


@dataclass(frozen=True, slots=True)
class Figure:
    """Panels from top to bottom; neighbours with the same title are facets of one quantity.

    `lang` is that of all its words, English or Chinese.
    """

    title: str
    panels: tuple[Panel, ...]
    lang: Lang = Lang.EN

    @property
    def legend(self) -> tuple[Series, ...]:
        """One series for each name that the marks themselves do not show."""
        found: dict[tuple[Role, str], Series] = {}
        for panel in self.panels:
            if isinstance(panel, HeatMap):
                continue
            for series in panel.series:
                labelled = isinstance(panel, Dots) and panel.arms and series.role is not Role.RECORD
                if not labelled:
                    _ = found.setdefault((series.role, series.name), series)
        order = list(Role)
        return tuple(sorted(found.values(), key=lambda s: (order.index(s.role), s.index)))

    @property
    def has_target(self) -> bool:
        """Whether some panel shows where its values must lie."""
        return bool(self._bands())

    @property
    def has_gap(self) -> bool:
        """Whether some target keeps a gap between what is supported and what is refuted."""
        return any(band.refuted for band in self._bands())

    def groups(self) -> list[list[Panel]]:
        """Panels, the facets of one quantity together."""
        groups: list[list[Panel]] = []
        for panel in self.panels:
            if groups and panel.facet and groups[-1][-1].title == panel.title:
                groups[-1].append(panel)
            else:
                groups.append([panel])
        return groups

    def _bands(self) -> list[Band]:
        return [b for p in self.panels if not isinstance(p, HeatMap) for b in p.bands]
