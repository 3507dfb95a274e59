"""What a session asks when it is told to ask ahead, to cram, or only some cards."""

import os
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from quizkit.bank import Bank
from quizkit.model.review import Action, CardId, Rating
from quizkit.practice import KINDS, Choose, Limit, Limits, Rest

if TYPE_CHECKING:
    from tests.practice.conftest import Learner

MakeBank = Callable[[Mapping[str, int]], Bank]
DAY = timedelta(days=1)
THREE = {"masking/causal": 0, "scaling/why": 0, "scaling/when": 0}


# ---- ahead --------------------------------------------------------------------------------------


def test_ahead_asks_what_is_due_in_so_many_days_and_no_more(
    make_bank: MakeBank, learner: "Learner"
) -> None:
    bank = make_bank(THREE)
    _ = learner.go_through(learner.begin(bank))  # Easy: due in 8 days
    learner.now += DAY
    assert learner.go_through(learner.begin(bank)) == []
    assert learner.go_through(learner.begin(bank, limits=Limits(ahead=6))) == []
    assert len(learner.go_through(learner.begin(bank, limits=Limits(ahead=7)))) == 3


def test_ahead_asks_each_card_once(make_bank: MakeBank, learner: "Learner") -> None:
    bank = make_bank(THREE)
    _ = learner.go_through(learner.begin(bank))
    learner.now += DAY
    cards = learner.go_through(learner.begin(bank, limits=Limits(ahead=365)))
    assert sorted(cards) == sorted(set(cards))
    assert learner.go_through(learner.begin(bank, limits=Limits(ahead=365))) == []


# ---- cram ---------------------------------------------------------------------------------------


def test_cramming_does_not_ask_whether_a_schedule_that_it_leaves_alone_still_counts(
    make_bank: MakeBank, learner: "Learner"
) -> None:
    bank = make_bank({"scaling/why": 1})
    assert learner.go_through(learner.begin(bank, "predict")) == ["predict:scaling/why#variance-0"]
    path = bank.file_of("scaling/why")
    text = path.read_text(encoding="utf-8").replace("The scaled score has", "A scaled score has")
    _ = path.write_text(text, encoding="utf-8")
    learner.now += 10 * DAY
    for cram in (False, True):
        session = learner.begin(make_bank({}), "predict", Limits(cram=cram))
        assert learner.draw(session).changed is not cram


def test_cramming_asks_every_card_once_and_changes_no_schedule(
    make_bank: MakeBank, learner: "Learner"
) -> None:
    bank = make_bank({"masking/causal": 0, "scaling/why": 1})
    _ = learner.go_through(learner.begin(bank))
    before = learner.store.schedule()
    cards = learner.go_through(learner.begin(bank, "", limits=Limits(cram=True)))
    assert len(cards) == len(set(cards)) == 3 + 3 + 2, "three kinds of each, and a claim's two"
    assert learner.store.schedule() == before
    assert learner.store.introduced(learner.now - DAY) == 2
    assert sum(not review.counts for review in learner.store.reviews()) == 8, "but it is kept"


def test_what_is_failed_in_cramming_comes_back_later(
    make_bank: MakeBank, learner: "Learner"
) -> None:
    bank = make_bank({f"scaling/q{n}": 0 for n in range(8)})
    session = learner.begin(bank, limits=Limits(cram=True))
    failed = learner.answer(session, Rating.AGAIN)
    cards = learner.go_through(session)
    assert cards.index(failed) == 5
    assert cards.count(failed) == 1


def test_cramming_goes_on_where_it_was_after_a_file_was_edited(
    make_bank: MakeBank, learner: "Learner"
) -> None:
    bank = make_bank(THREE)
    session = learner.begin(bank, limits=Limits(cram=True))
    first = learner.answer(session)
    second = learner.answer(session, Rating.AGAIN)
    session.reload(make_bank(THREE), learner.now)
    rest = learner.go_through(session)
    assert first not in rest
    assert second in rest
    assert len(rest) == 2


def test_cramming_shows_no_intervals(make_bank: MakeBank, learner: "Learner") -> None:
    session = learner.begin(make_bank(THREE), limits=Limits(cram=True))
    assert session.previews(learner.draw(session), learner.now) == {}


def test_two_cards_of_a_question_do_not_follow_each_other_in_cramming(
    make_bank: MakeBank, learner: "Learner"
) -> None:
    bank = make_bank({f"scaling/q{n}": 2 for n in range(4)})
    cards = learner.go_through(learner.begin(bank, "", limits=Limits(cram=True)))
    questions = [CardId.parse(card).question for card in cards]
    repeats = [n for n in range(1, len(questions) - 6) if questions[n] == questions[n - 1]]
    assert len(cards) == 28
    assert repeats == []


# ---- how much -----------------------------------------------------------------------------------


def test_minutes_end_the_session_at_the_next_card(make_bank: MakeBank, learner: "Learner") -> None:
    session = learner.begin(make_bank(THREE), limits=Limits(minutes=10))
    _ = learner.answer(session)
    learner.now += timedelta(minutes=9, seconds=59)
    _ = learner.answer(session)
    learner.now += timedelta(seconds=1)
    drawn = session.draw(learner.now)
    assert isinstance(drawn, Rest)
    assert (drawn.limit, drawn.answered) == (Limit.MINUTES, 2)


# ---- which --------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_only_cards_of_the_kind_asked_for(
    make_bank: MakeBank, learner: "Learner", kind: str
) -> None:
    cards = learner.go_through(learner.begin(make_bank({"scaling/a": 1, "scaling/b": 1}), kind))
    assert [CardId.parse(card).kind for card in cards] == [kind, kind]


def test_only_questions_as_difficult_as_asked_for(make_bank: MakeBank, learner: "Learner") -> None:
    path = make_bank(THREE).pack.questions / "scaling" / "why.yaml"
    text = path.read_text(encoding="utf-8")
    _ = path.write_text(text.replace("difficulty: 2", "difficulty: 4"), encoding="utf-8")
    bank = make_bank({})
    assert learner.go_through(learner.begin(bank, difficulties=[4])) == ["recall:scaling/why"]
    assert len(learner.go_through(learner.begin(bank, difficulties=[1, 2]))) == 2


def test_only_flagged_cards_until_the_flag_is_taken_back(
    make_bank: MakeBank, learner: "Learner"
) -> None:
    bank, card = make_bank(THREE), CardId("recall", "scaling/why")
    now = {"clock": learner.now, "random": os.urandom}
    _ = learner.store.mark(card, Action.FLAG, note="wrong", **now)  # pyright: ignore[reportArgumentType]
    assert str(learner.draw(learner.begin(bank, flagged=True)).card) == str(card)
    _ = learner.store.mark(card, Action.UNFLAG, **now)  # pyright: ignore[reportArgumentType]
    assert isinstance(learner.begin(bank, flagged=True).draw(learner.now), Rest)


def test_only_cards_failed_within_a_week(make_bank: MakeBank, learner: "Learner") -> None:
    bank = make_bank(THREE)
    session = learner.begin(bank)
    failed = learner.answer(session, Rating.AGAIN)
    _ = learner.go_through(session)
    learner.now += 6 * DAY
    assert learner.go_through(learner.begin(bank, failed=True)) == [failed]
    learner.now += 2 * DAY
    cram = Limits(cram=True)
    assert learner.go_through(learner.begin(bank, limits=cram, failed=True)) == []
    assert len(learner.go_through(learner.begin(bank, limits=cram))) == 3


# ---- within a turn ------------------------------------------------------------------------------


def test_options_keep_their_order_within_a_turn_and_change_between_turns(
    make_bank: MakeBank, learner: "Learner"
) -> None:
    session = learner.begin(make_bank({"scaling/why": 0}), "choice", limits=Limits(cram=True))
    orders: list[tuple[int, ...]] = []
    for _ in range(8):
        ask = learner.draw(session).front.ask
        assert isinstance(ask, Choose)
        assert sorted(ask.keys) == [0, 1, 2, 3]
        right = ask.options[ask.keys.index(0)]
        assert right.en == "The variance grows."
        orders.append(ask.keys)
        session.again(learner.draw(session))
    assert len(set(orders)) > 2


# ---- a changed claim ----------------------------------------------------------------------------


def change(bank: Bank, old: str, new: str) -> None:
    path = bank.pack.questions / "scaling" / "why.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    _ = path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("keep", [True, False])
def test_a_changed_claim_is_asked_about_once_and_kept_or_reset(
    make_bank: MakeBank, learner: "Learner", keep: bool
) -> None:
    bank, card = make_bank({"scaling/why": 1}), CardId("myth", "scaling/why", "variance-0")
    _ = learner.go_through(learner.begin(bank, "myth"))
    before = learner.store.memory(card)
    change(bank, "has variance 1", "has a variance of 1")
    learner.now += 30 * DAY
    session = learner.begin(make_bank({}), "myth")
    turn = learner.draw(session)
    assert turn.changed
    session.decide(turn, keep=keep, clock=learner.now, random=os.urandom)
    assert learner.store.memory(card) == (before if keep else None)
    asked = learner.draw(session)
    assert (asked.card, asked.changed, asked.is_new) == (card, False, not keep)
    assert str(learner.undo(session)) == str(card)
    assert learner.draw(session).changed or learner.store.memory(card) == before
    assert learner.store.memory(card) == before, "the decision too can be taken back"


def test_an_edited_file_is_asked_as_it_is_now(make_bank: MakeBank, learner: "Learner") -> None:
    bank = make_bank({"scaling/why": 0})
    session = learner.begin(bank)
    turn = learner.draw(session)
    change(bank, "What does why say", "What does why tell us")
    session.reload(make_bank({}), learner.now)
    session.again(turn)
    again = learner.draw(session)
    assert again.card == turn.card
    assert again.front.prompt.en.startswith("What does why tell us")
