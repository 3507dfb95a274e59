"""What each observation of the lab says, and what it refuses to say."""

import math
from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch import Tensor

from quizkit.evidence import Broken, Lab
from quizkit.model import Observation, Verdict

S, R, I = Verdict.SUPPORTED, Verdict.REFUTED, Verdict.INCONCLUSIVE  # noqa: E741  read as a column
ONE = torch.ones(3, dtype=torch.float64)
Say = Callable[[Lab], None]


def observe(say: Say) -> Observation:
    lab = Lab()
    say(lab)
    (observation,) = lab.observations
    return observation


@pytest.mark.parametrize(
    ("goal", "verdict"),
    [
        ({"equals": 0.0, "within": 0.1}, S),
        ({"equals": 0.3, "within": 0.1}, R),
        ({"equals": 0.1, "within": 0.1}, I),
        ({"at_least": -0.1}, S),
        ({"at_least": 0.1}, R),
        ({"at_least": 0.0}, I),
        ({"at_most": 0.1}, S),
        ({"at_most": -0.1}, R),
        ({"at_most": 0.0}, I),
    ],
)
def test_a_goal_has_three_outcomes(goal: Any, verdict: Verdict) -> None:
    assert observe(lambda lab: lab.mean("x", lab.normal(20_000), **goal)).verdict is verdict


@pytest.mark.parametrize(
    "goal",
    [
        {},
        {"equals": 1.0},
        {"within": 1.0},
        {"equals": 1.0, "within": 0.0},
        {"equals": 1.0, "within": -1.0},
        {"equals": 1.0, "within": math.nan},
        {"equals": 1.0, "within": math.inf},
        {"equals": math.nan, "within": 1.0},
        {"at_least": -math.inf},
        {"at_most": math.inf},
        {"at_least": 0.0, "at_most": 1.0},
        {"equals": 1.0, "within": 0.1, "at_least": 0.0},
        {"equals": "1.0", "within": 0.1},
    ],
)
def test_a_goal_without_a_finite_margin_that_matters_breaks(goal: Any) -> None:
    with pytest.raises(Broken):
        Lab().mean("x", torch.randn(100), **goal)


@pytest.mark.parametrize("by", [0.0, -1.0, math.nan, math.inf])
def test_an_order_without_a_margin_breaks(by: float) -> None:
    lab = Lab()
    with pytest.raises(Broken, match="by > 0"):
        lab.order("x", lab.normal(100), lab.normal(100) + 9, by=by)


@pytest.mark.parametrize(("shift", "verdict"), [(2.0, S), (1.0, I), (0.0, R)])
def test_an_order_has_three_outcomes(shift: float, verdict: Verdict) -> None:
    def say(lab: Lab) -> None:
        a = lab.normal(1_000)
        lab.order("x", a, a + shift + lab.normal(1_000) / 10, by=1.0)

    assert observe(say).verdict is verdict


def test_a_control_that_changes_nothing_refutes_an_order() -> None:
    """The same draws in the same order differ by exactly 0, which is less than any margin."""

    def say(lab: Lab) -> None:
        a = lab.normal(100)
        lab.order("x", a, a, by=0.1)

    assert observe(say).verdict is R


def test_a_median_a_correlation_and_a_share_are_observed() -> None:
    lab = Lab()
    x, y = lab.normal(2, 20_000)
    lab.median("median", x.exp(), equals=1.0, within=0.1)
    lab.correlation("correlation", x, x + y, equals=0.5**0.5, within=0.06)
    lab.proportion("share", x > 0, equals=0.5, within=0.05)
    assert [o.verdict for o in lab.observations] == [S, S, S]
    assert [o.units for o in lab.observations] == [20_000] * 3


def test_growth_is_judged_and_its_local_slopes_are_kept_for_the_figure() -> None:
    lab = Lab()
    widths = (4, 16, 64)
    squares = [(lab.normal(20_000) * d**0.5) ** 2 for d in widths]
    lab.growth("scores", widths, squares, equals=1.0, within=0.1)
    lab.growth("products", widths, [2 * d for d in widths], equals=1.0, within=0.1)
    assert [o.verdict for o in lab.observations] == [S, S]
    assert [o.random for o in lab.observations] == [True, False]
    assert [r.name for r in lab.records[:2]] == [
        "scores, local slope from 4 to 16",
        "scores, local slope from 16 to 64",
    ]
    assert lab.records[2].value == pytest.approx(1.0)


EXACT: list[tuple[Say, Verdict]] = [
    (lambda lab: lab.zero("x", 0 * ONE), S),
    (lambda lab: lab.zero("x", ONE * 1e-300), R),
    (lambda lab: lab.zero("x", torch.tensor([False, False])), S),
    (lambda lab: lab.count("x", 7, equals=7), S),
    (lambda lab: lab.count("x", torch.tensor(8), equals=7), R),
    (lambda lab: lab.shape("x", ONE, (3,)), S),
    (lambda lab: lab.shape("x", ONE, (3, 1)), R),
    (lambda lab: lab.finite("x", ONE), S),
    (lambda lab: lab.finite("x", ONE / 0), R),
    (lambda lab: lab.raises("x", lambda: ONE @ torch.ones(4), RuntimeError), S),
    (lambda lab: lab.raises("x", lambda: ONE @ ONE, RuntimeError), R),
    (lambda lab: lab.apart("x", ONE, ONE + 1, at_least=0.5), S),
    (lambda lab: lab.apart("x", ONE, ONE + 0.1, at_least=0.5), I),
    (lambda lab: lab.apart("x", ONE, ONE, at_least=0.5), R),
]


@pytest.mark.parametrize(("say", "verdict"), EXACT)
def test_an_exact_reading_needs_no_interval(say: Say, verdict: Verdict) -> None:
    o = observe(say)
    assert o.verdict is verdict
    assert o.low == o.value == o.high
    assert not o.random


BROKEN: list[tuple[Say, str]] = [
    (lambda lab: lab.zero("x", ONE[:0]), "nothing to compare"),
    (lambda lab: lab.finite("x", ONE[:0]), "nothing to compare"),
    (lambda lab: lab.same("x", ONE[:0], ONE[:0]), "nothing to compare"),
    (lambda lab: lab.zero("x", ONE / 0), "NaN or infinity"),
    (lambda lab: lab.same("x", ONE, ONE * math.nan), "NaN or infinity"),
    (lambda lab: lab.same("x", ONE, torch.ones(3, 1).double()), "shapes differ"),
    (lambda lab: lab.same("x", ONE, ONE, scale=math.inf), "scale"),
    (lambda lab: lab.same("x", ONE, ONE, scale=-1.0), "scale"),
    (lambda lab: lab.apart("x", ONE, ONE, at_least=0.0), "at_least > 0"),
    (lambda lab: lab.count("x", 1.5 * ONE[0], equals=1), "not a count"),
    (lambda lab: lab.count("x", 2**53, equals=2**53), "not a count"),
    (lambda lab: lab.count("x", math.nan * ONE[0], equals=1), "not a count"),
    (lambda lab: lab.raises("x", lambda: 1 / 0, Exception), "say which one"),
    (lambda lab: lab.mean("x", torch.ones(20, dtype=torch.complex64), at_least=0), "complex"),
    (lambda lab: lab.count(" ", 1, equals=1), "name"),
    (lambda lab: lab.count("x\x1b[2J", 1, equals=1), "name"),
    (lambda lab: lab.same("x", 1e308 * ONE, -1e308 * ONE), "NaN or infinity"),
    (lambda lab: lab.zero("x", ONE * complex(1e308, 1.7e308)), "overflows"),
    (lambda lab: lab.record("x", math.inf), "NaN or infinity"),
    (lambda lab: lab.show("x", torch.full((2, 2), -math.inf)), "NaN or infinity"),
    (lambda lab: lab.show("x", torch.ones(65, 2)), "64 × 64"),
    (lambda lab: lab.show("x", torch.ones(0, 2)), "64 × 64"),
    (lambda lab: lab.show("x", ONE), "64 × 64"),
]


@pytest.mark.parametrize(("say", "says"), BROKEN)
def test_what_says_nothing_is_broken(say: Say, says: str) -> None:
    with pytest.raises(Broken, match=says):
        say(Lab())


def test_another_exception_than_the_expected_one_breaks() -> None:
    with pytest.raises(ZeroDivisionError):
        Lab().raises("x", lambda: 1 // 0, RuntimeError)


def test_the_same_name_at_the_same_point_is_observed_once() -> None:
    lab = Lab()
    for d in lab.sweep("d", (1, 2)):
        lab.count("x", d, equals=1)
    again = lab.sweep("d", (2, 3))
    assert next(again) == 2
    with pytest.raises(Broken, match="observed twice"):
        lab.count("x", 1, equals=1)
    assert next(again) == 3
    lab.count("x", 1, equals=1)


def test_a_premise_is_marked() -> None:
    lab = Lab()
    lab.mean("a", lab.normal(100), at_least=-9, premise=True)
    lab.zero("b", 0 * ONE, premise=True)
    lab.order("c", lab.normal(100), lab.normal(100) + 9, by=1, premise=True)
    assert [o.premise for o in lab.observations] == [True] * 3


def test_a_figure_gets_numbers_and_matrices_without_a_verdict() -> None:
    lab = Lab()
    for _ in lab.sweep("d", (4,)):
        lab.record("loss", ONE.clone().requires_grad_().sum())
        lab.show("weights", torch.eye(2))
    assert not lab.observations
    assert [(r.name, r.at, r.value) for r in lab.records] == [
        ("loss", {"d": 4}, 3.0),
        ("weights", {"d": 4}, ((1.0, 0.0), (0.0, 1.0))),
    ]


def test_a_difference_that_matters_is_apart_on_every_seed() -> None:
    """A maximum over 16 or more random entries varies far less than the factor 10 of the gap."""

    def gap(seed: int) -> float:
        lab = Lab(seed)
        a, b = lab.normal(2, 16)
        lab.apart("x", a, b, at_least=0.5)
        return lab.observations[0].value

    assert min(gap(seed) for seed in range(200)) > 0.5


def test_units_may_lie_in_a_list_or_carry_a_gradient() -> None:
    x: Tensor = torch.randn(100, requires_grad=True)
    listed = observe(lambda lab: lab.mean("x", x.tolist(), at_least=-9))
    tracked = observe(lambda lab: lab.mean("x", x, at_least=-9))
    assert listed == tracked
