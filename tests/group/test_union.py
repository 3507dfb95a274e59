"""What members share is a union: the same in any order, and any number of times."""

from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.group.lines import (
    Counted,
    Finished,
    Known,
    Line,
    Membership,
    OfDay,
    OfTopic,
    Share,
    read,
    write,
)
from quizkit.group.shared import Shared
from quizkit.model.review import Action, CardId, Mark, Rating, Review, Undo
from quizkit.store.lines import line_of

IDS = [f"0000000{i}-0000-7000-8000-000000000000" for i in range(4)]
NUMBERS = st.integers(0, 3)
DAYS = st.dates(date(2026, 3, 1), date(2026, 3, 3))
TIMES = st.integers(0, 86_400).map(
    lambda seconds: datetime(2026, 3, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)
TOPICS = st.sampled_from(["scaling", "masking"])


def counted(n: int, forgotten: int, recalled: int) -> Counted:
    return Counted(n, forgotten + recalled, recalled)


COUNTED = st.builds(counted, NUMBERS, NUMBERS, NUMBERS)
REVIEWS = st.builds(
    Review,
    st.sampled_from(IDS),
    st.just(CardId("recall", "scaling/a")),
    TIMES,
    st.sampled_from(Rating),
    st.sampled_from([0.0, 2.5]),
    st.sampled_from([{}, {"typed": "words"}]),
)
LINES: st.SearchStrategy[Line] = st.one_of(
    st.builds(
        Membership, NUMBERS, st.sampled_from(["a" * 32]), st.just("ada"), st.sampled_from(Share)
    ),
    st.builds(OfDay, DAYS, TOPICS, COUNTED),
    st.builds(OfTopic, TOPICS, st.builds(Known, NUMBERS, DAYS, st.sampled_from([0.25, 0.5]))),
    st.builds(Finished, DAYS),
    REVIEWS,
    st.builds(Undo, st.just("f" * 8 + IDS[0][8:]), TIMES, st.sampled_from(IDS)),
)
FILES = st.lists(LINES, max_size=12)


def union(*lines: list[Line]) -> dict[str, Any]:
    shared = Shared()
    for line in (line for some in lines for line in some):
        shared.take(line)
    return asdict(shared)


def merged(*files: list[Line]) -> dict[str, Any]:
    shared = Shared()
    for file in files:
        one = Shared()
        for line in file:
            one.take(line)
        shared.merge(one)
    return asdict(shared)


@given(FILES, st.randoms(use_true_random=False))
def test_the_order_of_lines_is_of_no_matter(lines: list[Line], random: Any) -> None:
    shuffled = random.sample(lines, len(lines))
    assert union(lines) == union(shuffled)


@given(FILES, FILES, FILES)
def test_files_merge_in_any_order_grouping_and_number(
    a: list[Line], b: list[Line], c: list[Line]
) -> None:
    assert merged(a, b, c) == merged(c, a, b, a, c) == union(b, c, a)


@given(LINES)
def test_a_line_reads_as_it_was_written(line: Line) -> None:
    assert read(write(line, typed=True)) == line


def test_what_is_shared_of_an_added_pack_is_read_again() -> None:
    day = date(2026, 3, 1)
    lines: list[Line] = [
        OfDay(day, "study-group:scaling", Counted(1, 2, 1)),
        OfTopic("study-group:scaling", Known(1, day, 0.5)),
    ]
    assert [read(write(line)) for line in lines] == lines


@given(st.text() | st.binary().map(lambda data: data.decode("latin-1")))
def test_any_other_text_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        _ = read(text)


@pytest.mark.parametrize(
    "line",
    [
        '{"line":"day","n":1,"day":"2026-03-01","topic":"scaling","answers":1,"recalled":2}',
        '{"line":"day","n":-1,"day":"2026-03-01","topic":"scaling","answers":1,"recalled":1}',
        '{"line":"day","n":1,"day":"2026-3-1","topic":"scaling","answers":1,"recalled":1}',
        '{"line":"day","n":1,"day":"2026-03-01","topic":"\x1b[2J","answers":1,"recalled":1}',
        '{"line":"day","n":1e99,"day":"2026-03-01","topic":"a","answers":1,"recalled":1}',
        '{"line":"topic","n":1,"day":"2026-03-01","topic":"a","recall":NaN}',
        '{"line":"topic","n":1,"day":"1969-12-31","topic":"a","recall":0.5}',
        '{"line":"member","n":1,"member":"x","name":"ada","share":"cards"}',
        '{"line":"member","n":1,"member":"%s","name":"../x","share":"cards"}' % ("a" * 32),
        '{"line":"finished","day":"2026-03-01","more":1}',
        '{"line":["day"]}',
        "[" * 10_000,
        '{"line":"finished","day":"' + "9" * 30_000 + '"}',
    ],
)
def test_a_doctored_line_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        _ = read(line)


def test_a_mark_and_a_detail_are_refused() -> None:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    card = CardId("recall", "scaling/a")
    with pytest.raises(ValueError, match="no marks"):
        _ = read(line_of(Mark(IDS[0], card, at, Action.FLAG, "a note")))
    with pytest.raises(ValueError, match="typed"):
        _ = read(line_of(Review(IDS[0], card, at, Rating.GOOD, 1.0, {"guess": 3})))


def test_typed_words_and_all_other_detail_stay_at_home_unless_asked() -> None:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    detail = {"typed": "my words", "guess": 3, "points": [True]}
    review = Review(
        IDS[0], CardId("explain", "scaling/a"), at, Rating.GOOD, 1.0, detail, None, True, "print"
    )
    assert "my words" not in write(review)
    assert "guess" not in write(review, typed=True)
    assert '"typed":"my words"' in write(review, typed=True)
