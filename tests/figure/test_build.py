"""From a report to panels."""

from dataclasses import replace

import pytest

from quizkit.figure import Curve, Dots, HeatMap, describe, figure_of
from quizkit.figure.data import Role
from quizkit.model import Arm, Observation, Report, Target


def test_a_sweep_over_numbers_becomes_a_curve_with_every_arm(sweep: Report) -> None:
    (panel,) = figure_of(sweep).panels
    assert isinstance(panel, Curve)
    assert panel.title == "score variance"
    assert panel.x_label == "d_k"
    assert [s.name for s in panel.series] == ["measured", "unscaled", "divided by d_k"]
    assert [m.x for m in panel.series[0].marks] == [16, 64, 256, 1024]
    assert panel.series[1].marks[3].value == 1024
    assert panel.value.log
    assert panel.x.log


def test_the_interval_and_the_target_are_those_of_the_observation(sweep: Report) -> None:
    (panel,) = figure_of(sweep).panels
    assert isinstance(panel, Curve)
    mark, band = panel.series[1].marks[0], panel.bands[0]
    assert (mark.low, mark.high) == pytest.approx((15.2, 16.8))
    assert (band.low, band.high, band.equals) == (0.9, 1.1, 1.0)
    assert panel.target == "1 ± 0.1"


def test_readings_against_one_target_share_a_panel(identities: Report) -> None:
    (panel,) = figure_of(identities).panels
    assert isinstance(panel, Dots)
    assert panel.rows[0] == "sum of embeddings"
    assert not panel.arms
    assert panel.target == "≤ 10⁻¹⁰"
    assert panel.bands[0].refuted == (1e-6,)


def test_a_reading_without_a_sweep_has_a_row_for_each_arm(growth: Report) -> None:
    panel = figure_of(growth).panels[0]
    assert isinstance(panel, Dots)
    assert panel.arms
    assert panel.rows == ("measured", "flat", "square")
    assert {band.x for band in panel.bands} == {0, 1, 2}


def test_a_sweep_over_words_has_a_row_for_each_word(words: Report) -> None:
    (panel,) = figure_of(words).panels
    assert isinstance(panel, Dots)
    assert panel.rows == ("fate = [MASK]", "fate = random token", "fate = unchanged")
    assert [band.equals for band in panel.bands] == [0.8, 0.1, 0.1]


def test_two_sweeps_become_facets_with_one_axis(nested: Report) -> None:
    panels = figure_of(nested).panels
    assert all(isinstance(p, Curve) for p in panels)
    curves = [p for p in panels if isinstance(p, Curve)]
    assert [p.facet for p in curves] == ["n = 8", "n = 32"]
    assert {p.x_label for p in curves} == {"d_k"}
    assert len({p.value for p in curves}) == 1
    assert len(figure_of(nested).groups()) == 1


def test_only_the_named_observations_are_drawn(identities: Report) -> None:
    (panel,) = figure_of(identities, ["with LayerNorm"]).panels
    assert panel.title == "with LayerNorm"


def test_a_record_stands_beside_the_observation_that_its_name_begins_with(growth: Report) -> None:
    beside, alone = figure_of(growth).panels
    assert isinstance(beside, Dots)
    (records,) = [s for s in beside.series if s.role is Role.RECORD]
    assert [(m.x, m.value) for m in records.marks] == [(0, 0.99), (1, -0.01), (2, 1.99)]
    assert alone.title == "largest score"


def test_records_of_observations_left_out_are_left_out(growth: Report) -> None:
    other = Observation("other", {}, 1.0, 1.0, 1.0, Target.band(1.0, 1.0, 1.0))
    claim = replace(growth.claim, observations=(*growth.claim.observations, other))
    (panel,) = figure_of(replace(growth, claim=claim), ["other"]).panels
    assert panel.title == "other"


def test_a_guess_marks_its_sweep_point(sweep: Report) -> None:
    (panel,) = figure_of(sweep, ["score variance"], 50.0, {"d_k": 64}).panels
    assert isinstance(panel, Curve)
    (guess,) = [s for s in panel.series if s.role is Role.GUESS]
    assert [(m.x, m.value) for m in guess.marks] == [(64, 50.0)]


def test_a_guess_without_a_sweep_point_holds_everywhere(nested: Report) -> None:
    for panel in figure_of(nested, guess=0.3).panels:
        assert isinstance(panel, Curve)
        (guess,) = [s for s in panel.series if s.role is Role.GUESS]
        assert [m.x for m in guess.marks] == [16, 64, 256]


def test_a_guess_stretches_the_axis_so_that_it_is_seen(sweep: Report) -> None:
    (panel,) = figure_of(sweep, guess=1e6, at={"d_k": 16}).panels
    assert isinstance(panel, Curve)
    assert panel.value.high > 1e6


def test_one_measured_point_is_compared_with_the_guess(sweep: Report) -> None:
    unscaled = sweep.controls[0]
    one = replace(unscaled, observations=unscaled.observations[1:2])
    only = replace(sweep, claim=Arm(None), controls=(one,))
    (panel,) = figure_of(only, guess=50.0, at={"d_k": 64}).panels
    assert isinstance(panel, Dots)
    assert panel.rows == ("unscaled", "your guess")
    assert panel.facet == "d_k = 64"


def test_matrices_become_heat_maps_that_share_their_colours(maps: Report) -> None:
    found = [p for p in figure_of(maps).panels if isinstance(p, HeatMap)]
    assert [p.facet for p in found] == ["measured", "no mask", "negative"]
    assert {(p.low, p.high) for p in found} == {(-0.25, 1.0)}


def test_the_colours_of_a_heat_map_begin_at_zero(maps: Report) -> None:
    record = replace(maps.claim.records[0], value=((0.4, 0.5), (0.5, 0.4)))
    claim = replace(maps.claim, observations=(), records=(record,))
    (panel,) = figure_of(replace(maps, claim=claim, controls=())).panels
    assert isinstance(panel, HeatMap)
    assert (panel.low, panel.high) == (0.0, 0.5)


def test_an_arm_that_broke_is_left_out_and_the_others_are_drawn(nested: Report) -> None:
    assert [s.name for s in figure_of(nested).legend] == ["measured", "a"]


def test_a_report_without_observations_is_an_empty_figure() -> None:
    empty = Report("a/b", 0, "Nothing", Arm(None, error="broken"), ())
    assert figure_of(empty).panels == ()


def test_control_characters_in_names_do_not_reach_a_figure(sweep: Report) -> None:
    renamed = replace(sweep.claim.observations[0], name="x\x00\ty")
    hostile = replace(sweep, title="a\x1b[31m\nb", claim=Arm(None, (renamed,)))
    figure = figure_of(hostile, ["x\x00\ty"])
    assert figure.title == "a [31m b"
    assert figure.panels[0].title == "x y"


@pytest.mark.parametrize("point", [10**400, float("nan"), float("inf")])
def test_a_sweep_point_that_no_axis_holds_becomes_a_row(point: float) -> None:
    target = Target.band(0.0, 1.0)
    seen = [Observation("x", {"n": n}, 0.5, 0.4, 0.6, target) for n in (1, point)]
    figure = figure_of(Report("a/b", 0, "t", Arm(None, tuple(seen)), ()))
    assert isinstance(figure.panels[0], Dots)


def test_words_say_what_the_figure_shows(sweep: Report) -> None:
    assert describe(figure_of(sweep)) == (
        "score variance over d_k, target 1 ± 0.1: measured 1 to 1; unscaled 16 to 1.02e+03; "
        "divided by d_k 0.0625 to 0.000977."
    )
