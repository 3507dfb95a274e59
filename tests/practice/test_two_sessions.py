"""Two sessions over one log: what one has asked, the other hears of before its next card."""

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from quizkit.bank import Bank
from quizkit.model import Rating
from quizkit.practice import Limits, Rest

if TYPE_CHECKING:
    from tests.practice.conftest import Learner

MakeBank = Callable[[Mapping[str, int]], Bank]
EACH_IN_TWO_FORMS = {"scaling/a": 0, "scaling/b": 0}


def test_an_answer_given_elsewhere_while_a_card_is_shown_puts_its_siblings_to_rest(
    make_bank: MakeBank, learner: "Learner"
) -> None:
    bank = make_bank(EACH_IN_TWO_FORMS)
    here, elsewhere = learner.begin(bank, "recall"), learner.begin(bank, "choice explain")
    shown = learner.draw(here)
    first = learner.answer(elsewhere)
    second = learner.answer(elsewhere)
    assert {first.partition(":")[2], second.partition(":")[2]} == set(EACH_IN_TWO_FORMS)
    _ = here.answer(shown, Rating.EASY, clock=learner.now, random=os.urandom)
    assert isinstance(here.draw(learner.now), Rest), "both questions were asked today"


def test_new_cards_begun_elsewhere_count_against_the_days_number_here(
    make_bank: MakeBank, learner: "Learner"
) -> None:
    bank = make_bank({f"scaling/q{n}": 0 for n in range(6)})
    two = [learner.begin(bank, "recall", Limits(new=3)) for _ in range(2)]
    asked = [learner.answer(two[0]), learner.answer(two[1]), learner.answer(two[0])]
    assert len(set(asked)) == 3
    assert all(isinstance(session.draw(learner.now), Rest) for session in two)
