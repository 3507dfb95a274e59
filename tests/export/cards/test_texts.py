"""The formats that are text: what spreadsheets, hashcards and other programs read in them."""

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from quizkit.export.cards.card import Deck, ExportCard
from quizkit.export.cards.formats import FORMATS, Wanted
from quizkit.export.cards.formats.cells import harmless
from quizkit.export.cards.sides import literal
from quizkit.model import Lang, Text

Render = Callable[..., bytes]
Make = Callable[..., ExportCard]
ANY_TEXT = st.text(
    st.one_of(
        st.sampled_from("QAC: -\n`$<>![]()*\\"), st.characters(exclude_categories=["Cc", "Cs"])
    ),
    min_size=1,
)
DOCS = Path(__file__).parents[3] / "docs" / "cards.md"


def sides(markdown: str) -> list[tuple[str, str]]:
    """Front and back of each card, by the rules of hashcards' parser.

    A line that begins with Q: begins a card, one with A: its back, a line --- ends it; C: would
    begin a card of another kind.
    """
    _head, _, body = markdown.removeprefix("---\n").partition("\n---\n")
    found: list[tuple[str, str]] = []
    for line in body.split("\n"):
        if line.startswith("Q:"):
            found.append((line[2:].strip(), ""))
        elif line.startswith("A:"):
            assert found[-1][1] == "", "an answer in an answer"
            found[-1] = (found[-1][0], "\0" + line[2:].strip())
        else:
            assert not line.startswith("C:"), "a cloze card"
            assert line.strip() != "---", "a separator in a card"
            if found and found[-1][1]:
                found[-1] = (found[-1][0], f"{found[-1][1]}\n{line}")
            elif found:
                found[-1] = (f"{found[-1][0]}\n{line}", "")
    return [(front.strip(), back.strip().lstrip("\0")) for front, back in found]


def test_hashcards_finds_every_card_and_no_other(render: Render, deck: Deck) -> None:
    found = sides(render("markdown").decode())
    assert len(found) == len(deck.cards)
    assert all(front and back for front, back in found)
    assert found[0][0] == r"Why divide by $\sqrt{d_k}$?"
    assert found[2][1].startswith("**False**")


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(front=ANY_TEXT, back=ANY_TEXT)
def test_no_text_begins_a_card_of_its_own(
    front: str, back: str, deck: Deck, make_card: Make
) -> None:
    cards = [make_card("recall", front=Text(f"f{front}", ""), back=Text(f"b{back}", ""))] * 2
    data = FORMATS["markdown"].render(replace(deck, cards=tuple(cards)), Wanted(Lang.EN))
    assert len(sides(data.decode())) == 2


def test_measuring_again_leaves_the_markdown_as_it_is(render: Render, deck: Deck) -> None:
    later = tuple(
        replace(card, evidence=tuple(replace(e, seeds=9, measured_at=None) for e in card.evidence))
        for card in deck.cards
    )
    assert render("markdown") == render("markdown", Lang.EN, replace(deck, cards=later))
    assert render("csv") != render("csv", Lang.EN, replace(deck, cards=later))


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_excel_opens_it_as_utf_8(name: str, render: Render) -> None:
    data = render(name, Lang.ZH)
    assert data.startswith(b"\xef\xbb\xbf")
    assert "为什么" in data.decode("utf-8-sig")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＠"])
def test_no_cell_is_computed(start: str, deck: Deck, make_card: Make) -> None:
    assert harmless(f"{start}1+1") == f"'{start}1+1"
    card = make_card("recall", front=Text(f"{start}cmd|' /C calc'!A0", ""), back=Text("-2+3", ""))
    for name in ("csv", "tsv"):
        told = (
            FORMATS[name].render(replace(deck, cards=(card,)), Wanted(Lang.EN)).decode("utf-8-sig")
        )
        rows = list(csv.reader(io.StringIO(told), delimiter="," if name == "csv" else "\t"))
        for cell in rows[-1]:
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＠"))


def test_a_table_has_a_row_for_each_card(render: Render, deck: Deck) -> None:
    text = render("csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["id"] for row in rows] == [str(card.id) for card in deck.cards]
    assert rows[0]["back"].startswith("A score q·k is a sum of dₖ products, so its variance is dₖ.")
    assert rows[2]["verdict"] == "false, by measurement"


def test_a_line_of_tsv_has_a_front_and_a_back(render: Render, deck: Deck) -> None:
    lines = render("tsv").decode("utf-8-sig").splitlines()
    assert len(lines) == len(deck.cards)
    assert all(line.count("\t") == 1 for line in lines)


@pytest.mark.parametrize("lang", Lang)
def test_the_json_keeps_to_its_documented_schema(lang: Lang, render: Render) -> None:
    found = re.search(r"```json\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    schema: dict[str, Any] = json.loads(found[1])
    validator = Draft202012Validator(schema)
    Draft202012Validator.check_schema(schema)
    data = json.loads(render("json", lang))
    assert [error.message for error in validator.iter_errors(data)] == []
    del data["cards"][0]["front"]
    assert not validator.is_valid(data)


@pytest.mark.parametrize("name", FORMATS)
def test_the_docs_have_a_row_for_the_format(name: str) -> None:
    assert f"\n| `{name}` |" in DOCS.read_text(encoding="utf-8")


@settings(deadline=None)
@given(ANY_TEXT)
def test_a_literal_text_is_shown_as_it_is(text: str) -> None:
    from quizkit.export.cards.markup import plain

    line = "x" + text.replace("\n", " ") + "x"
    assert plain(literal(line)) == line
