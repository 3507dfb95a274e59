"""Breaking text into lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from quizkit.figure.words import wrap


@pytest.mark.parametrize(
    ("text", "cells", "lines"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("注意力得分", 6, ["注意力", "得分"]),
        ("得分 q·k 之和", 8, ["得分 q·k", "之和"]),
        ("注意力，得分", 6, ["注意", "力，得", "分"]),
        ("得分（方差）", 6, ["得分", "（方", "差）"]),
        ("", 5, []),
    ],
)
def test_text_breaks_between_words_and_chinese_characters(
    text: str, cells: int, lines: list[str]
) -> None:
    assert wrap(text, cells) == lines


@given(st.text(alphabet="ab 注意，-", max_size=40), st.integers(2, 20))
def test_no_line_is_too_wide_and_no_letter_is_lost(text: str, cells: int) -> None:
    lines = wrap(text, cells)
    assert all(cell_len(line) <= cells for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
