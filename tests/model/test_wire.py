"""A report survives its way as JSON, and nothing that is no report does."""

import json
import math
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizkit.model import Arm, Observation, Record, Report, Target, Verdict, judge_report, wire
from quizkit.model.wire import MAX_BYTES, MAX_TEXT, WireError, dumps, from_json, loads, to_json

printable = st.text(
    st.characters(exclude_categories=("C", "Z"), include_characters=" "), max_size=20
)
numbers = st.floats(allow_nan=False, allow_infinity=False)
not_negative = numbers.map(abs)
whole = st.integers(-(2**63), 2**63)
points = st.one_of(printable, st.booleans(), whole, numbers)
at = st.dictionaries(printable, points, max_size=3)
targets = st.builds(
    Target,
    low=numbers | st.just(-math.inf),
    high=numbers | st.just(math.inf),
    refuted_below=numbers | st.just(-math.inf),
    refuted_above=numbers | st.just(math.inf),
    equals=st.none() | numbers,
)


def observation(interval: list[float], **rest: Any) -> Observation:
    low, value, high = interval
    return Observation(low=low, value=value, high=high, **rest)


observations = st.builds(
    observation,
    st.tuples(numbers, numbers, numbers).map(sorted),
    name=printable,
    at=at,
    target=targets,
    premise=st.booleans(),
    stderr=not_negative,
    units=st.integers(1, 2**63),
    doubt=printable,
)
matrices = st.tuples(st.integers(1, 4), st.integers(1, 4)).flatmap(
    lambda shape: st.tuples(*[st.tuples(*[numbers] * shape[1])] * shape[0])
)
records = st.builds(Record, name=printable, at=at, value=numbers | matrices)


def arms(control: st.SearchStrategy[str | None]) -> st.SearchStrategy[Arm]:
    return st.builds(
        Arm,
        control=control,
        observations=st.lists(
            observations, max_size=4, unique_by=lambda o: (o.name, frozenset(o.at.items()))
        ).map(tuple),
        records=st.lists(records, max_size=2).map(tuple),
        error=printable,
        seconds=not_negative,
    )


reports = st.builds(
    Report,
    check=printable,
    seed=whole,
    title=printable,
    claim=arms(st.none() | printable),
    controls=st.lists(arms(printable), max_size=3, unique_by=lambda arm: arm.control).map(tuple),
    device=printable,
    versions=st.dictionaries(printable, printable, max_size=3),
)


@settings(max_examples=200, deadline=None)
@given(reports)
def test_a_report_comes_back_as_it_was(report: Report) -> None:
    back = loads(dumps(report))
    assert back == report
    # Equality takes 1, 1.0 and True for the same; the texts do not.
    assert repr(back.claim) == repr(report.claim)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def sound() -> dict[str, Any]:
    o = Observation("x", {"d": 4}, 1.0, 0.9, 1.1, Target.band(0, 2, 1), stderr=0.02, units=50)
    matrix = Record("m", {}, ((1.0, 2.0), (3.0, 4.0)))
    control = Arm("one", (o,), error="")
    return to_json(Report("a/b", 0, "t", Arm(None, (o,), (matrix,)), (control,)))


def paths(value: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every value in a JSON value."""
    inner: Any = ()
    if isinstance(value, dict):
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value)
    return [here, *(p for key, v in inner for p in paths(v, (*here, key)))]


def changed(path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    whole = sound()
    inner: Any = whole
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return whole


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(paths(sound())), JSON)
def test_whatever_stands_in_any_place_is_a_clean_report_or_a_wire_error(
    path: tuple[Any, ...], value: Any
) -> None:
    try:
        report = from_json(changed(path, value))
    except WireError:
        return
    assert loads(dumps(report)) == report
    assert judge_report(report).verdict in Verdict


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200) | JSON.map(lambda v: json.dumps(v).encode()))
def test_whatever_bytes_come_are_a_report_or_a_wire_error(data: bytes) -> None:
    with pytest.raises(WireError):
        _ = loads(data)


def test_what_these_tests_change_is_a_sound_report() -> None:
    assert from_json(sound()).claim.observations[0].headroom == pytest.approx(50)


CLAIM = ("claim",)
OBSERVATION = ("claim", "observations", 0)
RECORD = ("claim", "records", 0)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ((), []),
        ((), None),
        (("seed",), 1.0),
        (("seed",), True),
        (("seed",), 10**400),
        (("title",), None),
        (("title",), 7),
        (("versions",), []),
        (("versions", "torch"), 2),
        (("controls",), {}),
        (("controls", 0, "control"), None),
        (CLAIM, None),
        ((*CLAIM, "seconds"), "1"),
        ((*CLAIM, "seconds"), -1.0),
        ((*CLAIM, "seconds"), math.nan),
        ((*CLAIM, "error"), None),
        ((*CLAIM, "observations"), {}),
        ((*CLAIM, "observations"), [[]]),
        ((*OBSERVATION, "value"), True),
        ((*OBSERVATION, "value"), "1"),
        ((*OBSERVATION, "value"), None),
        ((*OBSERVATION, "value"), math.inf),
        ((*OBSERVATION, "value"), 10**400),
        ((*OBSERVATION, "low"), 2.0),
        ((*OBSERVATION, "value"), 50.0),
        ((*OBSERVATION, "stderr"), -0.1),
        ((*OBSERVATION, "units"), 0),
        ((*OBSERVATION, "units"), 50.0),
        ((*OBSERVATION, "units"), 10**400),
        ((*OBSERVATION, "premise"), 1),
        ((*OBSERVATION, "doubt"), None),
        ((*OBSERVATION, "target"), None),
        ((*OBSERVATION, "target", "low"), math.inf),
        ((*OBSERVATION, "target", "equals"), math.nan),
        ((*OBSERVATION, "at"), []),
        ((*OBSERVATION, "at"), {"d": None}),
        ((*OBSERVATION, "at"), {"d": [4]}),
        ((*OBSERVATION, "at"), {"d": math.nan}),
        ((*OBSERVATION, "at"), {"d": 10**400}),
        ((*RECORD, "value"), "much"),
        ((*RECORD, "value"), []),
        ((*RECORD, "value"), [[]]),
        ((*RECORD, "value"), [[1.0], [1.0, 2.0]]),
        ((*RECORD, "value"), [1.0, 2.0]),
        ((*RECORD, "value"), [[1.0, math.nan]]),
        ((*RECORD, "value"), [[True]]),
        ((*RECORD, "value"), [[1.0] * 65]),
        ((*RECORD, "value"), [[1.0]] * 65),
    ],
)
def test_a_value_of_the_wrong_kind_is_a_wire_error(path: tuple[Any, ...], value: Any) -> None:
    with pytest.raises(WireError):
        _ = from_json(changed(path, value))


@pytest.mark.parametrize("path", [p for p in paths(sound()) if p and isinstance(p[-1], str)])
def test_a_missing_key_is_a_wire_error(path: tuple[Any, ...]) -> None:
    inner = whole = sound()
    for key in path[:-1]:
        inner = inner[key]
    del inner[path[-1]]
    if path[-2:] == ("at", "d"):
        assert from_json(whole).claim  # a sweep point may be missing, a key may not
    else:
        with pytest.raises(WireError):
            _ = from_json(whole)


def test_a_key_that_a_report_does_not_have_is_not_read() -> None:
    assert from_json(sound() | {"verdict": "supported"}) == from_json(sound())


@pytest.mark.parametrize("literal", ["NaN", "Infinity", "-Infinity", "1e999", "9" * 400])
def test_a_number_beyond_all_numbers_is_a_wire_error(literal: str) -> None:
    text = json.dumps(sound()).replace('"value": 1.0', f'"value": {literal}')
    assert literal in text
    with pytest.raises(WireError):
        _ = loads(text.encode())


HOSTILE: dict[str, bytes] = {
    "nothing": b"",
    "deep nesting": b"[" * 1_000_000,
    "deep nesting that closes": b"[" * 500_000 + b"]" * 500_000,
    "deep objects": b'{"a":' * 300_000,
    "not UTF-8": b'{"check": "\xff"}',
    "UTF-16": json.dumps(sound()).encode("utf-16"),
    "a byte order mark": b"\xef\xbb\xbf" + json.dumps(sound()).encode(),
    "an integer of 10,000 digits": b'{"seed": ' + b"9" * 10_000 + b"}",
    "two reports": 2 * json.dumps(sound()).encode(),
    "half a report": json.dumps(sound()).encode()[:-9],
    "ten megabytes": b" " * 10_000_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_bytes_are_a_wire_error(name: str) -> None:
    with pytest.raises(WireError):
        _ = loads(HOSTILE[name])


def test_the_limit_of_size_is_exact() -> None:
    data = json.dumps(sound()).encode()
    assert loads(data.ljust(MAX_BYTES)) == from_json(sound())
    with pytest.raises(WireError, match="4000001 bytes"):
        _ = loads(data.ljust(MAX_BYTES + 1))


def test_the_same_observed_twice_is_a_wire_error() -> None:
    data = sound()
    data["claim"]["observations"] *= 2
    with pytest.raises(WireError, match="observed twice"):
        _ = from_json(data)


def test_a_control_twice_is_a_wire_error() -> None:
    data = sound()
    data["controls"] *= 2
    with pytest.raises(WireError, match="name of its own"):
        _ = from_json(data)


@pytest.mark.parametrize(("count", "accepted"), [(5_000, True), (5_001, False)])
def test_thousands_of_arms_are_read_up_to_a_limit(count: int, accepted: bool) -> None:
    data = sound()
    empty = data["controls"][0] | {"observations": []}
    data["controls"] = [empty | {"control": str(i)} for i in range(count)]
    if accepted:
        assert judge_report(from_json(data)).verdict is Verdict.ERROR
    else:
        with pytest.raises(WireError, match="5001 entries"):
            _ = from_json(data)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("\x1b[2Jgone", " [2Jgone"),
        ("a\nb\tc\0", "a b c "),
        ("\u202eright to left", " right to left"),
        ("\ud800", " "),
        ("[link=x]y[/link] √d_k 注意力", "[link=x]y[/link] √d_k 注意力"),
        ("long" * MAX_TEXT, "long" * (MAX_TEXT // 4)),
    ],
)
def test_texts_lose_what_could_speak_to_a_terminal(text: str, clean: str) -> None:
    data = sound()
    data["title"] = data["claim"]["error"] = text
    data["claim"]["observations"][0] |= {"name": text, "at": {text: text}, "doubt": text}
    report = loads(json.dumps(data).encode())
    (o,) = report.claim.observations
    assert {report.title, report.claim.error, o.name, o.doubt, *o.at, *o.at.values()} == {clean}


UNFIT: list[Callable[[], Report]] = [
    lambda: Report("a/b", 0, "", Arm(None, seconds=math.nan), ()),
    lambda: Report("a/b", 0, "", Arm(None, records=(Record("x", {}, math.inf),)), ()),
    lambda: Report("a/b", 0, "", Arm(None, records=(Record("x", {"d": math.nan}, 1.0),)), ()),
]


@pytest.mark.parametrize("report", UNFIT)
def test_what_json_cannot_hold_is_not_written(report: Callable[[], Report]) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        _ = wire.dumps(report())
