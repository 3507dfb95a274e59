"""A draft becomes a question to be completed, once, and what was edited is left as it is."""

from pathlib import Path

import pytest

from quizkit.bank import Pack, lint
from quizkit.bank.fault import Findings
from quizkit.bank.nodes import compose
from quizkit.errors import QuizkitError
from quizkit.intake import Draft, Found, write_questions
from quizkit.intake.draft import no_media
from quizkit.intake.writing import question_text, slug_of


def found(*drafts: Draft) -> Found:
    return Found(drafts, no_media)


def test_lint_lists_what_a_card_lacks_and_nothing_else(pack: Pack) -> None:
    text = "Why *x*: {a} # 'b' \"c\" \\d?\n\n  indented\n- [ ] list"
    draft = Draft("1", text, "`code`\n\n    block\n\n$a_b$", tags=('a"b', "c\\d"))
    written = write_questions(pack, found(draft), "attention")
    (warning,) = lint(pack)
    assert warning.warning
    assert warning.hint == (
        "fill in what is marked <write …> under question (line 3), answer (line 10), "
        "points (line 19), claims (line 23), choices (line 29); then delete draft: true"
    )
    path = pack.questions / f"{written.made[0]}.yaml"
    whole = path.read_text("utf-8")
    _ = path.write_text(whole.replace("draft: true\n", ""), encoding="utf-8")
    faults = lint(pack)
    assert {fault.message for fault in faults} == {"this place is not filled in"}
    assert len(faults) == 28
    assert not any(fault.warning for fault in faults)
    node = compose(path.read_text("utf-8"), Findings(path))
    assert node is not None
    told = path.read_text("utf-8")
    for line in text.split("\n"):
        assert f"    {line}\n" in told or not line


@pytest.mark.parametrize(
    ("front", "lang", "other"),
    [
        ("Why is it so?", "en", "zh"),
        ("为什么要除以 sqrt(d_k)？", "zh", "en"),
        ("what is 注意力 in one line", "en", "zh"),
    ],
)
def test_a_text_goes_where_its_language_is(front: str, lang: str, other: str) -> None:
    head = question_text(Draft("1", front, "x"), "a/b").partition("answer:")[0]
    assert f"  {lang}: |2\n    {front}\n" in head
    assert f"  {other}: <write " in head


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Why are scores divided by √d_k?", "why-are-scores-divided-by-d-k"),
        ("What is $x^2$ for?", "what-is-for"),
        ("为什么？", ""),
        ("a" * 60, ""),
        ("word " * 30, "word-word-word-word-word-word-word-word-word"),
    ],
)
def test_a_slug_is_the_words_of_a_text(text: str, slug: str) -> None:
    assert slug_of(text) == slug


def test_a_second_time_nothing_changes_and_what_was_edited_stays(pack: Pack) -> None:
    drafts = found(Draft("1", "one", "a"), Draft("2", "two", "b"))
    first = write_questions(pack, drafts, "topic")
    again = write_questions(pack, drafts, "topic")
    assert (again.made, again.known, again.edited) == ((), first.made, ())
    edited = pack.questions / f"{first.made[0]}.yaml"
    _ = edited.write_text("mine\n")
    third = write_questions(pack, drafts, "topic")
    assert (third.made, third.edited) == ((), first.made[:1])
    assert edited.read_text() == "mine\n"


def test_a_card_whose_text_and_deck_changed_is_the_same_question(pack: Pack) -> None:
    first = write_questions(pack, found(Draft("guid", "one", "a", topic="Deck")), None)
    later = write_questions(pack, found(Draft("guid", "one, better", "a", topic="Other")), None)
    assert later.ids == first.ids == first.made
    assert (later.made, later.edited) == ((), first.made)


def test_a_question_that_was_moved_to_another_topic_is_known(pack: Pack) -> None:
    drafts = found(Draft("guid", "one", "a"))
    (made,) = write_questions(pack, drafts, "first").made
    (pack.questions / "second").mkdir()
    slug = made.partition("/")[2]
    _ = (pack.questions / f"{made}.yaml").rename(pack.questions / f"second/{slug}.yaml")
    assert write_questions(pack, drafts, "first").known == (f"second/{slug}",)


def test_when_one_file_cannot_be_written_none_is(pack: Pack) -> None:
    _ = (pack.questions / "second").write_text("in the way")
    drafts = found(Draft("1", "one", "a", topic="first"), Draft("2", "two", "b", topic="second"))
    with pytest.raises(QuizkitError) as raised:
        _ = write_questions(pack, drafts, None)
    assert raised.value.hint == "nothing was imported"
    assert list(pack.root.rglob("*.yaml")) == []


def test_a_topic_that_leads_out_of_the_pack_is_refused(pack: Pack, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (pack.questions / "topic").symlink_to(tmp_path / "out")
    for topic in ("../x", "a/b", "A", ""):
        with pytest.raises(QuizkitError):
            _ = write_questions(pack, found(Draft("1", "one", "a")), topic)
    with pytest.raises(QuizkitError, match="leaves the pack"):
        _ = write_questions(pack, found(Draft("1", "one", "a")), "topic")
    assert list((tmp_path / "out").iterdir()) == []
