"""What is told of a verified claim."""

import math
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from quizkit.cli.claims import controls, failed, readings, safe, summary, verdict_words
from quizkit.cli.lines import claim_lines
from quizkit.cli.report import claim_block, summary_line
from quizkit.model import Arm, Lang, Observation, Report, Target, Text, Verdict, judge_report
from quizkit.model.result import ClaimResult

UNIT = Target.band(0.9, 1.1, 1.0)
SAYS = Text("The variance stays at 1.", "方差始终为 1。")
TRUTH = Text("It stays at 1.", "它始终为 1。")


def observed(name: str, value: float, half: float = 0.02, **at: float | str) -> Observation:
    """A random observation with an interval of `half` on either side."""
    return Observation(name, at, value, value - half, value + half, UNIT, stderr=half / 4.75)


def report(values: dict[int, float], *, seed: int = 0) -> Report:
    """A check swept over d_k, with two controls that are refuted."""

    def arm(control: str | None, factor: float) -> Arm:
        seen = [observed("variance", v * factor, d_k=d) for d, v in values.items()]
        return Arm(control, tuple(seen), seconds=0.1)

    return Report("scaling/unit", seed, "t", arm(None, 1), (arm("unscaled", 9), arm("twice", 4)))


def result(*reports: Report, myth: bool = False) -> ClaimResult:
    """What the claim came to by these reports."""
    judged = judge_report(reports[0])
    return ClaimResult(
        id="scaling/why#unit",
        question="scaling/why",
        check="scaling/unit",
        myth=myth,
        says=SAYS,
        verdict=judged.verdict,
        reasons=judged.reasons,
        names=(),
        reports=reports,
        seconds=0.3,
        cached=False,
        measured_at=datetime(2026, 3, 1, tzinfo=UTC),
    )


FEW = {16: 1.0, 64: 1.01}
MANY = {16: 1.0, 64: 1.01, 256: 1.06, 1024: 0.99}


def screen(shown: ClaimResult, width: int = 80, *, truth: Text | None = None) -> str:
    """The claim as a terminal of this width shows it, without colours."""
    return claim_block(shown, Lang.EN, truth, width).plain


def test_few_readings_are_told_one_by_one() -> None:
    assert [r.where for r in readings(result(report(FEW)), Lang.EN, every=False)] == [
        "d_k = 16",
        "d_k = 64",
    ]


def test_of_many_readings_the_one_nearest_to_failing_is_told() -> None:
    (worst,) = readings(result(report(MANY)), Lang.EN, every=False)
    assert (worst.where, worst.value) == ("worst of 4: d_k = 256", "1.06")


def test_every_reading_is_told_when_asked_for() -> None:
    assert len(readings(result(report(MANY)), Lang.EN, every=True)) == 4


def test_a_reading_that_fails_is_the_worst_whatever_its_headroom() -> None:
    (worst,) = readings(result(report(MANY | {64: 1.2})), Lang.EN, every=False)
    assert (worst.verdict, worst.where) == (Verdict.REFUTED, "worst of 4: d_k = 64")


def test_readings_of_several_seeds_name_their_seed() -> None:
    told = readings(result(report(FEW), report(FEW, seed=1)), Lang.EN, every=True)
    assert [r.where for r in told][2] == "d_k = 16, seed 1"


def test_only_the_observations_that_decide_the_claim_are_told() -> None:
    assert readings(replace(result(report(FEW)), names=("other",)), Lang.EN, every=True) == []


def test_an_exact_reading_has_no_interval_and_all_its_digits() -> None:
    target = Target.band(109_482_240, 109_482_240, 109_482_240)
    count = Observation("weights", {}, 109_482_240, 109_482_240, 109_482_240, target)
    one = replace(report(FEW), claim=Arm(None, (count,)))
    (told,) = readings(result(one), Lang.EN, every=False)
    assert (told.value, told.interval) == ("109,482,240", "")
    assert told.expected == "exactly 109,482,240"


def test_a_control_that_every_seed_refutes_is_refuted() -> None:
    told = controls(result(report(FEW), report(FEW, seed=1)))
    assert [(c.name, c.verdict, c.refuted) for c in told] == [
        ("unscaled", Verdict.REFUTED, ("variance",)),
        ("twice", Verdict.REFUTED, ("variance",)),
    ]


def test_a_control_that_one_seed_does_not_refute_is_told_by_what_it_came_to() -> None:
    good, weak = report(FEW), report(FEW, seed=1)
    weak = replace(weak, controls=(replace(weak.claim, control="unscaled"), weak.controls[1]))
    told = controls(result(good, weak))
    assert [(c.name, c.verdict) for c in told] == [
        ("unscaled", Verdict.SUPPORTED),
        ("twice", Verdict.REFUTED),
    ]


def test_a_control_that_broke_says_why() -> None:
    broken = replace(report(FEW).controls[0], error="NaN\x1b[31m")
    (told, _) = controls(result(replace(report(FEW), controls=(broken, report(FEW).controls[1]))))
    assert (told.verdict, told.reason) == (Verdict.ERROR, r"NaN\x1b[31m")


@pytest.mark.parametrize(
    ("myth", "verdict", "lang", "words"),
    [
        (False, Verdict.REFUTED, Lang.EN, "refuted"),
        (False, Verdict.REFUTED, Lang.ZH, "被推翻"),
        (True, Verdict.SUPPORTED, Lang.BOTH, "myth, refuted by measurement"),
        (True, Verdict.SUPPORTED, Lang.ZH, "误传，已被实测推翻"),
        (True, Verdict.REFUTED, Lang.EN, "myth, whose correction is refuted"),
        (True, Verdict.ERROR, Lang.EN, "myth, whose correction is error"),
        (True, Verdict.ERROR, Lang.ZH, "误传，其更正出错"),
    ],
)
def test_a_myth_is_told_as_a_myth(myth: bool, verdict: Verdict, lang: Lang, words: str) -> None:
    found = replace(result(report(FEW)), myth=myth, verdict=verdict)
    assert verdict_words(found, lang) == words


def test_a_myth_is_told_with_its_correction() -> None:
    shown = screen(result(report(FEW), myth=True), truth=TRUTH)
    assert "✓ myth  The variance stays at 1." in shown
    assert "refuted by measurement: It stays at 1." in shown


@pytest.mark.parametrize("lang", list(Lang))
def test_a_claim_is_told_in_the_language_asked_for(lang: Lang) -> None:
    first, *_ = claim_lines(result(report(FEW)), lang, None)
    assert ("The variance" in first) is (lang is not Lang.ZH)
    assert ("方差" in first) is (lang is not Lang.EN)


def test_plain_lines_tell_verdict_reading_control_and_cost() -> None:
    assert list(claim_lines(result(report(FEW)), Lang.EN, None)) == [
        "supported: scaling/why#unit: The variance stays at 1.",
        "    variance (d_k = 16): 1.00 [0.98, 1.02], expected 1 ± 0.1: supported",
        "    variance (d_k = 64): 1.01 [0.99, 1.03], expected 1 ± 0.1: supported",
        "    control unscaled: refuted",
        "    control twice: refuted",
        "    check scaling/unit: 0.30 s",
    ]


def test_a_chinese_reader_meets_no_english_word_of_ours() -> None:
    told = list(claim_lines(result(report(FEW), report(FEW, seed=1)), Lang.ZH, None))
    assert told[0].startswith("成立: ")
    worst = "variance (4 处中最差：d_k = 64, 种子 0): 1.01 [0.99, 1.03], 期望 1 ± 0.1: 成立"
    assert f"    {worst}" in told
    assert "    对照 unscaled: 被推翻" in told
    assert told[-1] == "    检验 scaling/unit：0.30 s，2 个种子"
    words = "".join(words for words, _ in summary([result(report(FEW))], Lang.ZH))
    assert words == "1 条论断：1 条成立。1 项检验，测量用时 0.3 s"


def test_the_screen_tells_the_same() -> None:
    shown = screen(result(report(FEW)))
    for part in ("✓ supported", "variance", "1.01 [0.99, 1.03]", "expected 1 ± 0.1", "0.30 s"):
        assert part in shown
    assert "2 controls refuted: unscaled · twice" in shown


@given(
    width=st.integers(24, 120),
    name=st.sampled_from(["x", "score variance", "change when the padding is replaced", "方差"]),
    point=st.sampled_from(["", "16", "a much longer sweep point than usual", "很长的取值" * 6]),
    sizes=st.sampled_from([FEW, MANY]),
)
def test_no_line_is_wider_than_the_screen_and_nothing_is_lost(
    width: int, name: str, point: str, sizes: dict[int, float]
) -> None:
    values = sizes.items() if point else [(0, 1.0)]
    seen = [
        replace(observed(name, v), at={"at": f"{point} {d}"} if point else {}) for d, v in values
    ]
    claim = Arm(None, tuple(seen))
    shown = replace(
        result(replace(report(FEW), claim=claim)), says=Text("注意力得分的方差" * 12, "x")
    )
    lines = screen(shown, width).splitlines()
    assert max(map(cell_len, lines)) <= width
    assert sum(line.count("意") for line in lines) == 12
    together = "".join("".join(lines).split())
    assert together.count("expected1±0.1") == len(readings(shown, Lang.EN, every=False))


def test_what_is_not_supported_says_why_and_how_much_more_there_is() -> None:
    bad = replace(
        result(report(FEW)), verdict=Verdict.REFUTED, reasons=tuple(f"reason {i}" for i in range(6))
    )
    told = list(claim_lines(bad, Lang.EN, None))
    assert "    reason 3" in told
    assert "    … and 2 more; -v tells all" in told
    assert "    reason 5" in list(claim_lines(bad, Lang.EN, None, every=True))


HOSTILE = "a\x1b[31mb\x07 [link=http://x]c[/link] :smile: \u202edrawkcab\nnext"


def test_nothing_in_a_text_speaks_to_the_terminal() -> None:
    assert safe(HOSTILE) == (r"a\x1b[31mb\x07 [link=http://x]c[/link] :smile: \u202edrawkcab next")


def test_markup_and_escapes_of_a_pack_stay_text() -> None:
    renamed = tuple(replace(o, name=HOSTILE) for o in report(FEW).claim.observations)
    hostile = replace(
        result(replace(report(FEW), claim=Arm(None, renamed))),
        says=Text(HOSTILE, HOSTILE),
        reasons=(HOSTILE,),
        check=HOSTILE,
    )
    for shown in (screen(hostile, 300), "\n".join(claim_lines(hostile, Lang.EN, None))):
        assert all(c.isprintable() or c == "\n" for c in shown)
        assert shown.count("[link=http://x]c[/link] :smile:") >= 3


def test_the_summary_counts_claims_checks_and_seconds() -> None:
    supported = result(report(FEW))
    myth = replace(supported, id="x#y", myth=True)
    skipped = replace(supported, id="x#z", verdict=Verdict.SKIPPED, reports=(), cached=False)
    results = [supported, myth, skipped]
    told = "".join(words for words, _ in summary(results, Lang.EN))
    assert told == "3 claims: 2 supported (1 myth refuted), 1 skipped. 1 check, 0.3 s of measuring"
    assert summary_line(results, Lang.EN).plain == told


def test_nothing_selected_is_told_without_a_stray_comma() -> None:
    assert (
        "".join(words for words, _ in summary([], Lang.EN))
        == "0 claims. 0 checks, 0.0 s of measuring"
    )


def test_only_what_is_supported_or_skipped_has_not_failed() -> None:
    one = result(report(FEW))
    everything = [replace(one, verdict=v) for v in Verdict]
    assert [r.verdict for r in failed(everything)] == [
        Verdict.REFUTED,
        Verdict.INCONCLUSIVE,
        Verdict.TOOTHLESS,
        Verdict.ERROR,
    ]


def test_a_target_without_an_upper_end_reads_as_one() -> None:
    least = Target.band(0.5, math.inf)
    seen = replace(observed("x", 0.7), target=least)
    (told,) = readings(result(replace(report(FEW), claim=Arm(None, (seen,)))), Lang.EN, every=False)
    assert told.expected == "≥ 0.5"
