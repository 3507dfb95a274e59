"""Ticks suggest a grade: all, or all but one of four, is good; half is hard; less is again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.model.review import Rating
from quizkit.model.text import Text
from quizkit.practice import Found, Ticks


def ticks(count: int, ticked: int) -> Ticks:
    made = Ticks.untouched([Text(f"point {n}", f"要点 {n}") for n in range(count)])
    for n in range(ticked):
        made = made.toggled(n)
    return made


@pytest.mark.parametrize(
    ("said", "points", "grade"),
    [
        (3, 3, Rating.GOOD),
        (2, 3, Rating.HARD),
        (1, 3, Rating.AGAIN),
        (4, 4, Rating.GOOD),
        (3, 4, Rating.GOOD),
        (2, 4, Rating.HARD),
        (1, 4, Rating.AGAIN),
        (5, 6, Rating.GOOD),
        (3, 6, Rating.HARD),
        (2, 6, Rating.AGAIN),
    ],
)
def test_the_share_of_points_suggests_the_grade(said: int, points: int, grade: Rating) -> None:
    assert ticks(points, said).suggested is grade


def test_nothing_is_suggested_before_the_learner_has_ticked_or_typed() -> None:
    untouched = ticks(4, 0)
    assert untouched.suggested is None
    assert untouched.toggled(0).toggled(0).suggested is Rating.AGAIN, "they said: none"


def test_what_is_perhaps_found_is_left_to_the_learner() -> None:
    points = [Text("a", "甲"), Text("b", "乙")]
    made = Ticks.of(points, [Found.FOUND, Found.PERHAPS])
    assert made.ticked == (True, False)
    assert made.suggested is Rating.HARD
    assert made.toggled(1).suggested is Rating.GOOD
    assert made.toggled(1).detail == {"points": [True, True], "found": ["found", "perhaps"]}


@given(st.integers(1, 6), st.data())
def test_toggling_twice_changes_nothing_but_that_it_was_touched(
    count: int, data: st.DataObject
) -> None:
    made = ticks(count, 0)
    place = data.draw(st.integers(0, count - 1))
    once = made.toggled(place)
    assert sum(once.ticked) == 1
    assert once.toggled(place).ticked == made.ticked


@given(st.integers(1, 6), st.data())
def test_one_more_point_never_suggests_a_worse_grade(count: int, data: st.DataObject) -> None:
    said = data.draw(st.integers(0, count - 1))
    fewer, more = ticks(count, said).toggled(0).toggled(0), ticks(count, said + 1)
    assert fewer.suggested
    assert more.suggested
    assert fewer.suggested <= more.suggested
