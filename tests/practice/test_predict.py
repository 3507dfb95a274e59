"""A predict card suggests the grade that the error earns, and says why."""

from collections.abc import Callable

import pytest

from quizkit.bank import Bank
from quizkit.errors import QuizkitError
from quizkit.model import CardId, Observation, Predict, Rating, Target
from quizkit.practice import KINDS, Number
from quizkit.practice.kinds.predict import suggestion

CARD = CardId("predict", "scaling/why", "variance-0")


def observation(value: float, half: float, target: Target) -> Observation:
    return Observation("x", {}, value, value - half, value + half, target, stderr=half / 4.75)


EXACT = Target.band(12.0, 12.0, equals=12.0)
WIDE = Target.band(0.7, 0.9, equals=0.8)
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
        ("a large count", 110e6, observation(109_482_240, 0, EXACT), Rating.GOOD),
    ],
)
def test_the_grade_follows_the_error(
    case: str, guess: float, measured: Observation, grade: Rating
) -> None:
    rating, because = suggestion(guess, measured)
    assert rating is grade, case
    assert because.en.startswith("off by ")
    assert because.zh.startswith("相差")


def test_a_wider_interval_never_makes_the_grade_worse() -> None:
    grades = [suggestion(70.0, observation(64, half, EXACT))[0] for half in (0.1, 2, 4, 8)]
    assert grades == [Rating.HARD, Rating.HARD, Rating.HARD, Rating.GOOD]


def test_the_back_tells_guess_measurement_and_theory(
    make_bank: Callable[..., Bank], measured: Callable[[str, Predict], Observation]
) -> None:
    question = make_bank({"scaling/why": 1}).question("scaling/why")
    kind = KINDS["predict"]
    front = kind.front(question, CARD)
    assert front.ask == Number("scaling/unit_variance")
    assert "variance" in front.prompt.en
    back = kind.back(question, CARD, 8.0, measured)
    assert back.suggested is Rating.AGAIN
    assert dict(back.detail) == {"guess": 8.0, "value": 64.1, "low": 61.2, "high": 67.1}
    for told in (back.answer.en, back.answer.zh):
        assert "**8**" in told
        assert "**64.1**" in told
        assert "[61.2, 67.1]" in told
        assert "unscaled" in told
        assert "1 ± 0.1" in told
    assert back.figure is not None


def test_a_claim_that_lost_its_prediction_is_told(make_bank: Callable[..., Bank]) -> None:
    question = make_bank({"scaling/why": 0}).question("scaling/why")
    with pytest.raises(QuizkitError, match="no longer asks for a number"):
        _ = KINDS["predict"].front(question, CARD)
