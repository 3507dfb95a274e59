"""Two sessions over one log: what one has asked, the other hears of before its next card."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizkit.bank import Bank
from quizkit.model import Rating
from quizkit.model.review import Action
from quizkit.practice import Limits, Rest

if TYPE_CHECKING:
    from tests.practice.conftest import Learner

MakeBank = Callable[[Mapping[str, int]], Bank]
EACH_IN_TWO_FORMS = {"scaling/a": 0, "scaling/b": 0}


@pytest.fixture
def other(learner: "Learner", make_learner: "Callable[[Path], Learner]") -> "Learner":
    """The same learner in another window: another connection to the same log."""
    return make_learner(learner.store.path)


def test_an_answer_given_elsewhere_while_a_card_is_shown_puts_its_siblings_to_rest(
    make_bank: MakeBank, learner: "Learner", other: "Learner"
) -> None:
    bank = make_bank(EACH_IN_TWO_FORMS)
    here, elsewhere = learner.begin(bank, "recall"), other.begin(bank, "choice explain")
    shown = learner.draw(here)
    first = other.answer(elsewhere)
    second = other.answer(elsewhere)
    assert {first.partition(":")[2], second.partition(":")[2]} == set(EACH_IN_TWO_FORMS)
    _ = here.answer(shown, Rating.EASY, clock=learner.now, random=os.urandom)
    assert isinstance(here.draw(learner.now), Rest), "both questions were asked today"


def test_new_cards_begun_elsewhere_count_against_the_days_number_here(
    make_bank: MakeBank, learner: "Learner", other: "Learner"
) -> None:
    bank = make_bank({f"scaling/q{n}": 0 for n in range(6)})
    here, there = (one.begin(bank, "recall", Limits(new=3)) for one in (learner, other))
    asked = [learner.answer(here), other.answer(there), learner.answer(here)]
    assert len(set(asked)) == 3
    assert all(isinstance(session.draw(learner.now), Rest) for session in (here, there))


@pytest.mark.parametrize("cram", [False, True])
@pytest.mark.parametrize("action", [Action.SUSPEND, Action.BURY])
def test_a_card_put_aside_elsewhere_is_not_asked_here(
    make_bank: MakeBank, learner: "Learner", other: "Learner", action: Action, cram: bool
) -> None:
    session = learner.begin(make_bank({"scaling/a": 0}), "recall", Limits(cram=cram))
    card = learner.draw(session).card
    _ = other.store.mark(card, action, clock=learner.now, random=os.urandom)
    assert isinstance(session.draw(learner.now), Rest)


def test_a_card_resumed_elsewhere_is_asked_here(
    make_bank: MakeBank, learner: "Learner", other: "Learner"
) -> None:
    session = learner.begin(make_bank({"scaling/a": 0}), "recall")
    turn = learner.draw(session)
    session.suspend(turn, clock=learner.now, random=os.urandom)
    assert isinstance(session.draw(learner.now), Rest)
    _ = other.store.mark(turn.card, Action.RESUME, clock=learner.now, random=os.urandom)
    assert learner.draw(session).card == turn.card


def test_a_card_skipped_here_stays_so_when_another_session_writes(
    make_bank: MakeBank, learner: "Learner", other: "Learner"
) -> None:
    session = learner.begin(make_bank({"scaling/a": 0}), "recall")
    skipped = learner.draw(session)
    session.skip(skipped)
    _ = other.store.mark(skipped.card, Action.FLAG, clock=learner.now, random=os.urandom)
    assert isinstance(session.draw(learner.now), Rest)


def test_what_this_session_writes_is_not_taken_for_anothers(
    make_bank: MakeBank, learner: "Learner", other: "Learner"
) -> None:
    session = learner.begin(make_bank({"scaling/a": 0, "scaling/b": 0}), "recall")
    before = learner.store.heard(), other.store.heard()
    _ = learner.answer(session)
    assert learner.store.heard() == before[0]
    assert other.store.heard() != before[1]
