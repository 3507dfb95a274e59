"""Each text is in its language, and a term is translated as the glossary says."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.bank.conftest import MadePack


def test_english_in_a_chinese_text_is_a_fault(made: "MadePack") -> None:
    place = made.change(made.first, ("zh: 均值增长。", "zh: ▸The mean grows."))
    assert made.told() == [
        f"{place}: no Chinese in a Chinese text: 'The mean grows.' | write it in Chinese"
    ]


@pytest.mark.parametrize("text", ["$O(n^2)$", "LayerNorm", "√d_k", "`torch.nn.Linear`", "-inf"])
def test_a_formula_or_a_name_is_the_same_in_both_languages(made: "MadePack", text: str) -> None:
    _ = made.change(made.first, ("zh: 均值增长。", f'zh: "{text}"'))
    assert made.told() == []


def test_chinese_in_an_english_text_is_told_in_its_line_of_the_block(made: "MadePack") -> None:
    _ = made.change(made.first, ("    Its variance grows", "    Its 方差 grows"))
    assert made.told() == [
        f"{made.first}:7: Chinese in an English text: '方差 grows wit' | write it in English"
    ]


def test_a_stem_in_capitals_is_a_fault(made: "MadePack") -> None:
    place = made.change(made.first, ("any: [variance,", "any: [▸Variance,"))
    assert made.told() == [
        f"{place}: 'Variance' is not lower case | "
        "write variance: typed answers are compared in lower case"
    ]


def test_a_refused_translation_is_a_fault_where_it_stands(made: "MadePack") -> None:
    place = made.change(made.first, ("zh: 方差增长。", "zh: ▸注意力分数的方差增长。"))
    assert made.told() == [
        f"{place}: '注意力分数' is refused | the glossary says 注意力得分 for attention score"
    ]


def test_a_term_without_its_translation_is_a_fault(made: "MadePack") -> None:
    place = made.change(
        made.first, ("zh: 注意力得分为什么要除以", "zh: 得分为什么要除以"), ("en: Why", "en: ▸Why")
    )
    assert made.told() == [
        f"{place}: 'attention score' is used, and the Chinese nowhere says 注意力得分 | "
        "translate it so, or add the translation to also: in qa_bank/glossary.yaml"
    ]


def test_another_translation_that_the_glossary_allows_is_right(made: "MadePack") -> None:
    _ = made.change(made.first, ("zh: 注意力得分为什么要除以", "zh: 得分为什么要除以"))
    _ = made.change("qa_bank/glossary.yaml", ("avoid", "also: [得分]\n  avoid"))
    assert made.told() == []


@pytest.mark.parametrize(
    ("words", "is_term"),
    [
        ("attention score", True),
        ("Attention Scores", True),
        ("attention-scores", True),
        ("attention scoreboards", False),
        ("self-attention scores", False),
        ("inattention scores", False),
        ("score of attention", False),
    ],
)
def test_a_term_is_found_as_a_whole_in_any_case_and_number(
    made: "MadePack", words: str, is_term: bool
) -> None:
    _ = made.change(
        made.first,
        ("en: Why are attention scores", f"en: Why are {words}"),
        ("zh: 注意力得分为什么要除以", "zh: 得分为什么要除以"),
    )
    assert bool(made.told()) == is_term


def test_a_translation_that_is_both_right_and_refused_is_a_fault(made: "MadePack") -> None:
    _ = made.change("qa_bank/glossary.yaml", ("avoid: [注意力分数]", "avoid: [得分]"))
    told = [t for t in made.told() if "glossary" in t.split(":")[0]]
    assert told == ["qa_bank/glossary.yaml:3:11: '得分' is refused, and part of '注意力得分' | "]


@pytest.mark.parametrize(
    ("path", "old", "new", "told"),
    [
        ("references", "  year: 2017", "  year: soon", "4:9: expected a whole number from 1900"),
        ("references", "  title", "  titel", "3:3: unknown key 'titel' | did you mean title?"),
        ("references", "url: https:", "url: ftp:", "5:8: 'ftp://arxiv.org/abs/1706.03762' is not"),
        ("references", "vaswani2017:", "Vaswani 2017:", "1:1: 'Vaswani 2017' is not a key such as"),
        ("glossary", "  zh: 注意力得分", "  zh: [得分]", "2:7: expected a text, found a list"),
        ("glossary", "  means", "  meens", "4:3: unknown key 'meens' | did you mean means?"),
    ],
)
def test_a_fault_in_a_shared_file_is_told_with_its_place(
    made: "MadePack", path: str, old: str, new: str, told: str
) -> None:
    _ = made.change(f"qa_bank/{path}.yaml", (old, new))
    assert any(fault.startswith(f"qa_bank/{path}.yaml:{told}") for fault in made.told())
