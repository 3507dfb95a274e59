"""The schema for editors says what the loader says, since both are made from the same keys."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml

from quizkit.bank import builtin_pack
from quizkit.bank.schema import MODELINE, NAME, question_schema, schema_text

if TYPE_CHECKING:
    from tests.bank.conftest import MadePack

SCHEMA = jsonschema.Draft202012Validator(question_schema())


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(question_schema())


def test_the_schema_in_the_pack_is_the_one_that_is_printed() -> None:
    assert (builtin_pack().questions / NAME).read_text("utf-8") == schema_text(), (
        f"run: quizkit bank schema > qa_bank/{NAME}"
    )


def test_every_question_of_the_built_in_pack_is_valid_by_the_schema() -> None:
    paths = sorted(builtin_pack().questions.glob("*/*.yaml"))
    assert paths
    for path in paths:
        data = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
        assert [e.message for e in SCHEMA.iter_errors(data)] == [], path.name


def test_every_key_is_explained() -> None:
    def unexplained(schema: Any) -> list[str]:
        if isinstance(schema, list):
            return [name for item in schema for name in unexplained(item)]
        if not isinstance(schema, dict):
            return []
        # What stands under if, then and else restricts keys that are explained elsewhere.
        inner = [v for k, v in schema.items() if k not in ("allOf", "properties")]
        properties = schema.get("properties", {})
        missing = [name for name, p in properties.items() if not p.get("description")]
        return missing + unexplained(inner) + unexplained(list(properties.values()))

    assert unexplained(question_schema()) == []


# What is replaced in a good question, and whether the result is right.
CASES = [
    ("difficulty: 2", "difficulty: 5", True),
    ("difficulty: 2", "difficulty: 6", False),
    ("difficulty: 2", "difficulty: 2.5", False),
    ("difficulty: 2", "difficulty: '2'", False),
    ("difficulty: 2", "level: 2", False),
    ("difficulty: 2", "difficulty: 2\nwas: [a/b]", True),
    ("difficulty: 2", "difficulty: 2\nwas: [a]", False),
    ("difficulty: 2", "difficulty: 2\ndrill: scaling/by_hand", True),
    ("difficulty: 2", "difficulty: 2\ndrill: scaling/by-hand", False),
    ("    myth: true\n", "", False),
    ("    myth: true\n", "    myth: false\n", False),
    ("    truth: {en: Only the scaled score has., zh: 只有缩放后的得分如此。}\n", "", False),
    ("    because: definition\n", "", False),
    ("    because: definition\n", "    because: habit\n", False),
    ("    source: vaswani2017\n", "", False),
    ("    source: vaswani2017\n", "    source: vaswani2017\n    observations: [a]\n", False),
    ("    observations: [score variance]\n", "", True),
    ("    observations: [score variance]\n", "    observations: []\n", False),
    ("    observations: [score variance]\n", "    source: vaswani2017\n", False),
    ("      control: unscaled\n", "      control: null\n", True),
    ("      control: unscaled\n", "", True),
    ("      at: {d_k: 64}\n", "", True),
    ("      at: {d_k: 64}\n", "      at: {d_k: [64]}\n", False),
    ("      at: {d_k: 64}\n", "      at: {d_k: 1.5, mode: causal, bias: true}\n", True),
    ("      at: {d_k: 64}\n", "      at: {d_k: null}\n", False),
    ("id: named-so", "id: Named so", False),
    ("sources: [vaswani2017 §3.2.1]\n", "", True),
    ("sources: [vaswani2017 §3.2.1]", "sources: [vaswani2017, page 3]", False),
    ("sources: [vaswani2017 §3.2.1]", "sources: vaswani2017", False),
    ("any: [variance, 方差]", "any: []", False),
    ("any: [variance, 方差]", "any: [64]", False),
    ("any: [variance, 方差]", "any: ['64']", True),
    ("en: The mean grows.", "en: ''", False),
    ("en: The mean grows.", "en: '  '", False),
    ("en: The mean grows.", "de: The mean grows.", False),
]


@pytest.mark.parametrize(("old", "new", "right"), CASES)
def test_the_loader_and_the_schema_agree(made: "MadePack", old: str, new: str, right: bool) -> None:
    text = made.question_text.replace(old, new, 1)
    assert text != made.question_text
    path: Path = made.write(made.first, text)
    data = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    by_schema = SCHEMA.is_valid(data)
    by_loader = "scaling/why-scale" in made.load().ids
    assert (by_schema, by_loader) == (right, right)


def test_a_question_names_its_schema_so_that_editors_find_it() -> None:
    # The path is relative to the question, which lies one folder below the schema.
    assert MODELINE == "# yaml-language-server: $schema=../question.schema.json"
