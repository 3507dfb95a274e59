"""Markdown as HTML and as plain text: nothing of a pack is markup, and formulas are set."""

import re
import sys
import xml.etree.ElementTree as ET
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizkit.bank import builtin_pack, load
from quizkit.bank.texts import texts
from quizkit.export.cards.markup import block, inline, mathjax, mathml, plain
from quizkit.export.cards.markup.html import reader
from quizkit.model.formula import PIECES

ANY_TEXT = st.text(
    st.one_of(
        st.sampled_from("abü字$\\`*_[]()<>&|#-+=~!:.'\"1\n "),
        st.characters(exclude_categories=["Cs"]),
    )
)
FOREIGN = [r"\href{javascript:x}{y}", r"\style{color:red}{y}", r"\require{x}", r"\def\a{b}"]


def as_code(formula: str, _alone: bool) -> str:
    """A formula set as code, to see what was taken for one."""
    return f"<code>{escape(formula)}</code>"


@settings(deadline=None)
@given(ANY_TEXT)
def test_a_text_without_marks_is_what_markdown_makes_of_it(text: str) -> None:
    full = reader().render(text, {"set_formula": as_code})
    assert re.sub(r"\s+", " ", block(text, as_code)).strip() == re.sub(r"\s+", " ", full).strip()


@settings(deadline=None)
@given(ANY_TEXT)
def test_whatever_a_text_holds_the_html_is_sound(text: str) -> None:
    allowed = {"p", "em", "strong", "code", "pre", "a", "ul", "ol", "li", "blockquote", "hr", "br"}
    allowed |= {"table", "thead", "tbody", "th", "tr", "td", "div"}
    allowed |= {f"h{level}" for level in range(1, 7)}
    for html in (block(text, as_code), f"<p>{inline(text, as_code)}</p>"):
        bare = "".join(c for c in html if c.isprintable() or c == "\n")
        root = ET.fromstring(f"<div>{bare}</div>")
        assert {element.tag for element in root.iter()} <= allowed
        for element in root.iter():
            assert {*element.attrib} <= {
                "href",
                "title",
                "rel",
                "target",
                "class",
                "start",
                "style",
            }
            assert (
                not element.get("href", "").lower().startswith(("javascript", "data", "vbscript"))
            )


def test_every_formula_of_the_bank_is_set_and_none_is_taken_for_text() -> None:
    bank = load(builtin_pack())
    formulas = 0
    for question_id in bank.ids:
        for keys, text in texts(bank.question(question_id)):
            for told in (text.en, text.zh):
                found = [p["inline"] or p["display"] for p in PIECES.finditer(told)]
                found = [f.strip() for f in found if f]
                taken: list[str] = []

                def noted(formula: str, alone: bool, taken: list[str] = taken) -> str:
                    taken.append(formula)
                    return mathml(formula, alone)

                html = block(told, noted)
                assert taken == found, f"{question_id}: {keys}"
                assert html.count("<math") == len(found), f"{question_id}: {keys}: {html}"
                formulas += len(found)
    assert formulas > 500


def test_a_formula_becomes_mathml() -> None:
    assert mathml(r"\sqrt{d_k}<1", False) == (
        "<math><mrow><msqrt><msub><mi>d</mi><mi>k</mi></msub></msqrt><mo>&lt;</mo><mn>1</mn></mrow></math>"
    )
    assert mathml("x", True).startswith('<math display="block">')


@pytest.mark.parametrize("set_formula", [mathml, mathjax])
@pytest.mark.parametrize("formula", FOREIGN)
def test_a_formula_that_reaches_out_is_shown_as_it_is_written(
    set_formula: object, formula: str
) -> None:
    assert callable(set_formula)
    assert set_formula(formula, False) == f"<code>{escape(formula)}</code>"


@pytest.mark.parametrize(
    "formula", [r"\text{<script>x</script>}", r"\text{a&b}", r"\class{x\"y}{z}"]
)
def test_a_formula_brings_no_element_of_its_own(formula: str) -> None:
    elements = {e.tag for e in ET.fromstring(f"<p>{mathml(formula, False)}</p>").iter()}
    assert "script" not in elements
    assert elements <= {"p", "math", "mrow", "mtext", "mi", "code"}


@settings(deadline=None)
@given(st.text(st.sampled_from(r"\{}^_&x1<>$ frac sqrt text begin end left right"), max_size=40))
def test_any_formula_becomes_sound_html(formula: str) -> None:
    for set_formula in (mathml, mathjax):
        _ = ET.fromstring(f"<p>{set_formula(formula, False)}</p>")


def test_an_element_that_is_not_known_is_never_written(monkeypatch: pytest.MonkeyPatch) -> None:
    module = sys.modules["quizkit.export.cards.markup.mathml"]
    monkeypatch.setattr(module, "ELEMENTS", frozenset({"math", "mrow", "mi"}))
    # Nothing else in the tests sets this formula: what was set once is remembered.
    assert mathml(r"\sqrt{unknown}", False) == r"<code>\sqrt{unknown}</code>"


def test_a_broken_formula_is_shown_as_it_is_written() -> None:
    assert mathml(r"\frac{", False) == r"<code>\frac{</code>"


PLAIN = {
    "**bold** and `code` with $d_k$": "bold and code with dₖ",
    "one\ntwo\n\nthree": "one two\n\nthree",
    "- a\n- b\n  - c": "• a\n• b\n  • c",
    "3. a\n4. b": "3. a\n4. b",
    "| a | b |\n| - | - |\n| 1 | 2 |": "a | b\n1 | 2",
    "```python\nx = 1\n```": "x = 1",
    "> told\n\n# Head": "told\n\nHead",
    "[a](http://b.example) ![c](d.png)": "a c",
    "得分\n之和": "得分之和",
    r"a \* b &amp; <b>": "a * b & <b>",
}


@pytest.mark.parametrize(("markdown", "told"), PLAIN.items(), ids=PLAIN)
def test_plain_text_has_no_marks(markdown: str, told: str) -> None:
    assert plain(markdown) == told


def test_a_link_tells_its_page_nothing() -> None:
    html = block("[a](https://b.example/?x=1&y=2)", as_code)
    assert 'href="https://b.example/?x=1&amp;y=2"' in html
    assert 'rel="noopener noreferrer"' in html
