"""A figure as SVG: the same bytes for the same figure, on every machine.

Written by hand rather than by matplotlib: the axes are our own in any case (they are the terminal's
too, and keep a place for an exact zero beside magnitudes), matplotlib lays text out by the fonts
that it finds, and one figure took it longer than all of `quizkit verify` takes.
"""

from pathlib import Path
from xml.etree import ElementTree as ET

from rich.cells import cell_len

from quizkit.figure.data import Bars, Curve, Dots, Figure, HeatMap, Panel
from quizkit.figure.described import describe
from quizkit.figure.labels import BEYOND
from quizkit.figure.labels import TARGET as TARGET_WORD
from quizkit.figure.look import INK, Look, look
from quizkit.figure.paint import LINE, TARGET, colour_bar, curve, dots, heat_map
from quizkit.figure.paint_bars import bars
from quizkit.figure.paper import EM, FONTS, SIZE, Paper
from quizkit.figure.words import wrap
from quizkit.model.text import Lang

WIDTH = 440.0
"""One column of a page; shown 400 pixels wide its text is 10 pixels high."""
MARGIN = 10.0
GAP = 16.0
BIG = 13.0
HEIGHT = 150.0
SMALL_HEIGHT = 110.0
LONG = 2
"""A matrix by itself that is so many times as wide as high has the width of the page."""
BAND, EDGE = "6 3", "1 3"
"""Dashes, in the legend, of a target and of where refuted begins."""
COLUMNS = int((WIDTH - 2 * MARGIN) / (SIZE * EM))


def svg(figure: Figure) -> str:
    """Return the figure as an SVG document with its description for those who cannot see it.

    The background is transparent, and every colour is made for light and dark pages alike.
    """
    paper = Paper()
    y = _title(paper, figure.title)
    y = _legend(paper, figure, y)
    for group in figure.groups():
        y = _group(paper, group, y + GAP * 0.6, figure.lang) + GAP * 0.4
    height = f"{y + MARGIN:.0f}"
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {WIDTH:.0f} {height}",
            "width": f"{WIDTH:.0f}",
            "height": height,
            "role": "img",
            "font-family": FONTS,
            "font-size": f"{SIZE:g}",
            "fill": INK,
        },
    )
    ET.SubElement(root, "title").text = figure.title
    ET.SubElement(root, "desc").text = describe(figure)
    root.append(paper.group)
    ET.indent(root, " ")
    return ET.tostring(root, encoding="unicode") + "\n"


def write_svg(figure: Figure, path: Path) -> None:
    """Write the figure as an SVG file."""
    _ = path.write_text(svg(figure), encoding="utf-8")


def _title(paper: Paper, title: str) -> float:
    y = MARGIN
    for line in wrap(title, int((WIDTH - 2 * MARGIN) / (BIG * EM))):
        y += BIG * 1.3
        element = paper.add("text", x=MARGIN, y=y, font_size=BIG, font_weight="bold")
        element.text = line
    return y + 4


def _legend(paper: Paper, figure: Figure, y: float) -> float:
    entries: list[Look | str] = [look(series) for series in figure.legend]
    names = [series.name for series in figure.legend]
    if figure.has_target:
        entries, names = [*entries, BAND], [*names, TARGET_WORD.read(figure.lang)]
    if figure.has_gap:
        entries, names = [*entries, EDGE], [*names, BEYOND.read(figure.lang)]
    if not entries:
        return y
    x, y = MARGIN, y + LINE * 1.2
    for seen, name in zip(entries, names, strict=True):
        lines = wrap(name, COLUMNS - 4)
        width = 18 + max(map(cell_len, lines), default=0) * SIZE * EM + 12
        if x > MARGIN and x + width > WIDTH:
            x, y = MARGIN, y + LINE * 1.2
        if isinstance(seen, str):
            paper.box(x, y - 9, 12, 10, INK, TARGET * (seen == BAND))
            paper.line((x, y - 4), (x + 12, y - 4), width=1.2, dash=seen)
        else:
            paper.mark(x + 6, y - 4, seen)
        for i, line in enumerate(lines):
            y += LINE * bool(i)
            paper.text(x + 18, y, line)
        x += width
    return y + 4


def _group(paper: Paper, group: list[Panel], y: float, lang: Lang) -> float:
    y = _heading(paper, group, y, lang)
    first = group[0]
    if isinstance(first, HeatMap):
        long = len(group) == 1 and len(first.rows[0]) >= LONG * len(first.rows)
        y = _grid(paper, group, y, columns=1 if long else 3)
        return y + colour_bar(paper, first, MARGIN, y)
    if isinstance(first, Curve) and len(group) > 1:
        return _grid(paper, group, y, columns=2)
    for panel in group:
        if panel.facet:
            y += LINE
            paper.text(MARGIN, y, panel.facet)
            y += 6
        y += _draw(paper, panel, MARGIN, y) + 6
    return y


def _heading(paper: Paper, group: list[Panel], y: float, lang: Lang) -> float:
    """Write the name of what was measured on the left, the target on the right."""
    targets = {p.target for p in group if not isinstance(p, HeatMap)}
    target = (
        f"{TARGET_WORD.read(lang)} {targets.pop()}" if len(targets) == 1 and targets != {""} else ""
    )
    lines = wrap(group[0].title, COLUMNS)
    for line in lines:
        y += LINE
        paper.text(MARGIN, y, line, bold=True)
    if target:
        # Bold letters are about a tenth wider.
        room = COLUMNS - 2 - 1.1 * max(map(cell_len, lines), default=COLUMNS)
        y += LINE * (len(lines) != 1 or cell_len(target) > room)
        paper.text(WIDTH - MARGIN, y, target, "end")
    return y + 8


def _grid(paper: Paper, group: list[Panel], y: float, columns: int) -> float:
    """Draw facets side by side, each under its sweep point."""
    left = _left(group[0]) if isinstance(group[0], Curve) else MARGIN
    width = (WIDTH - left - MARGIN - GAP * (columns - 1)) / columns
    for start in range(0, len(group), columns):
        row = group[start : start + columns]
        facets = [wrap(panel.facet, int(width / (SIZE * EM))) for panel in row]
        top = y + LINE * max(map(len, facets)) + 6
        bottom = top
        for column, (panel, lines) in enumerate(zip(row, facets, strict=True)):
            x = left + column * (width + GAP)
            for i, line in enumerate(lines):
                paper.text(x, y + LINE * (i + 1), line)
            bottom = max(bottom, top + _draw(paper, panel, x, top, width, labels=column == 0))
        y = bottom + GAP * 0.5
    return y


def _draw(
    paper: Paper, panel: Panel, x: float, y: float, width: float = 0.0, *, labels: bool = True
) -> float:
    """Draw one panel, as wide as the page unless it has a `width`; return its height."""
    match panel:
        case Curve():
            if width:
                return curve(paper, panel, x, y, width, SMALL_HEIGHT, labels=labels)
            left = _left(panel)
            return curve(paper, panel, left, y, WIDTH - left - 2 * MARGIN, HEIGHT, labels=True)
        case Dots():
            return dots(paper, panel, x, y, WIDTH - 2 * MARGIN)
        case HeatMap():
            return heat_map(paper, panel, x, y, width)
        case Bars():
            left = _left(panel)
            return bars(paper, panel, left, y, WIDTH - left - 2 * MARGIN, SMALL_HEIGHT)


def _left(panel: Curve | Bars) -> float:
    """Room for the labels of the value axis."""
    labels = max((cell_len(tick.label) for tick in panel.value.ticks), default=0)
    return max(labels * SIZE * EM + MARGIN, 44.0)
