"""A grid of terminal cells: text, marks, and lines of braille dots beneath them."""

from dataclasses import dataclass, field

from rich.cells import cell_len

BOLD = 1
DIM = 90
BRAILLE = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bit of each dot of a braille cell, row by row."""


@dataclass(slots=True)
class Cell:
    """One column of a line: what stands in it, and its ANSI code (0: none).

    The second column of a wide character holds nothing.
    """

    text: str = " "
    code: int = 0
    dots: int = 0


@dataclass(slots=True)
class Canvas:
    """Lines of cells, as many as are drawn on."""

    width: int
    lines: list[list[Cell]] = field(default_factory=list[list[Cell]])

    def put(self, x: int, y: int, text: str, code: int = 0) -> None:
        """Write text from column x of line y; what does not fit is left out."""
        for c in text:
            columns = cell_len(c)
            if columns == 0:
                continue
            if x >= 0 and x + columns <= self.width:
                line = self._line(y)
                line[x] = Cell(c, code)
                for filled in range(x + 1, x + columns):
                    line[filled] = Cell("", code)
            x += columns

    def dot(self, x: int, y: int, code: int) -> None:
        """Set one braille dot; there are 2 in a column and 4 in a line. Text is not covered."""
        column, row = x // 2, y // 4
        if not 0 <= column < self.width:
            return
        cell = self._line(row)[column]
        if cell.text in SOFT or cell.dots:
            cell.dots |= BRAILLE[y % 4][x % 2]
            cell.text, cell.code = chr(0x2800 + cell.dots), code

    def line(self, a: tuple[int, int], b: tuple[int, int], code: int, *, dotted: bool) -> None:
        """Draw a straight line of braille dots from a to b."""
        steps = max(abs(b[0] - a[0]), abs(b[1] - a[1]), 1)
        for i in range(steps + 1):
            if not dotted or i % 3 == 0:
                x = round(a[0] + (b[0] - a[0]) * i / steps)
                self.dot(x, round(a[1] + (b[1] - a[1]) * i / steps), code)

    def empty(self, x: int, y: int) -> bool:
        """Whether nothing but a target, an axis of dots or a line is drawn there."""
        if not 0 <= x < self.width:
            return False
        cell = self._line(y)[x]
        return cell.text in SOFT or bool(cell.dots)

    def render(self, *, colour: bool) -> list[str]:
        """Return the lines as text, with ANSI codes or without."""
        return [_rendered(line, colour=colour) for line in self.lines]

    def _line(self, y: int) -> list[Cell]:
        while len(self.lines) <= y:
            self.lines.append([Cell() for _ in range(self.width)])
        return self.lines[y]


BAND, MIDDLE, EDGE, RULE = "░", "┄", "┊", "┆"
"""A target's region, its middle, where refuted begins; the middle where the axis lies flat."""
SOFT = frozenset(" " + BAND + MIDDLE + EDGE + RULE)
"""What lies beneath everything else."""


def _rendered(line: list[Cell], *, colour: bool) -> str:
    out: list[str] = []
    code = 0
    end = max((i + 1 for i, cell in enumerate(line) if cell.text != " "), default=0)
    for cell in line[:end]:
        wanted = cell.code if cell.text != " " else code
        if colour and wanted != code:
            out.append(f"\x1b[0m\x1b[{wanted}m" if wanted and code else f"\x1b[{wanted}m")
            code = wanted
        out.append(cell.text)
    return "".join(out) + ("\x1b[0m" if code else "")
