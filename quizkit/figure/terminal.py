"""A figure for the terminal.

Drawn by hand rather than by plotext: that lays its legend over the curves, counts a Chinese
character as one column, has no place for a target's region or an exact zero on a logarithmic axis,
and keeps its figure in global state.
"""

from rich.cells import cell_len

from quizkit.figure.canvas import BAND, BOLD, DIM, EDGE, Canvas
from quizkit.figure.cells_bars import bars
from quizkit.figure.cells_curve import curve
from quizkit.figure.cells_dots import dots
from quizkit.figure.cells_map import blocks, heat_map
from quizkit.figure.data import Bars, Curve, Dots, Figure, HeatMap, Panel
from quizkit.figure.labels import BEYOND, TARGET, largest_of
from quizkit.figure.look import look
from quizkit.figure.words import wrap
from quizkit.model.text import Lang

NARROWEST = 24
ROWS = range(6, 17)
"""How many lines a curve may be high."""
SIDE = 36
"""Facets stand side by side where each has this many columns."""
GAP = 2


def draw(figure: Figure, width: int, height: int, *, colour: bool) -> str:
    """Return the figure as lines of at most `width` columns, with ANSI colours or without.

    Curves take the lines that `height` leaves them, though never so few that they cannot be read:
    a figure of many panels is higher than that, and scrolls.
    """
    width = max(width, NARROWEST)
    lowest = _drawn(figure, width, ROWS[0])
    curves = sum(_curve_rows(group, width) for group in figure.groups())
    spare = (height - len(lowest.lines)) // curves if curves else 0
    rows = min(max(ROWS[0] + spare, ROWS[0]), ROWS[-1])
    canvas = lowest if rows == ROWS[0] else _drawn(figure, width, rows)
    return "\n".join(canvas.render(colour=colour))


def _drawn(figure: Figure, width: int, rows: int) -> Canvas:
    canvas = Canvas(width)
    y = 0
    for line in wrap(figure.title, width):
        canvas.put(0, y, line, BOLD)
        y += 1
    y = _legend(canvas, figure, y)
    for group in figure.groups():
        y = _group(canvas, group, y + 1, rows, figure.lang)
    return canvas


def _legend(canvas: Canvas, figure: Figure, y: int) -> int:
    entries = [(look(s).glyph, look(s).ansi, s.name) for s in figure.legend]
    if figure.has_target:
        entries.append((BAND, DIM, TARGET.read(figure.lang)))
    if figure.has_gap:
        entries.append((EDGE, DIM, BEYOND.read(figure.lang)))
    x = 0
    for glyph, code, name in entries:
        lines = wrap(name, canvas.width - 2)
        columns = 2 + max(map(cell_len, lines), default=0)
        if x and x + columns > canvas.width:
            x, y = 0, y + 1
        canvas.put(x, y, glyph, code)
        for i, line in enumerate(lines):
            y += bool(i)
            canvas.put(x + 2, y, line)
        x += columns + 3
    return y + bool(entries)


def _group(canvas: Canvas, group: list[Panel], y: int, rows: int, lang: Lang) -> int:
    y = _heading(canvas, group, y, lang)
    columns = _columns(group, canvas.width)
    width = (canvas.width - GAP * (columns - 1)) // columns
    for start in range(0, len(group), columns):
        bottom = y
        for i, panel in enumerate(group[start : start + columns]):
            bottom = max(bottom, _panel(canvas, panel, i * (width + GAP), y, width, rows))
        y = bottom
    first = group[0]
    if isinstance(first, HeatMap):
        y = _key(canvas, first, width, y, lang)
    return y


def _panel(canvas: Canvas, panel: Panel, x: int, y: int, width: int, rows: int) -> int:
    """Draw one panel under its facet; return the line after it."""
    for line in wrap(panel.facet, width):
        canvas.put(x, y, line)
        y += 1
    match panel:
        case Curve():
            return y + curve(canvas, panel, x, y, width, rows)
        case Dots():
            return y + dots(canvas, panel, x, y, width)
        case HeatMap():
            return y + heat_map(canvas, panel, x, y, width)
        case Bars():
            return y + bars(canvas, panel, x, y, width, rows)


def _heading(canvas: Canvas, group: list[Panel], y: int, lang: Lang) -> int:
    """Write the name of what was measured on the left, the target on the right."""
    targets = {p.target for p in group if not isinstance(p, HeatMap)}
    target = f"{TARGET.read(lang)} {targets.pop()}" if len(targets) == 1 and targets != {""} else ""
    lines = wrap(group[0].title, canvas.width)
    for line in lines:
        canvas.put(0, y, line, BOLD)
        y += 1
    if target:
        alone = len(lines) != 1 or cell_len(lines[0]) + 2 + cell_len(target) > canvas.width
        canvas.put(max(0, canvas.width - cell_len(target)), y if alone else y - 1, target, DIM)
        y += alone
    return y


def _columns(group: list[Panel], width: int) -> int:
    """How many facets stand side by side."""
    first = group[0]
    match first:
        case Curve():
            return max(1, min(len(group), width // SIDE))
        case HeatMap():
            entries = max(len(first.rows[0]) if first.rows else 1, 10)
            return max(1, min(len(group), (width + GAP) // (min(2 * entries, 48) + 2 + GAP)))
        case Dots() | Bars():
            return 1


def _curve_rows(group: list[Panel], width: int) -> int:
    """How many curves or rows of bars of a group stand one above the other."""
    curves = sum(isinstance(panel, Curve | Bars) for panel in group)
    return -(-curves // _columns(group, width))


def _key(canvas: Canvas, panel: HeatMap, width: int, y: int, lang: Lang) -> int:
    """Say which shade is which value."""
    negative = "⠿⠶⠒⠂" if panel.low < 0 else ""
    told = f"{panel.low:.3g} {negative} ░▒▓█ {panel.high:.3g}".replace("  ", " ")
    block = blocks(panel, width)
    if block > 1:
        told += largest_of(block).read(lang)
    for line in wrap(told, canvas.width):
        canvas.put(0, y, line, DIM)
        y += 1
    return y
