"""Whatever was done in a session can be taken back, step by step, and nothing else changes."""

import os
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizkit.bank import Bank
from quizkit.model.review import CardId, Rating, Review, Undo
from quizkit.practice import LEECH, Limits, Rest, Session

if TYPE_CHECKING:
    from tests.practice.conftest import Learner

MakeBank = Callable[[Mapping[str, int]], Bank]
FOUR = {f"scaling/q{n}": 0 for n in range(4)}


def test_any_number_of_answers_is_taken_back_in_reverse(
    make_bank: MakeBank, learner: "Learner"
) -> None:
    session = learner.begin(make_bank(FOUR))
    cards = learner.go_through(session)
    assert len(cards) == 4
    assert [learner.undo(session) for _ in cards] == cards[::-1]
    assert not session.can_undo
    assert (session.answered, session.left(learner.now)) == (0, 4)
    assert learner.store.schedule() == {}
    assert list(learner.store.reviews()) == []
    kinds = [type(event) for event in learner.store.events()]
    assert kinds == [Review] * 4 + [Undo] * 4, "nothing is deleted"


def test_there_is_nothing_to_take_back_in_a_new_session(
    make_bank: MakeBank, learner: "Learner"
) -> None:
    _ = learner.go_through(learner.begin(make_bank(FOUR)))
    fresh = learner.begin(make_bank(FOUR))
    assert not fresh.can_undo
    assert fresh.undo(clock=learner.now, random=os.urandom) is None


def test_an_answer_taken_back_can_be_given_again_with_the_same_effect(
    make_bank: MakeBank, learner: "Learner"
) -> None:
    session = learner.begin(make_bank(FOUR))
    first = learner.answer(session, Rating.GOOD)
    before = learner.store.schedule()
    assert learner.undo(session) == first
    assert learner.answer(session, Rating.GOOD) == first
    after = learner.store.schedule()
    assert [m.stability for m in after.values()] == [m.stability for m in before.values()]


def test_the_card_of_an_answer_taken_back_comes_before_what_else_is_due(
    make_bank: MakeBank, learner: "Learner"
) -> None:
    bank = make_bank(FOUR)
    _ = learner.go_through(learner.begin(bank))
    learner.now += timedelta(days=30)
    session = learner.begin(bank)
    first, _ = learner.answer(session), learner.draw(session)
    assert learner.undo(session) == first
    assert session.left(learner.now) == 4


def test_new_cards_are_counted_again_after_an_undo(make_bank: MakeBank, learner: "Learner") -> None:
    session = learner.begin(make_bank(FOUR), limits=Limits(new=1))
    card = learner.answer(session)
    assert isinstance(session.draw(learner.now), Rest)
    assert learner.undo(session) == card
    assert session.left(learner.now) == 1


def test_siblings_may_be_asked_once_the_answer_is_taken_back(
    make_bank: MakeBank, learner: "Learner"
) -> None:
    session = learner.begin(make_bank({"scaling/why": 1}), "recall predict")
    asked = learner.answer(session)
    assert isinstance(session.draw(learner.now), Rest)
    _ = learner.undo(session)
    session.skip(learner.draw(session))
    assert str(learner.draw(session).card) != asked


def do(session: Session, learner: "Learner", what: str) -> None:
    turn, now = learner.draw(session), {"clock": learner.now, "random": os.urandom}
    match what:
        case "bury":
            session.bury(turn, **now)  # pyright: ignore[reportArgumentType]
        case "suspend":
            session.suspend(turn, **now)  # pyright: ignore[reportArgumentType]
        case "flag":
            session.flag(turn, "wrong", **now)  # pyright: ignore[reportArgumentType]
            session.again(turn)
        case _:
            _ = session.answer(
                turn,
                Rating(int(what)),
                **now,  # pyright: ignore[reportArgumentType]
            )


@pytest.mark.parametrize("what", ["bury", "suspend"])
def test_a_card_put_away_is_gone_and_comes_back_when_that_is_taken_back(
    make_bank: MakeBank, learner: "Learner", what: str
) -> None:
    bank = make_bank({"scaling/why": 0})
    session = learner.begin(bank)
    do(session, learner, what)
    assert isinstance(session.draw(learner.now), Rest)
    assert isinstance(learner.begin(bank).draw(learner.now), Rest), "in another session too"
    assert learner.undo(session) == "recall:scaling/why"
    assert learner.draw(learner.begin(bank)).card == CardId("recall", "scaling/why")


def test_a_buried_card_comes_back_tomorrow_and_a_suspended_one_does_not(
    make_bank: MakeBank, learner: "Learner"
) -> None:
    bank = make_bank({"scaling/a": 0, "scaling/b": 0})
    session = learner.begin(bank)
    do(session, learner, "bury")
    do(session, learner, "suspend")
    learner.now = learner.now.replace(day=3)
    assert learner.go_through(learner.begin(bank)) == ["recall:scaling/a"]


@given(
    st.lists(st.sampled_from(["1", "2", "3", "4", "bury", "suspend", "flag"]), max_size=12),
    st.booleans(),
)
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None
)
def test_taking_everything_back_leaves_the_log_as_if_nothing_had_been_done(
    make_bank: MakeBank,
    make_learner: "Callable[[], Learner]",
    steps: list[str],
    cram: bool,
) -> None:
    learner = make_learner()
    session = learner.begin(make_bank(FOUR), limits=Limits(cram=cram))
    for step in steps:
        if isinstance(session.draw(learner.now), Rest):
            break
        do(session, learner, step)
    while session.can_undo:
        _ = learner.undo(session)
    store = learner.store
    assert store.schedule() == {}
    assert (store.suspended(), store.buried(learner.now.replace(hour=4)), store.flags()) == (
        set(),
        set(),
        [],
    )
    assert sorted(learner.go_through(session)) == [f"recall:scaling/q{n}" for n in range(4)]


# ---- leeches ------------------------------------------------------------------------------------


def forgotten(learner: "Learner", card: CardId, times: int) -> None:
    """Learn a card, and forget it so many times."""
    for _ in range(times):
        for rating in (Rating.EASY, Rating.EASY, Rating.AGAIN):
            memory = learner.store.memory(card)
            learner.now = memory.due if memory else learner.now
            _ = learner.store.append(card, rating, clock=learner.now, random=os.urandom)


def test_a_leech_is_offered_in_every_other_form_and_asked_in_it_at_once(
    make_bank: MakeBank, learner: "Learner"
) -> None:
    card = CardId("recall", "scaling/why")
    forgotten(learner, card, LEECH)
    memory = learner.store.memory(card)
    assert memory
    learner.now = memory.due
    session = learner.begin(make_bank({"scaling/why": 2}), "")
    turn = learner.draw(session)
    assert (turn.card, turn.is_leech, turn.lapses) == (card, True, LEECH)
    others = session.others(turn)
    assert [other.kind for other in others] == ["predict", "myth", "choice", "explain"]
    session.swap(turn, others[2], clock=learner.now, random=os.urandom)
    assert learner.draw(session).card == CardId("choice", "scaling/why")
    assert learner.store.suspended() == {card}
    assert learner.undo(session) == str(card), "and back"


def test_a_card_forgotten_less_often_is_no_leech(make_bank: MakeBank, learner: "Learner") -> None:
    card = CardId("recall", "scaling/why")
    forgotten(learner, card, LEECH - 1)
    memory = learner.store.memory(card)
    assert memory
    learner.now = memory.due
    assert not learner.draw(learner.begin(make_bank({"scaling/why": 1}))).is_leech
