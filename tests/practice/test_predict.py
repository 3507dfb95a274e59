"""A predict card suggests the grade that the error earns, and says why."""

from collections.abc import Callable

import pytest

from quizkit.bank import Bank
from quizkit.errors import QuizkitError
from quizkit.model import CardId, Observation, Predict, Rating
from quizkit.practice import KINDS, Number

CARD = CardId("predict", "scaling/why", "variance-0")


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
