"""A figure in the terminal."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len

from quizkit.figure import draw, figure_of
from quizkit.model import Record, Report

GOLDEN = Path(__file__).parent / "golden"
KINDS = ["sweep", "identities", "nested", "words", "growth", "maps"]
ANSI = re.compile(r"\x1b\[\d+m")


@pytest.mark.parametrize("kind", KINDS)
def test_the_lines_of_a_figure_are_those_kept(kind: str, request: pytest.FixtureRequest) -> None:
    shown = draw(figure_of(request.getfixturevalue(kind)), 80, 24, colour=False)
    assert shown == (GOLDEN / f"{kind}.txt").read_text(encoding="utf-8").removesuffix("\n")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [24, 40, 79, 200])
def test_no_line_is_wider_than_asked(kind: str, width: int, request: pytest.FixtureRequest) -> None:
    shown = draw(figure_of(request.getfixturevalue(kind)), width, 24, colour=False)
    assert max(cell_len(line) for line in shown.splitlines()) <= width


@pytest.mark.parametrize("kind", ["sweep", "identities", "words", "growth"])
def test_a_figure_of_few_panels_fits_the_screen(kind: str, request: pytest.FixtureRequest) -> None:
    shown = draw(figure_of(request.getfixturevalue(kind)), 80, 24, colour=False)
    assert len(shown.splitlines()) <= 24


def test_a_higher_screen_gives_a_higher_curve(sweep: Report) -> None:
    heights = [len(draw(figure_of(sweep), 80, h, colour=False).splitlines()) for h in (14, 18, 22)]
    assert heights == [14, 18, 22]


@pytest.mark.parametrize("kind", KINDS)
def test_colours_change_nothing_but_colours(kind: str, request: pytest.FixtureRequest) -> None:
    figure = figure_of(request.getfixturevalue(kind))
    plain, coloured = (draw(figure, 80, 24, colour=c) for c in (False, True))
    assert "\x1b" not in plain
    assert "\x1b[36m" in coloured
    assert [line.rstrip() for line in ANSI.sub("", coloured).splitlines()] == plain.splitlines()


def test_every_arm_is_told_apart_without_colours(sweep: Report) -> None:
    plot = draw(figure_of(sweep), 80, 24, colour=False).partition("score variance")[2]
    assert [plot.count(glyph) for glyph in "●□△"] == [4, 4, 4]


def test_a_control_that_equals_the_claim_is_still_seen(sweep: Report) -> None:
    same = replace(sweep.controls[0], observations=sweep.claim.observations)
    shown = draw(figure_of(replace(sweep, controls=(same,))), 80, 24, colour=False)
    assert shown.count("●□") == 4


def test_the_target_lies_beneath_the_marks(words: Report) -> None:
    lines = draw(figure_of(words), 80, 24, colour=False).splitlines()
    assert "░●░" in next(line for line in lines if "[MASK]" in line)


def test_an_interval_has_two_ends(growth: Report) -> None:
    wide = replace(growth.claim.observations[0], low=0.4, high=1.6)
    claim = replace(growth.claim, observations=(wide,), records=())
    shown = draw(figure_of(replace(growth, claim=claim)), 80, 24, colour=False)
    assert re.search(r"├─+●─+┤", shown)


def test_an_interval_of_a_curve_stands_above_and_below_its_mark(sweep: Report) -> None:
    exact = [replace(o, low=o.value, high=o.value) for o in sweep.claim.observations]
    wide = [*exact[:2], replace(exact[2], low=0.9, high=1.1), exact[3]]
    bars: list[int] = []
    for seen in (exact, wide):
        claim = replace(sweep.claim, observations=tuple(seen))
        plot = draw(figure_of(replace(sweep, claim=claim, controls=())), 80, 24, colour=False)
        bars.append(sum("│" in line.partition("│")[2] for line in plot.splitlines()))
    assert bars[0] == 0
    assert bars[1] >= 4


def test_a_large_matrix_is_drawn_in_blocks_that_keep_a_single_leak(maps: Report) -> None:
    rows = [[0.0] * 64 for _ in range(64)]
    rows[3][60] = 0.01
    record = Record("weights", {}, tuple(tuple(r) for r in rows))
    claim = replace(maps.claim, records=(record,), observations=())
    shown = draw(figure_of(replace(maps, claim=claim, controls=())), 80, 24, colour=False)
    assert "the largest of every 3 × 3 entries" in shown
    assert shown.count("██") == 1


def test_the_block_of_a_matrix_shows_a_negative_entry_among_smaller_ones(maps: Report) -> None:
    rows = [[0.1] * 64 for _ in range(64)]
    rows[3][60] = -1.0
    record = Record("weights", {}, tuple(tuple(r) for r in rows))
    claim = replace(maps.claim, records=(record,), observations=())
    shown = draw(figure_of(replace(maps, claim=claim, controls=())), 80, 24, colour=False)
    assert shown.count("⠿⠿") == 1


def test_a_negative_entry_differs_from_a_positive_one_without_colours(maps: Report) -> None:
    shown = draw(figure_of(maps), 80, 24, colour=False)
    assert "│██⠂⠂⠂⠂⠂⠂│" in shown
    assert "│██▒▒▒▒▒▒│" in shown
    assert "-0.25 ⠿⠶⠒⠂ ░▒▓█ 1" in shown


def test_chinese_rows_line_up(identities: Report) -> None:
    names = ("词嵌入", "加 LayerNorm", "x")
    rows = zip(identities.claim.observations, names, strict=True)
    claim = replace(identities.claim, observations=tuple(replace(o, name=n) for o, n in rows))
    shown = draw(figure_of(replace(identities, claim=claim, controls=())), 60, 24, colour=False)
    bars = {cell_len(line.partition("│")[0]) for line in shown.splitlines() if "│" in line}
    assert len(bars) == 1
