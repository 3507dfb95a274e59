"""The report tells what was said; its answers enter the schedule once."""

import math
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from quizkit.errors import QuizkitError
from quizkit.model import CardId, Lang, Rating
from quizkit.practice.interview import Interview, Room, Went, keep, report
from quizkit.practice.interview.markdown import markdown
from quizkit.practice.interview.words import points_of, summary
from quizkit.schedule import Fsrs
from quizkit.store import FILE_NAME, Store

Begin = Callable[..., Interview]
NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
ALL = "the variance grows, so the softmax saturates; the entries are independent"
ONE = "the variance grows and that is <b>all</b> | I know"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / FILE_NAME, Fsrs()) as store:
        yield store


def answered(interview: Interview, *words: str) -> Interview:
    for number, said in enumerate(words):
        assert interview.ask(60.0 * number)
        interview.type(said, seconds=60.0, elapsed=60.0 * (number + 1))
        interview.hold(Lang.EN)
    return interview


def spoken(interview: Interview, *hows: Went) -> Interview:
    for number, how in enumerate(hows):
        assert interview.ask(60.0 * number)
        interview.speak(how, seconds=60.0, elapsed=60.0 * (number + 1))
    return interview


def kept_by(interview: Interview, store: Store) -> int:
    return keep(interview, store, clock=NINE, random=os.urandom)


def test_typed_answers_become_reviews_of_explain_cards(begin: Begin, store: Store) -> None:
    interview = answered(begin(), ALL, ONE, "")
    assert kept_by(interview, store) == 3
    reviews = list(store.reviews())
    assert {r.card.kind for r in reviews} == {"explain"}
    assert [r.rating for r in reviews] == [Rating.GOOD, Rating.AGAIN, Rating.AGAIN]
    assert [r.seconds for r in reviews] == [60.0] * 3
    assert dict(reviews[1].detail) == {
        "typed": ONE,
        "points": [True, False, False],
        "found": ["found", "missing", "missing"],
        "interview": "an-id",
    }
    assert all(store.memory(r.card) for r in reviews), "they count"
    assert interview.record.kept


def test_what_was_kept_is_not_kept_again(begin: Begin, store: Store) -> None:
    interview = answered(begin(), ALL, ONE)
    first = report(interview).items[0]
    _ = store.append(
        first.card, first.rating, clock=NINE, random=os.urandom, detail={"interview": "an-id"}
    )
    assert kept_by(interview, store) == 1, "it was cut off after the first"
    assert kept_by(interview, store) == 0
    assert len(list(store.reviews())) == 2


def test_another_interview_about_the_same_question_is_kept(begin: Begin, store: Store) -> None:
    interview = answered(begin(), ALL)
    card = report(interview).items[0].card
    _ = store.append(
        card, Rating.AGAIN, clock=NINE, random=os.urandom, detail={"interview": "other"}
    )
    assert kept_by(interview, store) == 1


def test_the_learner_has_the_last_word_on_the_points(begin: Begin, store: Store) -> None:
    interview = answered(begin(), ALL)
    question = report(interview).items[0].question.id
    interview.tick(question, [True, False, False])
    assert report(interview).said == 1
    assert kept_by(interview, store) == 1
    (review,) = store.reviews()
    assert (review.rating, review.detail["points"]) == (Rating.AGAIN, [True, False, False])


@pytest.mark.parametrize(
    ("how", "rating"),
    [(Went.WELL, Rating.GOOD), (Went.PARTLY, Rating.HARD), (Went.NOT, Rating.AGAIN)],
)
def test_a_spoken_answer_without_ticks_is_graded_as_it_felt(
    begin: Begin, store: Store, how: Went, rating: Rating
) -> None:
    interview = spoken(begin(spoken=True), how)
    item = report(interview).items[0]
    assert (item.unchecked, item.rating) == (True, rating)
    assert kept_by(interview, store) == 1
    (review,) = store.reviews()
    assert review.card == CardId("recall", item.question.id)
    assert dict(review.detail) == {"felt": how.value, "interview": "an-id"}


def test_ticks_overrule_how_a_spoken_answer_felt(begin: Begin) -> None:
    interview = spoken(begin(spoken=True), Went.WELL)
    question = report(interview).items[0].question.id
    interview.tick(question, [False, True, False])
    item = report(interview).items[0]
    assert item.rating is Rating.AGAIN
    assert points_of(item).en == "1/3, felt well", "so that one learns how far the feeling is right"
    interview.tick(question, [False, False, False])
    assert report(interview).items[0].rating is Rating.AGAIN, "none said is a word too"


def test_strengths_are_areas_with_nearly_all_points(begin: Begin) -> None:
    interview = answered(begin(), ALL, "", ALL)
    found = report(interview)
    topics = {item.question.topic for item in found.items if item.said == 3}
    weak = {item.question.topic for item in found.items if item.said == 0}
    assert {area.topic for area in found.strengths} == topics - weak
    assert [item.said for item in found.revisit] == [0]


def test_a_question_that_is_gone_is_left_out_and_named(begin: Begin) -> None:
    from quizkit.bank import load
    from quizkit.practice.interview import Journal
    from quizkit.practice.matching import PatternMatcher

    interview = answered(begin(), ALL, ONE)
    gone = interview.record.exchanges[0].question
    (interview.bank.pack.questions / f"{gone}.yaml").unlink()
    interview.close()
    bank = load(interview.bank.pack)
    again = Interview(bank, PatternMatcher(), Journal.reopen(interview.path))
    found = report(again)
    assert (len(found.items), found.gone) == (1, (gone,))
    assert any(gone in line.en for line in summary(found))


def test_a_question_whose_points_changed_is_ticked_anew(begin: Begin) -> None:
    interview = answered(begin(), ALL)
    key = interview.record.exchanges[0].question
    path = interview.bank.pack.questions / f"{key}.yaml"
    text = path.read_text(encoding="utf-8")
    more = "  - {en: one more, zh: 又一点, any: [one more, 又一点]}\nclaims:"
    _ = path.write_text(text.replace("claims:", more, 1), encoding="utf-8")
    from quizkit.bank import load

    interview.bank = load(interview.bank.pack)
    item = report(interview).items[0]
    assert item.ticks.ticked == (False,) * 4


@pytest.mark.parametrize("lang", list(Lang))
def test_the_markdown_holds_every_question_point_and_answer(begin: Begin, lang: Lang) -> None:
    interview = answered(begin(), ALL, ONE)
    assert interview.ask(120.0)
    text = markdown(report(interview), lang)
    for item in report(interview).items:
        for part in (item.question.question, *item.ticks.points):
            assert part.read(lang).split("\n")[0] in text
        assert f"`{item.question.id}`" in text
    assert text.count("- [x] ") == 4
    assert text.count("- [ ] ") == 2
    assert "> the variance grows and that is &lt;b>all&lt;/b> | I know" in text
    deviation = {Lang.EN: "| width |", Lang.ZH: "| 维度 |", Lang.BOTH: "| width |"}[lang]
    assert text.count(deviation) == 1, "the answer stands only where it is to be revisited"
    told = "Left unanswered" if lang is not Lang.ZH else "没有作答"
    assert told in text


def room(interview: Interview, store: Store, output: Path | None = None) -> Room:
    ticks = iter(range(1000))
    return Room(
        interview, store, lambda: NINE, os.urandom, lambda: float(next(ticks)), Lang.EN, output
    )


def test_time_without_a_window_does_not_count(begin: Begin, store: Store) -> None:
    interview = answered(begin(), ALL)
    opened = room(interview, store)
    assert [opened.elapsed, opened.elapsed] == [61.0, 62.0], "60 before, then the watch"


def test_the_report_lies_beside_the_interview_and_where_it_was_wanted(
    begin: Begin, store: Store, tmp_path: Path
) -> None:
    opened = room(answered(begin(), ALL), store, tmp_path / "report.md")
    assert opened.keep() == 1
    assert (tmp_path / "report.md").read_text() == opened.beside.read_text()
    assert opened.written == tmp_path / "report.md"


def test_an_unwritable_report_loses_neither_answers_nor_text(
    begin: Begin, store: Store, tmp_path: Path
) -> None:
    opened = room(answered(begin(), ALL), store, tmp_path)
    with pytest.raises(QuizkitError, match=r"cannot be written: Is a directory \(it lies at .*md"):
        _ = opened.keep()
    assert len(list(store.reviews())) == 1
    assert "Mock interview" in opened.beside.read_text()
    assert opened.interview.record.closed


def test_what_is_discarded_leaves_the_schedule_alone(begin: Begin, store: Store) -> None:
    opened = room(answered(begin(), ALL), store)
    opened.discard()
    assert list(store.reviews()) == []
    assert (opened.interview.record.closed, opened.interview.record.kept) == (True, False)


@pytest.mark.parametrize("minutes", [0, -3, math.nan, math.inf])
def test_an_interview_takes_some_time(begin: Begin, minutes: float) -> None:
    with pytest.raises(QuizkitError, match="takes some time"):
        _ = begin(minutes)


@pytest.mark.parametrize(
    ("questions", "words", "told"),
    [
        ({"scaling/why": (2, ())}, ["scalin"], "'scalin' is no topic"),
        ({}, [], "no question to ask"),
    ],
)
def test_what_selects_nothing_is_told_before_anything_begins(
    begin: Begin, tmp_path: Path, questions: Any, words: list[str], told: str
) -> None:
    with pytest.raises(QuizkitError, match=told):
        _ = begin(questions=questions, words=words)
    assert not (tmp_path / "interviews").exists()


def test_a_topic_keeps_the_interview_to_it(begin: Begin) -> None:
    interview = begin(240, words=["masking"])
    asked: list[str] = []
    while exchange := interview.ask(0.0):
        asked.append(exchange.question)
        interview.type("", seconds=1.0, elapsed=1.0)
        interview.hold(Lang.EN)
    assert sorted(asked) == ["masking/causal", "masking/padding"]
