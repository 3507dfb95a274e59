"""A figure as SVG."""

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from quizkit.figure import Figure, figure_of, svg, write_svg
from quizkit.figure.look import CLAIM, CONTROLS, GUESS, INK
from quizkit.figure.svg import WIDTH
from quizkit.model import Report

GOLDEN = Path(__file__).parent / "golden"
SVG = "{http://www.w3.org/2000/svg}"
KINDS = ["sweep", "identities", "nested", "words", "growth", "maps"]


def drawn(figure: Figure) -> ET.Element:
    """The document, parsed."""
    return ET.fromstring(svg(figure))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    """Contrast ratio as WCAG 2 defines it."""
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("kind", ["sweep", "identities", "growth", "maps"])
def test_the_bytes_of_a_figure_are_those_kept(kind: str, request: pytest.FixtureRequest) -> None:
    figure = figure_of(request.getfixturevalue(kind))
    assert svg(figure) == (GOLDEN / f"{kind}.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_everything_is_drawn_on_the_page(kind: str, request: pytest.FixtureRequest) -> None:
    root = drawn(figure_of(request.getfixturevalue(kind)))
    height = float(root.attrib["height"])
    ends = {"x": WIDTH, "cx": WIDTH, "x2": WIDTH, "y": height, "cy": height}
    for element in root.iter():
        for name, end in ends.items():
            assert 0 <= float(element.attrib.get(name, 0)) <= end, element.attrib


@pytest.mark.parametrize("kind", KINDS)
def test_the_alternative_text_comes_first_and_names_every_panel(
    kind: str, request: pytest.FixtureRequest
) -> None:
    figure = figure_of(request.getfixturevalue(kind))
    title, description, *_ = drawn(figure)
    assert (title.tag, title.text) == (f"{SVG}title", figure.title)
    assert description.tag == f"{SVG}desc"
    assert all(panel.title in (description.text or "") for panel in figure.panels)


def test_text_is_ten_pixels_high_where_the_figure_is_four_hundred_wide(sweep: Report) -> None:
    root = drawn(figure_of(sweep))
    sizes = [e.attrib["font-size"] for e in root.iter() if "font-size" in e.attrib]
    assert min(float(size) * 400 / WIDTH for size in sizes) >= 10


def test_titles_and_names_are_data(sweep: Report) -> None:
    hostile = replace(sweep, title="</title><script>alert(1)</script>&amp;")
    assert "<script" not in svg(figure_of(hostile))
    assert drawn(figure_of(hostile))[0].text == "</title><script>alert(1)</script>&amp;"


def test_the_page_has_no_background(maps: Report) -> None:
    root = drawn(figure_of(maps))
    covering = [e for e in root.iter(f"{SVG}rect") if e.attrib["width"] == root.attrib["width"]]
    assert covering == []
    assert not root.attrib.get("style")


@pytest.mark.parametrize("page", ["#ffffff", "#0d1117"])
@pytest.mark.parametrize("colour", [INK, *(seen.colour for seen in (CLAIM, GUESS, *CONTROLS))])
def test_every_colour_is_seen_on_light_and_dark_pages(page: str, colour: str) -> None:
    assert contrast(page, colour) >= 3


def test_no_two_series_share_shape_and_colour() -> None:
    looks = [CLAIM, GUESS, *CONTROLS]
    assert len({(seen.shape, seen.colour) for seen in looks}) == len(looks)
    assert len({seen.glyph for seen in looks}) == len(looks)


def test_an_interval_longer_than_its_mark_is_drawn(sweep: Report) -> None:
    wide = replace(sweep.claim.observations[0], low=0.02, high=500.0)
    claim = replace(sweep.claim, observations=(wide, *sweep.claim.observations[1:]))

    def blue(report: Report) -> int:
        lines = drawn(figure_of(report)).iter(f"{SVG}line")
        return sum(e.attrib["stroke"] == CLAIM.colour for e in lines)

    assert (blue(sweep), blue(replace(sweep, claim=claim))) == (0, 3)


def test_a_large_heat_map_stays_a_small_file(maps: Report) -> None:
    record = maps.claim.records[0]
    rows = tuple(tuple(((i * 37 + j * 11) % 97) / 97 for j in range(64)) for i in range(64))
    claim = replace(maps.claim, records=(replace(record, value=rows),))
    assert len(svg(figure_of(replace(maps, claim=claim, controls=())))) < 100_000


def test_a_written_figure_is_the_drawn_one(sweep: Report, tmp_path: Path) -> None:
    write_svg(figure_of(sweep), tmp_path / "f.svg")
    assert (tmp_path / "f.svg").read_bytes() == svg(figure_of(sweep)).encode()


def test_numbers_are_written_short(sweep: Report) -> None:
    assert not re.search(r"\d\.\d{3,}", re.sub(r"<desc>.*</desc>", "", svg(figure_of(sweep))))
