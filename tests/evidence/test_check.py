"""A check is declared as EVIDENCE asks, and whatever goes wrong in an arm is that arm's error."""

from pathlib import Path
from types import FunctionType
from typing import Any

import pytest
import torch
from torch import Tensor

from quizkit.evidence import CheckError, Lab, check
from quizkit.evidence.check import Controls, versions

TWO: Controls = {"one": {"n": 1}, "two": {"n": 2}}


def counts(lab: Lab, n: int = 0, other: Any = None) -> None:
    lab.count("n", n, equals=0)


def double(x: Tensor) -> Tensor:
    return 2 * x


def test_a_check_knows_its_id_its_title_and_its_controls() -> None:
    declared = check(controls=TWO)(counts)
    assert declared.id == "evidence/test_check"
    assert declared.title == (__doc__ or "").splitlines()[0]
    assert list(declared.controls) == ["one", "two"]


@pytest.mark.parametrize(
    ("controls", "says"),
    [
        ({}, "0 controls; a check has at least two"),
        ({"one": {"n": 1}}, "1 control; a check has at least two"),
        ({**TWO, "three": {}}, "'three' changes 0 arguments"),
        ({**TWO, "three": {"n": 3, "other": 1}}, "'three' changes 2 arguments"),
        ({**TWO, "three": {"m": 3}}, r"'three' changes 'm'.*\['n', 'other'\]"),
        ({**TWO, "three": {"lab": 3}}, "'three' changes 'lab'"),
        ({**TWO, "three": {"n": 0}}, "'three' changes nothing"),
        ({**TWO, "three": {"other": None}}, "'three' changes nothing"),
        ({**TWO, "three": {"n": 2}}, "'two' and 'three' make the same change"),
        ({"one": {"other": double}, "two": {"other": double}}, "make the same change"),
        ({**TWO, "claim": {"n": 3}}, "cannot be called 'claim'"),
        ({**TWO, "": {"n": 3}}, "cannot be called ''"),
        ({**TWO, "a\nb": {"n": 3}}, "cannot be called"),
        ({**TWO, 3: {"n": 3}}, "cannot be called 3"),
    ],
)
def test_a_control_is_the_same_experiment_with_one_thing_made_wrong(
    controls: Any, says: str
) -> None:
    with pytest.raises(CheckError, match=says) as raised:
        _ = check(controls=controls)(counts)
    assert raised.value.place is not None
    assert raised.value.place.path == Path(__file__)
    assert raised.value.place.line == counts.__code__.co_firstlineno


def test_a_control_may_change_a_function_or_a_tensor() -> None:
    controls: Controls = {"a": {"other": double}, "b": {"other": torch.ones(3)}}
    assert len(check(controls=controls)(counts).controls) == 2


def test_every_parameter_has_the_value_of_the_claim() -> None:
    def needs(lab: Lab, n: int, m: int = 0) -> None: ...

    with pytest.raises(CheckError, match="without the claim's value: n"):
        _ = check(controls={"one": {"m": 1}, "two": {"m": 2}})(needs)


def test_the_first_parameter_is_the_lab() -> None:
    def without(n: int = 0) -> None: ...

    with pytest.raises(CheckError, match="first parameter is the lab"):
        _ = check(controls=TWO)(without)


@pytest.mark.parametrize("doc", [None, "", "\n\n"])
def test_a_check_without_a_title_is_refused(doc: str | None) -> None:
    untitled = FunctionType(
        counts.__code__, {"__doc__": doc, "__name__": "untitled"}, argdefs=(0, None)
    )
    with pytest.raises(CheckError, match="no docstring"):
        _ = check(controls=TWO)(untitled)


def raises_if(lab: Lab, n: int = 0) -> None:
    lab.count("before", n, equals=0)
    if n == 1:
        raise KeyError("x")
    if n == 2:
        lab.mean("few", torch.randn(3), at_least=0)
    lab.count("after", n, equals=0)


def test_an_exception_is_the_error_of_its_arm_and_says_where() -> None:
    report = check(controls=TWO)(raises_if).run()
    assert report.claim.error == ""
    first = raises_if.__code__.co_firstlineno
    raised, broken = (arm.error for arm in report.controls)
    assert raised == f"KeyError: 'x' (test_check.py, line {first + 3})"
    assert broken == f"broken: 3 units; at least 16 are needed (test_check.py, line {first + 5})"
    assert [o.name for o in report.controls[0].observations] == ["before"]


def test_a_report_has_every_arm_its_seed_and_the_versions() -> None:
    report = check(controls=TWO)(counts).run(seed=7)
    assert (report.check, report.seed, report.device) == ("evidence/test_check", 7, "cpu")
    assert [report.claim.control, *(arm.control for arm in report.controls)] == [None, "one", "two"]
    assert report.versions == versions()
    assert report.versions["torch"] == torch.__version__
    assert report.seconds > 0
