"""docs/coverage.md is what the bank covers, point by point."""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from quizkit.bank import Bank, builtin_pack, load

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("coverage_page", DOCS / "coverage.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def bank() -> Bank:
    return load(builtin_pack())


@pytest.fixture(scope="module")
def points(script: ModuleType) -> list[dict[str, Any]]:
    return script.notes()["points"]


def test_the_page_is_the_one_that_the_script_writes(script: ModuleType) -> None:
    assert (DOCS / "coverage.md").read_text(encoding="utf-8") == script.coverage()


def test_a_question_covers_each_place_of_the_points_it_answers(
    bank: Bank, points: list[dict[str, Any]]
) -> None:
    answered = [p for p in points if "question" in p]
    assert len(answered) > 60
    missing = {
        p["point"]: set(p["at"]) - set(bank.question(p["question"]).covers) for p in answered
    }
    assert {point: places for point, places in missing.items() if places} == {}


def test_every_question_covers_places_that_the_notes_have(
    bank: Bank, points: list[dict[str, Any]]
) -> None:
    places = {place for p in points for place in p["at"]}
    strangers = {i: set(bank.question(i).covers) - places for i in bank.ids}
    assert {i: rest for i, rest in strangers.items() if rest} == {}


def test_every_question_of_the_bank_answers_a_point(
    bank: Bank, points: list[dict[str, Any]]
) -> None:
    reached = {place for p in points for place in p["at"]}
    assert [i for i in bank.ids if not set(bank.question(i).covers) & reached] == []
