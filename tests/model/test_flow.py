"""Lines of Chinese in Markdown."""

import pytest

from quizkit.model.flow import joined


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("方差为\n一", "方差为一"),
        ("均值为零，\nd_k", "均值为零，d_k"),
        ("词元，\n**包括自己**", "词元，**包括自己**"),
        ("一次**前向**\n就在", "一次**前向**就在"),
        ("**前向**\n**就在**", "**前向****就在**"),
        ("一\n二\n三", "一二三"),
        ("one\n**two**", "one\n**two**"),
        ("得分\nd_k 个", "得分\nd_k 个"),
        ("one\ntwo", "one\ntwo"),
        ("一\n\n二", "一\n\n二"),
        ("- 一，\n  二\n- 三", "- 一，二\n- 三"),
        ("一，\n- 二", "一，\n- 二"),
        ("一，\n1. 二", "一，\n1. 二"),
        ("一，\n| 甲 | 乙 |\n|---|---|", "一，\n| 甲 | 乙 |\n|---|---|"),
        ("```\n一\n二\n```\n三\n四", "```\n一\n二\n```\n三四"),
    ],
)
def test_a_line_end_inside_chinese_is_no_space(source: str, text: str) -> None:
    assert joined(source) == text
