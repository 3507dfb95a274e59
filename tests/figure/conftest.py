"""Reports as checks of each kind send them."""

import math

import pytest

from quizkit.model import Arm, Observation, Record, Report, Target

UNIT = Target.band(0.9, 1.1, 1.0)
EQUAL = Target(0.0, 1e-10, refuted_above=1e-6)
WIDTHS = (16, 64, 256, 1024)


def observed(
    name: str,
    value: float,
    half: float = 0.0,
    target: Target = UNIT,
    **at: float | str | bool,
) -> Observation:
    """An observation with an interval of `half` on either side."""
    return Observation(name, at, value, value - half, value + half, target, stderr=half / 4.75)


def arm(control: str | None, *observations: Observation, records: tuple[Record, ...] = ()) -> Arm:
    """An arm without a fault."""
    return Arm(control, observations, records, seconds=0.1)


def report(title: str, claim: Arm, *controls: Arm) -> Report:
    """A report of seed 0."""
    return Report("topic/slug", 0, title, claim, controls)


@pytest.fixture
def sweep() -> Report:
    """One quantity over numbers that span two decades; the controls span six."""

    def values(power: float) -> list[Observation]:
        sizes = [(d, d ** (1 - 2 * power)) for d in WIDTHS]
        return [observed("score variance", v, 0.05 * v, d_k=d) for d, v in sizes]

    return report(
        "Dividing by √d_k keeps attention scores at unit variance, whatever d_k is.",
        arm(None, *values(0.5)),
        arm("unscaled", *values(0.0)),
        arm("divided by d_k", *values(1.0)),
    )


@pytest.fixture
def identities() -> Report:
    """Three errors against one target, exactly zero among them."""

    def values(*errors: float) -> list[Observation]:
        names = ("sum of embeddings", "with LayerNorm", "BERT's own module against ours")
        return [observed(n, e, target=EQUAL) for n, e in zip(names, errors, strict=True)]

    return report(
        "One matrix times the one-hot concatenation equals the sum of three embeddings.",
        arm(None, *values(0.0, 2.3e-16, 4e-16)),
        arm("position table forgotten", *values(0.7, 0.4, 0.5)),
        arm("表查错了一行", *values(1.3, 0.9, 0.0)),
    )


@pytest.fixture
def nested() -> Report:
    """One quantity over two sweeps."""

    def values(weight: float) -> list[Observation]:
        points = [(n, d) for n in (8, 32) for d in (16, 64, 256)]
        target = Target.band(-math.inf, 0.5)
        return [observed("largest weight", weight / n, 0.01, target, n=n, d_k=d) for n, d in points]

    return report("Weights stay spread.", arm(None, *values(2)), arm("a", *values(7)), arm("b"))


@pytest.fixture
def words() -> Report:
    """One quantity over words, with a target at each."""
    fates = {"[MASK]": 0.8, "random token": 0.1, "unchanged": 0.1}

    def values(*shares: float) -> list[Observation]:
        return [
            observed("share", share, 0.006, Target.band(t - 0.02, t + 0.02, t), fate=fate)
            for (fate, t), share in zip(fates.items(), shares, strict=True)
        ]

    return report(
        "BERT masks 80 % of the chosen tokens, replaces 10 % and keeps 10 %.",
        arm(None, *values(0.8, 0.1, 0.1)),
        arm("all masked", *values(1.0, 0.0, 0.0)),
        arm("80 / 20 / 0", *values(0.8, 0.2, 0.0)),
    )


@pytest.fixture
def growth() -> Report:
    """An exponent with the slopes behind it, and a number that nothing observes."""

    def one(control: str | None, slope: float) -> Arm:
        beside = Record("exponent, local slope from 16 to 64", {}, slope - 0.01)
        alone = Record("largest score", {}, 3.0)
        return arm(control, observed("exponent", slope, 0.02), records=(beside, alone))

    return report("It grows.", one(None, 1.0), one("flat", 0.0), one("square", 2.0))


@pytest.fixture
def maps() -> Report:
    """A heat map in each arm."""

    def one(control: str | None, leak: float) -> Arm:
        rows = tuple(tuple(1.0 if j <= i else leak for j in range(4)) for i in range(4))
        exact = observed("leak", leak, target=Target.band(0.0, 0.0, 0.0))
        return arm(control, exact, records=(Record("weights", {}, rows),))

    return report("No leak.", one(None, 0.0), one("no mask", 0.5), one("negative", -0.25))
