"""Bars in the terminal and on paper: what falls on each day."""

from xml.etree import ElementTree as ET

import pytest
from rich.cells import cell_len

from quizkit.figure import Bars, Figure, describe, draw, svg
from quizkit.figure.data import Mark, Role, Series
from quizkit.figure.scale import amount_scale


def bars(*columns: tuple[float, float]) -> Figure:
    """Each bar of an old and a new part."""
    parts = (("old", Role.CLAIM, 0), ("new", Role.CONTROL, 1))
    series = tuple(
        Series(name, role, tuple(Mark(i, c[part], c[part], c[part]) for i, c in enumerate(columns)))
        for name, role, part in parts
    )
    scale = amount_scale([sum(column) for column in columns])
    labels = tuple(f"03-{i + 1:02}" for i in range(len(columns)))
    return Figure("", (Bars("minutes a day", labels, scale, series),))


def drawn(figure: Figure, width: int = 40) -> list[str]:
    return draw(figure, width, 14, colour=False).splitlines()


def test_a_bar_is_as_high_as_its_parts_together() -> None:
    lines = drawn(bars((10, 10), (5, 0)))
    plot = [
        line.partition("┤")[2] or line.partition("│")[2]
        for line in lines
        if "┤" in line or "│" in line
    ]
    first, second = ([line[i : i + 1] for line in plot] for i in (0, 18))
    assert first.count("█") == len(plot) // 2
    assert first.count("░") == len(plot) // 2
    assert second.count("█") + second.count("▄") + second.count("▂") >= len(plot) // 4
    assert "░" not in second


def test_an_amount_that_is_not_zero_shows() -> None:
    assert "▁" in "".join(drawn(bars((1000, 0), (0.5, 0))))
    lines = drawn(bars((1000, 0), (0, 0.5)))
    assert sum(line.count("░") for line in lines) > 0
    assert not set("▁░") & set("".join(drawn(bars((1000, 0), (0, 0)))))


@pytest.mark.parametrize("count", [0, 1, 7, 30, 62])
@pytest.mark.parametrize("width", [24, 40, 80, 200])
def test_no_line_is_wider_than_asked(count: int, width: int) -> None:
    lines = drawn(bars(*[(float(i % 7), 1.0) for i in range(count)]), width)
    assert max(map(cell_len, lines)) <= width


def test_labels_that_would_touch_are_left_out() -> None:
    (labels,) = (line for line in drawn(bars(*[(1.0, 1.0)] * 30)) if "03-01" in line)
    told = labels.split()
    assert all(cell_len(label) == 5 for label in told)
    assert 1 < len(told) < 30


def test_the_legend_and_the_description_name_the_parts() -> None:
    figure = bars((10, 10), (5, 0), (0, 0))
    assert "● old   □ new" in drawn(figure)[0]
    assert describe(figure) == "minutes a day: 03-01 20, 03-02 5."


def test_the_picture_has_one_box_for_each_part_that_is_not_zero() -> None:
    root = ET.fromstring(svg(bars((10, 10), (5, 0), (0, 0))))
    boxes = [e for e in root.iter() if e.tag.endswith("rect")]
    assert len(boxes) == 3
    heights = sorted(float(box.attrib["height"]) for box in boxes)
    assert heights[2] == pytest.approx(2 * heights[0], abs=0.02)
    assert len({box.attrib["fill"] for box in boxes}) == 2


def test_amounts_begin_at_nothing() -> None:
    assert amount_scale([3.0, 40.0]).place(0.0) == 0.0
    assert amount_scale([3.0, 40.0]).place(40.0) == 1.0
    assert amount_scale([]).place(0.0) == 0.0
    assert [tick.label for tick in amount_scale([40.0]).ticks] == ["0", "10", "20", "30", "40"]
