"""Every draw has a stream of its own (EVIDENCE rule 23)."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
import torch
from torch import Tensor
from torch.nn.functional import dropout

from quizkit.evidence import Broken, Check, Lab, check
from quizkit.model import Arm, Observation, Scalar


def nested(lab: Lab, shift: float = 0.0) -> None:
    """Draws before, inside, between and after two nested sweeps, from every source there is."""
    lab.mean("before", lab.normal(50), at_least=-9)
    for d in lab.sweep("d", (4, 16, 64)):
        shared = lab.normal(50)
        lab.mean("outer", shared, at_least=-9)
        for kind in lab.sweep("kind", ("a", "b")):
            x = shared + d * lab.uniform(50) + shift
            lab.mean("drawn", x, at_least=-99)
            lab.mean("global", torch.randn(50) + shift, at_least=-9)
            kept = dropout(torch.ones(4_000), 0.5).mean()
            lab.mean("dropout", lab.normal(50) * kept + len(kind), at_least=-9)
        lab.mean("late", shared + torch.randn(50) + lab.integers(0, 9, 50), at_least=-9)
    lab.mean("after", lab.normal(50) + torch.randn(50), at_least=-9)
    for d in lab.sweep("d", (64, 4)):
        lab.mean("again", d + lab.normal(50) + torch.randn(50), at_least=-9)


nested_check = check(controls={"one": {"shift": 1.0}, "two": {"shift": 2.0}})(nested)


def by_address(arm: Arm) -> dict[tuple[str, str], Observation]:
    assert not arm.error
    return {(o.name, str(dict(o.at))): o for o in arm.observations}


FULL = by_address(nested_check.arm())


@pytest.mark.parametrize("control", [None, "one"])
@pytest.mark.parametrize("address", FULL)
def test_one_observation_alone_is_bit_for_bit_that_of_the_full_run(
    address: tuple[str, str], control: str | None
) -> None:
    expected = by_address(nested_check.arm(control))[address]
    alone = nested_check.arm(control, only=expected.at, until=expected.name)
    assert not alone.error
    assert alone.observations[-1] == expected


def test_a_second_run_is_the_first_one_again() -> None:
    assert by_address(nested_check.arm()) == FULL


def test_what_ran_before_does_not_matter() -> None:
    _ = torch.manual_seed(99)
    _ = torch.randn(7)
    assert by_address(nested_check.arm()) == FULL


def test_seeds_differ_in_every_observation() -> None:
    other = by_address(nested_check.arm(seed=1))
    assert all(other[address].value != o.value for address, o in FULL.items())


def test_claim_and_controls_draw_the_same_numbers() -> None:
    moved = by_address(nested_check.arm("one"))
    for address, o in FULL.items():
        shift = 1.0 if address[0] in ("drawn", "global") else 0.0
        assert moved[address].value == pytest.approx(o.value + shift)


def test_points_differ_in_every_draw() -> None:
    values = [o.value for o in FULL.values()]
    assert len(set(values)) == len(values)


def draws_elsewhere(lab: Lab, more: int) -> list[Tensor]:
    found: list[Tensor] = []
    for _ in lab.sweep("first", range(2)):
        for _ in range(more):
            _ = lab.normal(10), torch.randn(10)
    found += [lab.normal(10), torch.randn(10)]
    for _ in lab.sweep("second", range(2)):
        found += [lab.normal(10), torch.randn(10), lab.permutation(10)]
    return found


def test_draws_in_one_sweep_shift_none_outside_it() -> None:
    few, many = draws_elsewhere(Lab(), 1), draws_elsewhere(Lab(), 5)
    assert all(torch.equal(a, b) for a, b in zip(few, many, strict=True))


def test_another_point_shifts_no_draw_of_the_others() -> None:
    def at_sixty_four(*points: int) -> Tensor:
        lab = Lab()
        return {d: lab.normal(10) for d in lab.sweep("d", points)}[64]

    assert torch.equal(at_sixty_four(64), at_sixty_four(4, 16, 64, 256))


def test_a_sweep_left_by_break_is_left() -> None:
    def after(leave: bool) -> Tensor:
        lab = Lab()
        for _ in lab.sweep("d", (1, 2)):
            if leave:
                break
        lab.count("n", 1, equals=1)
        assert lab.observations[0].at == {}
        return lab.normal(10)

    assert torch.equal(after(leave=True), after(leave=False))


DRAWS: list[Callable[[Lab], Tensor]] = [
    lambda lab: lab.normal(3, 4),
    lambda lab: lab.normal(3, 4, dtype=torch.float32),
    lambda lab: lab.normal(),
    lambda lab: lab.uniform(3, low=-1, high=2),
    lambda lab: lab.uniform(),
    lambda lab: lab.integers(3, 9_999, 4),
    lambda lab: lab.permutation(50),
    lambda lab: torch.randn(3, generator=lab.generator()),
]


@pytest.mark.parametrize("draw", DRAWS)
def test_two_draws_of_one_lab_differ_and_those_of_another_are_the_same(
    draw: Callable[[Lab], Tensor],
) -> None:
    lab = Lab()
    one, two = draw(lab), draw(lab)
    assert not torch.equal(one, two)
    assert torch.equal(one, draw(Lab()))


@pytest.mark.parametrize("draw", DRAWS[:-1])
def test_draws_lie_on_the_device_of_the_lab(draw: Callable[[Lab], Tensor]) -> None:
    # A generator of the CPU cannot draw on another device, so they were drawn there and moved.
    assert draw(Lab(device="meta")).device.type == "meta"


def test_an_injected_module_lies_on_the_device_of_the_lab() -> None:
    module = Lab(device="meta").inject(torch.nn.BatchNorm1d(3))
    assert {t.device.type for t in module.state_dict().values()} == {"meta"}


def test_draws_have_the_distribution_that_they_say() -> None:
    lab = Lab()
    x, u, k = lab.normal(40_000), lab.uniform(40_000, low=-1, high=3), lab.integers(2, 5, 40_000)
    assert float(x.mean()) == pytest.approx(0, abs=0.03)
    assert float(x.std()) == pytest.approx(1, abs=0.03)
    assert (float(u.min()), float(u.max())) == pytest.approx((-1, 3), abs=1e-3)
    assert sorted(set(k.tolist())) == [2, 3, 4]
    assert sorted(lab.permutation(50).tolist()) == list(range(50))


def broken_sweep(lab: Lab, points: Any) -> None:
    for _ in lab.sweep("d", points):
        pass


@pytest.mark.parametrize(
    "points",
    [
        (),
        (1, 1),
        (1, True),
        (1, 1.0),
        (float("nan"),),
        (float("inf"),),
        (torch.float16,),
        ((1, 2),),
        (None,),
        (torch.tensor(1),),
        ("a\nb",),
    ],
)
def test_a_sweep_goes_over_different_points_that_json_can_hold(points: Any) -> None:
    with pytest.raises(Broken, match="sweep 'd'"):
        broken_sweep(Lab(), points)


def test_a_sweep_inside_itself_is_broken() -> None:
    lab = Lab()
    outer = lab.sweep("d", (1, 2))
    assert next(outer) == 1
    with pytest.raises(Broken, match="inside itself"):
        broken_sweep(lab, (3, 4))


def test_two_sweeps_side_by_side_are_broken() -> None:
    lab = Lab()
    pairs = zip(lab.sweep("a", (1, 2)), lab.sweep("b", (1, 2)), strict=True)
    with pytest.raises(Broken, match="nest for statements"):
        _ = list(pairs)


# What a predict card asks for ------------------------------------------------------------------

seen: list[int] = []


@check(controls={"one": {"shift": 1.0}, "two": {"shift": 2.0}})
def breaks_afterwards(lab: Lab, shift: float = 0.0) -> None:
    widths = (4, 16, 64)
    means: list[Tensor] = []
    for d in lab.sweep("d", widths):
        seen.append(d)
        means.append(lab.normal(100) + d + shift)
        lab.mean("mean", means[-1], equals=float(d), within=9)
        seen.append(-d)
        lab.mean("twice", 2 * means[-1], equals=2.0 * d, within=9)
    lab.growth("growth", widths, means, equals=1.0, within=0.5)


def alone(
    subject: Check, name: str, at: Mapping[str, Scalar], control: str | None = None
) -> list[tuple[str, Mapping[str, Scalar]]]:
    seen.clear()
    arm = subject.arm(control, only=at, until=name)
    assert not arm.error
    return [(o.name, o.at) for o in arm.observations]


def test_an_arm_stops_as_soon_as_the_observation_is_made() -> None:
    assert alone(breaks_afterwards, "mean", {"d": 16}, "one") == [("mean", {"d": 16})]
    assert seen == [16]


def test_what_comes_after_a_sweep_does_not_break_one_point_alone() -> None:
    assert alone(breaks_afterwards, "twice", {"d": 64}) == [
        ("mean", {"d": 64}),
        ("twice", {"d": 64}),
    ]


def test_an_observation_outside_all_sweeps_takes_the_whole_run() -> None:
    assert alone(breaks_afterwards, "growth", {})[-1] == ("growth", {})
    assert seen == [4, -4, 16, -16, 64, -64]
