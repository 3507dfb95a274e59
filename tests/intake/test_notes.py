"""Cards in Markdown come in, in the forms of hashcards and of Obsidian."""

from collections.abc import Callable
from pathlib import Path

import pytest

from quizkit.intake import read_cards

Write = Callable[[str, str | bytes], Path]


@pytest.mark.parametrize(
    ("text", "cards"),
    [
        ("Q: why?\nA: so\n", [("why?", "so")]),
        (
            "Q: why?\nmore\nA: so\n\n- a\n- b\n\nQ: two\nA: 2",
            [("why?\nmore", "so\n\n- a\n- b"), ("two", "2")],
        ),
        ("# Title\n\nQ: why?\nA: so\n---\nno card\n", [("why?", "so")]),
        ("C: The [softmax] of [scores].", [("The […] of […].", "The **softmax** of **scores**.")]),
        (
            "C: See [this](x.md) and [that].",
            [("See [this](x.md) and […].", "See [this](x.md) and **that**.")],
        ),
        (
            "Q: code?\nA:\n```\nQ: not a card\n---\n```\n",
            [("code?", "```\nQ: not a card\n---\n```")],
        ),
        ("why::so\n", [("why", "so")]),
        ("- why ::: so\n", [("why", "so")]),
        ("`a::b` is C++\n\nwhy::so", [("why", "so")]),
        ("```\na::b\n```\n\nwhy::so", [("why", "so")]),
        ("why\nreally\n?\nso\nit is\n\ntext\n", [("why\nreally", "so\nit is")]),
        ("why\n??\nso\n<!--SR:!2024-01-01,3,250-->\n", [("why", "so")]),
        ("---\ntitle: x::y\n---\nwhy::so\n", [("why", "so")]),
    ],
    ids=[
        *("one", "two", "rule", "cloze", "a link is no gap", "fence", "one line", "reversed"),
        *("code", "a fence", "several lines", "schedule", "front matter"),
    ],
)
def test_a_form_of_card_is_read(file: Write, text: str, cards: list[tuple[str, str]]) -> None:
    found = read_cards(file("a.md", text))
    assert [(draft.front, draft.back) for draft in found.drafts] == cards
    assert found.notices == ()


def test_tags_hold_for_the_file_or_for_the_card_that_they_end(file: Write) -> None:
    text = "#flashcards/attention\n\nwhy? #hard::so\n\nwhat about C#?::a language\n"
    first, second = read_cards(file("a.md", text)).drafts
    assert (first.front, first.tags) == ("why?", ("flashcards/attention", "hard"))
    assert (second.front, second.tags) == ("what about C#?", ("flashcards/attention",))


def test_what_begins_a_card_and_is_none_is_told_by_its_line(file: Write) -> None:
    text = "Q: alone\n\nQ: why?\nA: so\n\nA: alone\n\nC: no gap\n\nQ: last\n"
    found = read_cards(file("a.md", text))
    assert len(found.drafts) == 1
    assert found.notices == (
        "a.md:1: a question without an answer",
        "a.md:6: A: stands alone",
        "a.md:8: C: stands alone",
        "a.md:10: a question without an answer",
    )
