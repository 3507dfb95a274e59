"""JUnit's XML: readable by any XML reader, and each verdict where CI systems look for it."""

from xml.etree import ElementTree

import pytest

from quizkit.export.junit import results_junit
from quizkit.model.result import ClaimResult


@pytest.fixture
def root(results: list[ClaimResult]) -> ElementTree.Element:
    """The document, read back."""
    return ElementTree.fromstring(results_junit(results))


def case(root: ElementTree.Element, name: str) -> ElementTree.Element:
    """The test case of this name."""
    (found,) = (c for c in root.iter("testcase") if c.get("name") == name)
    return found


def test_each_question_is_a_suite_that_counts_its_claims(root: ElementTree.Element) -> None:
    assert root.tag == "testsuites"
    counted = [
        {key: suite.get(key) for key in ("name", "tests", "failures", "errors", "skipped", "time")}
        for suite in root.iter("testsuite")
    ]
    assert counted == [
        {
            "name": "tiny/is-nothing",
            "tests": "6",
            "failures": "3",
            "errors": "1",
            "skipped": "1",
            "time": "6.000",
        },
        {
            "name": "tiny/other",
            "tests": "1",
            "failures": "0",
            "errors": "0",
            "skipped": "0",
            "time": "2.000",
        },
    ]
    assert root.get("tests") == "7"
    assert root.find("testsuite[1]") is not None
    assert root.find("testsuite").get("timestamp") == "2026-03-01T12:30:15"  # type: ignore[union-attr]  it was just found


@pytest.mark.parametrize(
    ("name", "tag", "kind"),
    [
        ("refuted", "failure", "refuted"),
        ("inconclusive", "failure", "inconclusive"),
        ("toothless", "failure", "toothless"),
        ("error", "error", "error"),
        ("skipped", "skipped", None),
    ],
)
def test_a_verdict_stands_where_it_is_looked_for(
    root: ElementTree.Element, name: str, tag: str, kind: str | None
) -> None:
    (outcome,) = (child for child in case(root, name) if child.tag != "system-out")
    assert outcome.tag == tag
    assert outcome.get("type") == kind
    assert outcome.get("message")


@pytest.mark.parametrize("name", ["supported", "shares-the-check"])
def test_a_supported_claim_has_no_outcome_but_its_measurements(
    root: ElementTree.Element, name: str
) -> None:
    assert [child.tag for child in case(root, name)] == ["system-out"]


def test_the_output_tells_what_was_measured(root: ElementTree.Element) -> None:
    told = case(root, "supported").findtext("system-out") or ""
    assert "seed 1: gap <&>, d=4, kind=a: 0.9 [0.8, 1], target ≥ 0.5: supported" in told
    shared = case(root, "shares-the-check").findtext("system-out") or ""
    assert shared.startswith("myth: Nothing & <nothing>.")
    assert "gap" not in shared


def test_characters_that_xml_cannot_hold_are_replaced(
    results: list[ClaimResult], root: ElementTree.Element
) -> None:
    assert "\x1b" not in results_junit(results)
    failure = case(root, "refuted").find("failure")
    assert failure is not None
    assert failure.get("message") == "first: \ufffd[31m0.1"
    assert failure.text == "first: \ufffd[31m0.1\nsecond \ufffd ]]>"


def test_the_document_can_be_written_as_utf_8(results: list[ClaimResult]) -> None:
    data = results_junit(results).encode("utf-8")
    assert ElementTree.fromstring(data).tag == "testsuites"
