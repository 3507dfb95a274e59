"""SVG elements: the few that a figure is made of."""

import math
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from quizkit.figure.look import INK, Look

Attribute = str | float
XY = tuple[float, float]

SIZE = 11.0
"""Of the text, in units of which the figure is 440 wide: 10 pixels where it is shown 400 wide."""
EM = 0.6
"""Width of a column of text over its size: that of DejaVu Sans, wider than most."""
RADIUS = 4.0
FONTS = (
    "'DejaVu Sans', 'Noto Sans', 'Helvetica Neue', Arial, 'Noto Sans CJK SC', 'Noto Sans SC', "
    "'PingFang SC', 'Microsoft YaHei', sans-serif"
)
"""Where a machine's first font lacks a script, the reader's program goes on to the next."""
CORNERS = {"square": (4, 45), "triangle": (3, -90), "diamond": (4, 0), "down": (3, 90)} | {
    "pentagon": (5, -90),
    "hexagon": (6, 0),
}
"""Of each polygon: how many, and the angle of the first, in degrees."""


@dataclass(slots=True)
class Paper:
    """A group of elements, drawn in the order they are added."""

    group: ET.Element = field(default_factory=lambda: ET.Element("g"))

    def add(self, tag: str, **attributes: Attribute) -> ET.Element:
        """Add an element; an underscore in a name stands for a hyphen."""
        texts = {k.replace("_", "-"): _text(v) for k, v in attributes.items()}
        return ET.SubElement(self.group, tag, texts)

    def text(
        self, x: float, y: float, words: str, anchor: str = "start", *, bold: bool = False
    ) -> None:
        """Write a line with its baseline at `y`."""
        more: dict[str, Attribute] = {"font_weight": "bold"} if bold else {}
        if anchor != "start":
            more["text_anchor"] = anchor
        self.add("text", x=x, y=y, **more).text = words

    def line(self, a: XY, b: XY, colour: str = INK, width: float = 1.0, dash: str = "") -> None:
        """Draw a straight line."""
        more: dict[str, Attribute] = {"stroke_dasharray": dash} if dash else {}
        _ = self.add(
            "line", x1=a[0], y1=a[1], x2=b[0], y2=b[1], stroke=colour, stroke_width=width, **more
        )

    def path(self, points: list[XY], colour: str, width: float, dash: str = "") -> None:
        """Draw lines from point to point."""
        more: dict[str, Attribute] = {"stroke_dasharray": dash} if dash else {}
        _ = self.add(
            "polyline",
            points=_points(points),
            fill="none",
            stroke=colour,
            stroke_width=width,
            **more,
        )

    def area(self, points: list[XY], colour: str, opacity: float) -> None:
        """Fill a polygon."""
        _ = self.add("polygon", points=_points(points), fill=colour, fill_opacity=opacity)

    def box(
        self, x: float, y: float, width: float, height: float, colour: str, opacity: float
    ) -> None:
        """Fill a rectangle."""
        _ = self.add(
            "rect", x=x, y=y, width=width, height=height, fill=colour, fill_opacity=opacity
        )

    def mark(self, x: float, y: float, look: Look) -> None:
        """Draw the mark of a series."""
        ink: dict[str, Attribute] = (
            {"fill": look.colour}
            if look.filled
            else {"fill": "none", "stroke": look.colour, "stroke_width": 1.6}
        )
        match look.shape:
            case "circle" | "dot":
                r = 1.8 if look.shape == "dot" else RADIUS + 0.5 * (not look.filled)
                _ = self.add("circle", cx=x, cy=y, r=r, **ink)
            case "cross":
                for dy in (-RADIUS, RADIUS):
                    self.line((x - RADIUS, y - dy), (x + RADIUS, y + dy), look.colour, 2.4)
            case _:
                _ = self.add("polygon", points=_points(_corners(x, y, look.shape)), **ink)


def _corners(x: float, y: float, shape: str) -> list[XY]:
    if shape == "star":
        radii = [RADIUS * (1.5 if i % 2 == 0 else 0.65) for i in range(10)]
        return [_polar(x, y, r, -90 + 36 * i) for i, r in enumerate(radii)]
    n, first = CORNERS[shape]
    # Polygons of one radius look smaller than a circle, the fewer corners the more.
    r = RADIUS * {3: 1.5, 4: 1.4}.get(n, 1.25)
    return [_polar(x, y, r, first + 360 / n * i) for i in range(n)]


def _polar(x: float, y: float, r: float, degrees: float) -> XY:
    return x + r * math.cos(math.radians(degrees)), y + r * math.sin(math.radians(degrees))


def _points(points: list[XY]) -> str:
    return " ".join(f"{_text(x)},{_text(y)}" for x, y in points)


def _text(value: Attribute) -> str:
    return value if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")
