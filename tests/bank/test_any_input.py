"""Whatever stands in a file, reading it ends in a value or in faults, never in an exception."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizkit.bank.codec import CodecError, decode, encode
from quizkit.bank.fault import Findings
from quizkit.bank.question_file import read_question
from quizkit.bank.read_script import read_script
from quizkit.model.question import Question

if TYPE_CHECKING:
    from tests.bank.conftest import MadePack

WORDS = [
    ": ",
    "- ",
    "---\n",
    "...\n",
    "null",
    "true",
    "1e9",
    "0x1",
    "2001-01-01",
    ".inf",
    "<<: ",
    "!!binary ",
    "&a ",
    "*a",
    "\\x1b",
]
PIECES = st.sampled_from([*"[]{},:-?&*!|>'\"%@`#~<=\\\t\n\r \x00\x1b\u202e\ufeffa1字", *WORDS])
# Where to cut, how much, and what to put there.
EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 40), st.lists(PIECES, max_size=3).map("".join)),
    min_size=1,
    max_size=4,
)
ANY_TEST = settings(
    max_examples=300,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def edited(text: str, edits: list[tuple[float, int, str]]) -> str:
    for where, length, piece in edits:
        start = int(where * len(text))
        text = text[:start] + piece + text[start + length :]
    return text


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "file"


def judge(findings: Findings, value: object) -> None:
    """A value without a fault, or faults without a value; what is told is fit for a terminal."""
    assert (value is None) == bool(findings.faults)
    for fault in findings.faults:
        assert fault.message.isprintable()
        assert fault.hint.isprintable()


@ANY_TEST
@given(edits=EDITS)
def test_any_edit_of_a_question_is_a_question_or_faults(
    made: "MadePack", path: Path, edits: list[tuple[float, int, str]]
) -> None:
    text = edited(made.question_text, edits)
    _ = path.write_bytes(text.encode("utf-8", "surrogatepass"))
    findings = Findings(path)
    judge(findings, read_question("topic/slug", path, findings))


@ANY_TEST
@given(data=st.binary(max_size=300))
def test_any_bytes_are_a_question_or_faults(path: Path, data: bytes) -> None:
    _ = path.write_bytes(data)
    findings = Findings(path)
    judge(findings, read_question("topic/slug", path, findings))


@ANY_TEST
@given(edits=EDITS)
def test_any_edit_of_a_check_is_read_to_its_end(
    made: "MadePack", path: Path, edits: list[tuple[float, int, str]]
) -> None:
    _ = path.write_text(edited(made.check_text, edits), encoding="utf-8")
    findings = Findings(path)
    _ = read_script(path, findings)
    assert all(fault.message.isprintable() for fault in findings.faults)


@ANY_TEST
@given(edits=EDITS)
def test_any_edit_of_what_the_index_holds_is_that_question_or_refused(
    made: "MadePack", edits: list[tuple[float, int, str]]
) -> None:
    question = made.load().question("scaling/why-scale")
    try:
        found = decode(Question, edited(encode(question), edits))
    except CodecError:
        return
    assert type(found) is Question
    assert encode(found) == encode(decode(Question, encode(found)))


def test_what_the_index_holds_of_a_question_is_that_question(made: "MadePack") -> None:
    question = made.load().question("scaling/why-scale")
    assert decode(Question, encode(question)) == question
