"""One observation alone: the same value as in the whole run, and quick on a warm runner."""

import threading
import time
from typing import TYPE_CHECKING

import pytest

from quizkit.bank import Bank
from quizkit.errors import QuizkitError
from quizkit.model import Address, Report
from quizkit.verify import Options
from quizkit.verify.handles import Over
from quizkit.verify.measuring import measure, warm
from quizkit.verify.planning import plan
from quizkit.verify.reading import read
from quizkit.verify.runner import Runner, Stopped

if TYPE_CHECKING:
    from tests.verify.conftest import Mill

MEANS = """
for d in lab.sweep("d", (4, 64)):
    x = lab.normal(5000, d) + n
    lab.variance("variance", x, equals=1.0, within=0.1)
    lab.mean("mean", x, equals=0.0, within=0.1)
"""
CHECK = "tiny/means"


@pytest.fixture
def means(mill: "Mill") -> Bank:
    """A bank with a check that makes two observations at each of two sweep points."""
    _ = mill.check("means", MEANS.strip())
    return mill.bank()


@pytest.mark.parametrize("control", [None, "one more", "two more"])
def test_an_observation_alone_is_that_of_the_whole_run(
    means: Bank, runner: Runner, control: str | None
) -> None:
    source = means.checks[CHECK]
    steps = runner.run([plan(source, 0, Options())], 1)
    (over,) = [step for step in steps if isinstance(step, Over)]
    report = read(over, source.controls)
    assert isinstance(report, Report)
    (arm,) = [a for a in (report.claim, *report.controls) if a.control == control]
    (expected,) = [o for o in arm.observations if o.name == "mean" and o.at == {"d": 64}]
    alone = measure(means, CHECK, Address("mean", {"d": 64}, control), runner=runner)
    assert alone == expected


PICKY = """
for d in lab.sweep("d", (4, 64, 256)):
    if d != 64:
        raise ValueError("too much was asked for")
    lab.count("n", n, equals=0)
    lab.count("never wanted", 1 / n, equals=0)
"""


def test_nothing_is_run_but_the_sweep_point_up_to_the_observation(
    mill: "Mill", runner: Runner
) -> None:
    _ = mill.check("picky", PICKY.strip())
    alone = measure(mill.bank(), "tiny/picky", Address("n", {"d": 64}, None), runner=runner)
    assert alone.value == 0


@pytest.mark.parametrize(
    ("check", "observation", "at", "control", "says"),
    [
        ("tiny/nobody", "mean", {"d": 64}, None, "there is no check"),
        (CHECK, "man", {"d": 64}, None, "no observation 'man' at d=64"),
        (CHECK, "mean", {"d": 65}, None, "no observation 'mean' at d=65"),
        (CHECK, "mean", {}, None, "no observation 'mean' at no sweep point"),
        (CHECK, "mean", {"d": 64}, "one less", "KeyError: 'one less'"),
    ],
)
def test_what_cannot_be_measured_is_an_error_that_says_so(
    means: Bank,
    runner: Runner,
    check: str,
    observation: str,
    at: dict[str, int],
    control: str | None,
    says: str,
) -> None:
    with pytest.raises(QuizkitError, match=says):
        _ = measure(means, check, Address(observation, at, control), runner=runner)


@pytest.mark.parametrize(
    ("check", "says"),
    [("ends/exits", "ended with exit status 3"), ("ends/raises_in_the_library", "RuntimeError")],
)
def test_a_check_that_breaks_is_an_error_that_says_why(
    hostile: Bank, runner: Runner, check: str, says: str
) -> None:
    with pytest.raises(QuizkitError, match=says) as raised:
        _ = measure(hostile, check, Address("n", {}, None), runner=runner)
    assert raised.value.place
    assert raised.value.place.path == hostile.checks[check].path


def test_without_a_runner_it_brings_its_own(hostile: Bank) -> None:
    alone = measure(hostile, "harmless/plain", Address("n", {}, "two more"))
    assert alone.value == 2


@pytest.mark.parametrize("end", ["stop", "close"])
def test_another_thread_can_end_a_measurement_at_once(hostile: Bank, end: str) -> None:
    raised: list[Exception] = []

    def wait_for_ever(runner: Runner) -> None:
        try:
            _ = measure(hostile, "ends/loops", Address("n", {}, None), runner=runner)
        except Stopped as stopped:
            raised.append(stopped)

    with Runner() as runner:
        warm(runner, hostile, ["ends/loops", "no/such_check"])
        thread = threading.Thread(target=wait_for_ever, args=(runner,))
        thread.start()
        time.sleep(0.3)
        start = time.monotonic()
        getattr(runner, end)()
        thread.join()
        assert time.monotonic() - start < 1
        assert len(raised) == 1
        if end == "stop":
            alone = measure(hostile, "harmless/plain", Address("n", {}, None), runner=runner)
            assert alone.value == 0


def test_a_warm_measurement_costs_one_fork(hostile: Bank, runner: Runner) -> None:
    def measured() -> float:
        start = time.monotonic()
        _ = measure(hostile, "harmless/plain", Address("n", {}, None), runner=runner)
        return time.monotonic() - start

    _ = measured()
    # It takes some 20 ms; importing torch takes more than half a second on any machine.
    assert min(measured() for _ in range(3)) < 0.3
