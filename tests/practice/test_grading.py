"""The grade that an error suggests follows what matters, and says why."""

import pytest

from quizkit.model import Observation, Rating, Target
from quizkit.practice.grading import suggestion


def observation(value: float, half: float, target: Target) -> Observation:
    return Observation("x", {}, value, value - half, value + half, target, stderr=half / 4.75)


EXACT = Target.band(12.0, 12.0, equals=12.0)
WIDE = Target.band(0.7, 0.9, equals=0.8)
IDENTITY = Target(high=1e-10, refuted_above=1e-6)
AT_MOST = Target(high=0.01, refuted_above=0.01)


@pytest.mark.parametrize(
    ("case", "guess", "measured", "grade"),
    [
        ("the value itself", 64.0, observation(64, 1, EXACT), Rating.GOOD),
        ("within the interval", 67.5, observation(64, 4, EXACT), Rating.GOOD),
        ("within two digits", 61.0, observation(64, 1, EXACT), Rating.GOOD),
        ("within the claim's margin", 0.71, observation(0.8, 0.01, WIDE), Rating.GOOD),
        ("just beyond two digits", 60.0, observation(64, 1, EXACT), Rating.HARD),
        ("three margins", 0.51, observation(0.8, 0.01, WIDE), Rating.HARD),
        ("beyond three margins", 0.49, observation(0.8, 0.01, WIDE), Rating.AGAIN),
        ("the wrong law", 8.0, observation(64, 1, EXACT), Rating.AGAIN),
        ("the wrong sign", -64.0, observation(64, 1, EXACT), Rating.AGAIN),
        ("exactly zero, as it is", 0.0, observation(0, 0, AT_MOST), Rating.GOOD),
        ("not exactly zero", 1e-9, observation(0, 0, AT_MOST), Rating.AGAIN),
        ("zero, measured as rounding", 0.0, observation(1.4e-14, 0, IDENTITY), Rating.GOOD),
        ("one, measured as rounding", 1.0, observation(1.4e-14, 0, IDENTITY), Rating.AGAIN),
        ("a small number taken for zero", 0.0, observation(6e-8, 0, EXACT), Rating.AGAIN),
        ("a large count", 110e6, observation(109_482_240, 0, EXACT), Rating.GOOD),
    ],
)
def test_the_grade_follows_the_error(
    case: str, guess: float, measured: Observation, grade: Rating
) -> None:
    rating, because = suggestion(guess, measured)
    assert rating is grade, case
    assert because.en.startswith(("off by ", "that is it"))
    assert because.zh.startswith(("相差", "完全正确"))


def test_a_wider_interval_never_makes_the_grade_worse() -> None:
    grades = [suggestion(70.0, observation(64, half, EXACT))[0] for half in (0.1, 2, 4, 8)]
    assert grades == [Rating.HARD, Rating.HARD, Rating.HARD, Rating.GOOD]
