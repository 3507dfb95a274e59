"""What `verify --json` prints is what docs/verify-json.md promises."""

import dataclasses
import json
import math
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from quizkit.export.json import results_json
from quizkit.model.result import ClaimResult

DOCS = Path(__file__).parents[2] / "docs" / "verify-json.md"
PROMISED = {
    *("id", "question", "check", "myth", "verdict", "seconds", "cached"),
    *("observations", "controls", "says", "reasons", "versions", "measured_at"),
}


@pytest.fixture(scope="module")
def schema() -> Draft202012Validator:
    """The schema in the documentation."""
    (block,) = re.findall(r"```json\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    told = json.loads(block)
    Draft202012Validator.check_schema(told)
    return Draft202012Validator(told)


@pytest.fixture
def printed(results: list[ClaimResult]) -> dict[str, Any]:
    """The document, read back by a reader that knows no infinities."""

    def refuse(constant: str) -> float:
        raise AssertionError(constant)

    return json.loads(results_json(results, Path("/a pack")), parse_constant=refuse)


def test_the_output_keeps_to_the_documented_schema(
    schema: Draft202012Validator, printed: dict[str, Any]
) -> None:
    assert [error.message for error in schema.iter_errors(printed)] == []


def test_an_empty_selection_keeps_to_the_schema_too(schema: Draft202012Validator) -> None:
    assert schema.is_valid(json.loads(results_json([], Path("/a pack"))))


@pytest.mark.parametrize("key", sorted(PROMISED))
def test_the_schema_refuses_a_claim_without_a_promised_key(
    schema: Draft202012Validator, printed: dict[str, Any], key: str
) -> None:
    del printed["claims"][0][key]
    assert not schema.is_valid(printed)


def test_each_claim_has_its_verdict_and_its_reasons(printed: dict[str, Any]) -> None:
    verdicts = [claim["verdict"] for claim in printed["claims"]]
    assert verdicts == [
        *("supported", "supported", "refuted", "inconclusive", "toothless", "error", "skipped")
    ]
    assert printed["claims"][4]["reasons"] == ["no control refutes 'zeros'"]
    assert printed["claims"][6]["reasons"] == ["needs cuda: no GPU"]
    assert printed["claims"][0]["measured_at"] == "2026-03-01T12:30:15.250000+00:00"
    assert printed["pack"] == "/a pack"


def test_an_open_end_and_an_infinite_headroom_are_null(printed: dict[str, Any]) -> None:
    gap, zeros = printed["claims"][0]["observations"][:2]
    assert gap["target"] == {
        "low": 0.5,
        "high": None,
        "refuted_below": 0.5,
        "refuted_above": None,
        "equals": None,
    }
    assert gap["at"] == {"d": 4, "kind": "a"}
    assert zeros["target"]["equals"] == 0.0
    assert zeros["headroom"] is None


def test_only_the_observations_that_decide_the_claim_are_listed_for_each_seed(
    printed: dict[str, Any],
) -> None:
    listed = [(o["seed"], o["name"]) for o in printed["claims"][1]["observations"]]
    assert listed == [(0, "zeros"), (1, "zeros")]
    assert printed["claims"][1]["seeds"] == [0, 1]


def test_each_control_has_its_own_verdict_and_what_it_refutes(printed: dict[str, Any]) -> None:
    off, breaks = printed["claims"][2]["controls"]
    assert (off["name"], off["verdict"], off["refuted"]) == (
        "off by one",
        "refuted",
        ["gap <&>", "zeros"],
    )
    assert (breaks["name"], breaks["verdict"]) == ("breaks", "error")


def test_the_summary_counts_claims_and_counts_a_shared_check_once(printed: dict[str, Any]) -> None:
    summary = printed["summary"]
    assert summary.pop("seconds") == pytest.approx(2 + 1 + 1 + 1 + 1)
    assert summary == {
        "verdict": "error",
        "claims": 7,
        "supported": 2,
        "refuted": 1,
        "inconclusive": 1,
        "toothless": 1,
        "error": 1,
        "skipped": 1,
        "cached": 1,
        "checks": 6,
    }


def test_the_output_is_ascii_so_that_any_terminal_can_take_it(results: list[ClaimResult]) -> None:
    printed = results_json(results, Path("/无"))
    assert printed.isascii()
    assert "\x1b" not in printed
    assert json.loads(printed)["claims"][0]["says"]["zh"] == "无即是无。"


def test_nothing_that_is_not_finite_can_be_printed(results: list[ClaimResult]) -> None:
    endless = dataclasses.replace(results[0], seconds=math.inf)
    with pytest.raises(ValueError, match="Out of range float"):
        _ = results_json([endless], Path("/a pack"))
