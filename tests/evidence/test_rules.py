"""Each rule of the verdicts, with a small check that it catches (EVIDENCE rules 1 to 7 and 19)."""

import math
from collections.abc import Callable, Mapping
from typing import Any

import pytest
import torch

from quizkit.evidence import Lab, check
from quizkit.model import Arm, Judgement, Report, Verdict, judge_arm, judge_report, uncovered

Say = Callable[..., None]


def report(say: Say, *values: Any) -> Report:
    """A check whose controls set the parameter `n` to these values, or to 1 and 2."""
    controls: Mapping[str, Mapping[str, Any]] = {f"n = {n}": {"n": n} for n in values or (1, 2)}
    return check(controls=controls)(say).run()


def judge(say: Say, *values: Any) -> Judgement:
    return judge_report(report(say, *values))


def sound(lab: Lab, n: int = 0) -> None:
    for d in lab.sweep("d", (2, 3)):
        lab.count("n", n * d, equals=0)
        lab.mean("mean", lab.normal(1_000) + n, equals=0.0, within=0.5)


def test_a_claim_that_holds_and_whose_controls_are_refuted_is_supported() -> None:
    assert judge(sound) == Judgement(Verdict.SUPPORTED)


def test_a_claim_that_fails_is_refuted_and_says_where() -> None:
    def fails(lab: Lab, n: int = 0) -> None:
        for d in lab.sweep("d", (1, 2)):
            lab.count("n", n + d, equals=1)

    assert judge(fails) == Judgement(Verdict.REFUTED, ("n at d=2: 2 in [2, 2], target 1",))


def test_a_claim_within_its_own_noise_is_inconclusive() -> None:
    def noisy(lab: Lab, n: int = 0) -> None:
        lab.mean("mean", lab.normal(100) + n, equals=0.0, within=0.1)

    assert judge(noisy).verdict is Verdict.INCONCLUSIVE


def test_one_refuted_observation_refutes_and_outweighs_an_inconclusive_one() -> None:
    def mixed(lab: Lab, n: int = 0) -> None:
        lab.count("right", n, equals=0)
        lab.mean("noisy", lab.normal(100), equals=0.0, within=0.1)
        lab.count("wrong", 1, equals=0)

    judged = judge(mixed)
    assert judged.verdict is Verdict.REFUTED
    assert judged.reasons == ("wrong: 1 in [1, 1], target 0",)


def test_nothing_observed_is_toothless() -> None:
    def says_nothing(lab: Lab, n: int = 0) -> None:
        lab.record("n", n)

    assert judge(says_nothing) == Judgement(Verdict.TOOTHLESS, ("nothing was observed",))


def test_a_control_that_flips_nothing_makes_the_check_toothless() -> None:
    def ignores(lab: Lab, n: int = 0) -> None:
        lab.count("n", int(n > 1), equals=0)

    assert judge(ignores) == Judgement(Verdict.TOOTHLESS, ("control 'n = 1' is supported",))


def test_a_control_that_is_only_inconclusive_makes_the_check_toothless() -> None:
    def near(lab: Lab, n: float = 0) -> None:
        lab.mean("mean", lab.normal(1_000) + n, equals=0.0, within=0.5)

    judged = judge(near, 0.5, 2)
    assert judged.verdict is Verdict.TOOTHLESS
    assert judged.reasons[0].startswith("control 'n = 0.5' is inconclusive: mean: 0.")


def test_an_observation_that_no_control_touches_makes_the_check_toothless() -> None:
    def decorated(lab: Lab, n: int = 0) -> None:
        lab.count("n", n, equals=0)
        lab.count("sun", 1, equals=1)

    assert judge(decorated) == Judgement(Verdict.TOOTHLESS, ("no control refutes 'sun'",))
    assert uncovered(report(decorated)) == ["sun"]


def test_one_control_that_refutes_a_name_at_one_point_covers_it() -> None:
    def late(lab: Lab, n: int = 0) -> None:
        for d in lab.sweep("d", (0, 1)):
            lab.count("a", n * d if n == 1 else 0, equals=0)
            lab.count("b", n * d if n == 2 else 0, equals=0)

    assert judge(late).verdict is Verdict.SUPPORTED


BREAKS: dict[str, Callable[[Lab], object]] = {
    "NaN": lambda lab: lab.mean("x", lab.normal(100) / 0 * 0, at_least=0),
    "infinity": lambda lab: lab.zero("x", torch.tensor([math.inf])),
    "shape": lambda lab: lab.same("x", lab.normal(3), lab.normal(4)),
    "exception": lambda lab: lab.count("x", int("seven"), equals=7),
    "fewer than 16 units": lambda lab: lab.mean("x", lab.normal(15), at_least=9),
    "no variance": lambda lab: lab.mean("x", torch.ones(100), at_least=9),
    "twice": lambda lab: any(lab.count("x", n, equals=0) for n in (1, 1)),
    "no entry": lambda lab: lab.finite("x", torch.ones(0)),
    "precision": lambda lab: lab.same("x", torch.ones(3), torch.zeros(3)),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_control_is_not_a_refuted_one(name: str) -> None:
    def breaks(lab: Lab, n: int = 0) -> None:
        if n == 2:
            _ = BREAKS[name](lab)
        else:
            lab.count("x", n, equals=0)

    judged = judge(breaks)
    assert judged.verdict is Verdict.TOOTHLESS
    assert judged.reasons[0].startswith("control 'n = 2' is error: ")


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_claim_is_an_error(name: str) -> None:
    def breaks(lab: Lab, n: int = 0) -> None:
        _ = BREAKS[name](lab)

    assert judge(breaks).verdict is Verdict.ERROR


def test_what_was_refuted_before_a_control_broke_covers_nothing() -> None:
    def breaks_late(lab: Lab, n: int = 0) -> None:
        lab.count("a", int(n == 2), equals=0)
        lab.count("b", n, equals=0)
        if n == 2:
            raise ValueError

    assert uncovered(report(breaks_late)) == ["a"]


def test_a_premise_that_fails_in_the_claim_is_an_error() -> None:
    def fails(lab: Lab, n: int = 0) -> None:
        lab.count("inputs", 1, equals=2, premise=True)
        lab.count("n", n, equals=0)

    assert judge(fails) == Judgement(
        Verdict.ERROR, ("premise fails: inputs: 1 in [1, 1], target 2",)
    )


@pytest.mark.parametrize("value", [0.3, 9.0])
def test_a_premise_that_fails_or_is_inconclusive_in_a_control_is_an_error(value: float) -> None:
    def fails(lab: Lab, n: int = 0) -> None:
        shift = value if n == 2 else 0.0
        lab.mean("inputs", lab.normal(1_000) + shift, equals=0.0, within=0.3, premise=True)
        lab.count("n", n, equals=0)

    judged = judge(fails)
    assert judged.verdict is Verdict.ERROR
    assert judged.reasons[0].startswith("control 'n = 2' is error: premise fails: inputs: ")


def test_a_premise_that_fails_is_told_before_what_it_broke() -> None:
    def breaks(lab: Lab, n: int = 0) -> None:
        x = lab.normal(100) / (n - 1)
        lab.finite("inputs", x, premise=True)
        lab.mean("mean", x, equals=0.0, within=0.9)

    judged = judge(breaks, 1, 3)
    assert judged.verdict is Verdict.ERROR
    assert judged.reasons[0].startswith("control 'n = 1' is error: premise fails: inputs: 100")
    assert "; broken: NaN or infinity" in judged.reasons[0]


def test_a_premise_carries_no_teeth() -> None:
    def only_a_premise(lab: Lab, n: int = 0) -> None:
        lab.count("n", 0, equals=0, premise=True)

    assert judge(only_a_premise) == Judgement(Verdict.TOOTHLESS, ("nothing was observed",))

    def besides(lab: Lab, n: int = 0) -> None:
        only_a_premise(lab)
        lab.count("blunt", 0, equals=0)

    assert judge(besides).verdict is Verdict.TOOTHLESS


def test_a_premise_needs_no_control_that_refutes_it() -> None:
    def with_premise(lab: Lab, n: int = 0) -> None:
        lab.count("inputs", 2, equals=2, premise=True)
        lab.count("n", n, equals=0)

    assert judge(with_premise).verdict is Verdict.SUPPORTED


def skips_a_name(lab: Lab, n: int = 0) -> None:
    lab.count("n", n, equals=0)
    if n < 2:
        lab.count("more", n, equals=0)


def skips_a_point(lab: Lab, n: int = 0) -> None:
    for d in lab.sweep("d", (1, 2, 3) if n < 2 else (1, 2)):
        lab.count("n", n + 0 * d, equals=0)


def adds_a_name(lab: Lab, n: int = 0) -> None:
    lab.count("n", n, equals=0)
    if n == 2:
        lab.count("more", 0, equals=0)


def turns_into_a_premise(lab: Lab, n: int = 0) -> None:
    lab.count("n", n, equals=0)
    lab.count("more", n % 2, equals=0, premise=n == 2)


@pytest.mark.parametrize(
    ("skips", "told"),
    [
        (skips_a_name, "more"),
        (skips_a_point, "n at d=3"),
        (adds_a_name, "more"),
        (turns_into_a_premise, "more; more (premise)"),
    ],
)
def test_a_branch_that_skips_something_in_one_arm_is_an_error(skips: Say, told: str) -> None:
    assert judge(skips) == Judgement(
        Verdict.ERROR, (f"control 'n = 2' observes other things than the claim: {told}",)
    )


def two_claims(lab: Lab, n: int = 0) -> None:
    lab.count("first", int(n in (1, 3)), equals=0)
    lab.count("second", int(n in (2, 3)), equals=0)


def test_a_claim_is_decided_by_its_own_names() -> None:
    def second_fails(lab: Lab, n: int = 0) -> None:
        lab.count("first", n, equals=0)
        lab.count("second", 1, equals=0)

    found = report(second_fails)
    assert judge_report(found, {"first"}).verdict is Verdict.SUPPORTED
    assert judge_report(found, {"second"}).verdict is Verdict.REFUTED
    assert judge_report(found).verdict is Verdict.REFUTED


def test_a_control_that_refutes_another_name_only_is_refuted_all_the_same() -> None:
    found = report(two_claims, 1, 2)
    assert judge_report(found, {"first"}).verdict is Verdict.SUPPORTED
    assert judge_report(found, {"second"}).verdict is Verdict.SUPPORTED


def test_a_name_that_no_control_refutes_carries_no_claim() -> None:
    def blunt(lab: Lab, n: int = 0) -> None:
        lab.count("first", n, equals=0)
        lab.count("second", 0, equals=0)

    found = report(blunt)
    assert judge_report(found, {"first"}).verdict is Verdict.SUPPORTED
    assert judge_report(found, {"second"}) == Judgement(
        Verdict.TOOTHLESS, ("no control refutes 'second'",)
    )


def test_a_claim_on_a_name_that_is_not_observed_is_an_error() -> None:
    assert judge_report(report(sound), {"no such"}) == Judgement(
        Verdict.ERROR, ("no observation is called 'no such'",)
    )


def test_a_claim_on_a_premise_alone_is_toothless() -> None:
    def with_premise(lab: Lab, n: int = 0) -> None:
        lab.count("inputs", 2, equals=2, premise=True)
        lab.count("n", n, equals=0)

    assert judge_report(report(with_premise), {"inputs"}).verdict is Verdict.TOOTHLESS


@pytest.mark.parametrize(("points", "verdict"), [(50, Verdict.SUPPORTED), (51, Verdict.ERROR)])
def test_an_arm_makes_fifty_random_observations_at_most(points: int, verdict: Verdict) -> None:
    def many(lab: Lab, n: int = 0) -> None:
        for _ in lab.sweep("d", range(points)):
            lab.mean("mean", lab.normal(100) + 9 * n, equals=0.0, within=2.0)

    assert judge(many).verdict is verdict


def test_a_median_between_ties_counts_as_random_although_its_interval_is_a_point() -> None:
    def many(lab: Lab, n: int = 0) -> None:
        for _ in lab.sweep("d", range(51)):
            # Nine of ten draws are above 3.
            lab.median("rank", lab.uniform(1_000, high=30).clamp(max=3).floor(), at_least=n)

    judged = judge(many, 5, 9)
    assert judged.verdict is Verdict.ERROR
    assert judged.reasons == ("51 random observations; at most 50 an arm",)


@pytest.mark.parametrize("points", [51, 500])
def test_exact_readings_are_not_counted(points: int) -> None:
    def many(lab: Lab, n: int = 0) -> None:
        for _ in lab.sweep("d", range(points)):
            lab.count("n", n, equals=0)

    assert judge(many).verdict is Verdict.SUPPORTED


def test_doubt_is_inconclusive_whatever_the_value() -> None:
    def tails(lab: Lab, n: int = 0) -> None:
        lab.mean("mean", (2 * lab.normal(1_000)).exp() + 9 * n, at_least=0.1)

    judged = judge(tails)
    assert judged.verdict is Verdict.INCONCLUSIVE
    assert "(tails: skewness " in judged.reasons[0]


def test_an_arm_alone_is_judged_by_its_own_observations() -> None:
    arms = check(controls={"one": {"n": 1}, "two": {"n": 2}})(sound)
    assert judge_arm(arms.arm()).verdict is Verdict.SUPPORTED
    assert judge_arm(arms.arm("one")).verdict is Verdict.REFUTED


def test_a_report_with_fewer_than_two_controls_is_toothless() -> None:
    full = report(sound)
    for kept in range(2):
        few = Report("a/b", 0, "", full.claim, full.controls[:kept])
        assert judge_report(few).verdict is Verdict.TOOTHLESS


def test_an_arm_without_observations_or_error_is_toothless() -> None:
    assert judge_arm(Arm(None)) == Judgement(Verdict.TOOTHLESS, ("nothing was observed",))
