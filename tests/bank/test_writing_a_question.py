"""What docs/writing-a-question.md shows is what happens."""

import re
import textwrap
from pathlib import Path

import pytest

from quizkit.bank import Fault, Pack, builtin_pack, lint
from quizkit.bank.question_keys import CLAIM, PREDICT, QUESTION
from quizkit.model.question import Because

PAGE = (builtin_pack().root / "docs" / "writing-a-question.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
EXAMPLE, ORDER = [text for kind, text in BLOCKS if kind == "yaml"]
FIRST_FAULTS, LATER_FAULTS = [text for kind, text in BLOCKS if kind == "console"]
QUESTION_FILE = "qa_bank/scaling/mean-of-a-score.yaml"


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    """A pack with the page's question, and what it refers to from the built-in one."""
    pack = Pack(tmp_path.resolve())
    for folder in ("qa_bank/scaling", "checks/scaling"):
        (pack.root / folder).mkdir(parents=True)
    built_in = builtin_pack().root
    for path in (
        "qa_bank/references.yaml",
        "qa_bank/glossary.yaml",
        "qa_bank/scaling/why-scale-by-sqrt-dk.yaml",
        "checks/scaling/unit_variance.py",
    ):
        _ = (pack.root / path).write_bytes((built_in / path).read_bytes())
    write(pack, EXAMPLE)
    return pack


def write(pack: Pack, text: str) -> None:
    _ = (pack.root / QUESTION_FILE).write_text(text, encoding="utf-8")


def faults(pack: Pack) -> list[Fault]:
    """The faults in the page's question; the other one refers to more than is here."""
    return [f for f in lint(pack) if f.place.path == pack.root / QUESTION_FILE]


def predict_of(question: str) -> str:
    """The first `predict` of a question, as it is written there."""
    found = re.search(r"^    predict:\n(?:      .*\n)+", question, re.MULTILINE)
    assert found
    return found.group()


def as_printed(pack: Pack) -> str:
    lines = [f"{f}\n    {f.hint}\n" for f in faults(pack)]
    return "".join(lines).replace(f"{pack.root}/", "")


def test_the_example_on_the_page_has_no_fault(pack: Pack) -> None:
    assert faults(pack) == []


def test_the_order_on_the_page_has_no_fault_in_place_of_the_number(pack: Pack) -> None:
    number, order = predict_of(EXAMPLE), textwrap.indent(ORDER, "    ")
    write(pack, EXAMPLE.replace(number, order, 1))
    assert faults(pack) == []
    write(pack, EXAMPLE.replace(number, order.replace("control: unscaled", "control: scaled"), 1))
    assert [f.message for f in faults(pack)] == ["scaling/unit_variance has no control 'scaled'"]


def test_the_mistakes_that_the_page_names_give_the_faults_that_it_shows(pack: Pack) -> None:
    *_, why = re.findall(r"^      why: .*\n", EXAMPLE, re.MULTILINE)
    wrong_check = EXAMPLE.replace("scaling/unit_variance", "scaling/unit_varience", 1)
    write(pack, wrong_check.replace(why, "").replace("difficulty: 1", "difficult: 1"))
    assert as_printed(pack) == FIRST_FAULTS
    write(pack, wrong_check)
    assert as_printed(pack) == LATER_FAULTS


@pytest.mark.parametrize(
    "key", [key.name for record in (QUESTION, CLAIM, PREDICT) for key in record.keys]
)
def test_the_page_explains_every_key(key: str) -> None:
    prose = re.sub(r"^```.*?^```$", "", PAGE, flags=re.DOTALL | re.MULTILINE)
    assert re.search(rf"`{key}\b", prose)


def test_the_page_names_every_reason_for_having_no_check() -> None:
    assert [b for b in Because if f"`{b}`" not in PAGE] == []


def test_the_example_shows_every_key_of_a_claim() -> None:
    shown = set(re.findall(r"^ +(?:- )?(\w+):", EXAMPLE, re.MULTILINE))
    assert {key.name for key in CLAIM.keys} <= shown
