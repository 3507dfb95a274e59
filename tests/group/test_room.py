"""A room: one check for all votes, scores, and reviews for those who were there."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from random import Random
from typing import TYPE_CHECKING

import pytest

from quizkit.bank import Bank
from quizkit.group.room import Room, cards_for, review_of
from quizkit.model import Lang, Report
from quizkit.model.review import CardId, Rating
from quizkit.practice.kinds import Choose
from quizkit.practice.matching import PatternMatcher

if TYPE_CHECKING:
    from tests.conftest import FakeChecks

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
MakeBank = Callable[[Mapping[str, int]], Bank]


def room_of(bank: Bank, card: str, *people: str) -> Room:
    room = Room(bank, [CardId.parse(card)], b"seed")
    room.gather(people)
    assert room.next() is not None
    return room


def test_the_check_runs_once_however_many_have_voted(
    make_bank: MakeBank, fake_checks: "FakeChecks", monkeypatch: pytest.MonkeyPatch
) -> None:
    room = room_of(make_bank({"scaling/a": 1}), "myth:scaling/a#variance-0", "ada", "bo", "cy")
    runs: list[str] = []
    real = fake_checks.report

    def counted(check: str) -> Report:
        runs.append(check)
        return real(check)

    monkeypatch.setattr(fake_checks, "report", counted)
    for name, vote in (("ada", 0), ("bo", 1), ("cy", 2)):
        room.vote(name, vote)
    revealed = room.reveal(fake_checks, PatternMatcher(), Lang.EN)
    assert runs == ["scaling/unit_variance"]
    assert [r.rating for r in revealed.results.values()] == [Rating.GOOD, *[Rating.AGAIN] * 2]
    assert revealed.to == "ada"


def test_nothing_is_revealed_while_a_vote_is_missing(
    make_bank: MakeBank, fake_checks: "FakeChecks"
) -> None:
    room = room_of(make_bank({"scaling/a": 1}), "choice:scaling/a", "ada", "bo")
    room.vote("ada", 0)
    room.vote("a stranger", 0)
    assert room.missing == ["bo"]
    with pytest.raises(AssertionError, match="not everybody"):
        _ = room.reveal(fake_checks, PatternMatcher(), Lang.EN)


def test_the_answer_shown_to_all_calls_no_wrong_option_yours(
    make_bank: MakeBank, fake_checks: "FakeChecks"
) -> None:
    room = room_of(make_bank({"scaling/a": 1}), "choice:scaling/a", "ada")
    assert room.asked is not None
    ask = room.asked.front.ask
    assert isinstance(ask, Choose)
    room.vote("ada", ask.keys.index(1))
    revealed = room.reveal(fake_checks, PatternMatcher(), Lang.EN)
    assert revealed.results["ada"].rating is Rating.AGAIN
    assert "Yours" not in revealed.back.answer.en


def test_a_review_of_a_vote_is_what_practice_would_have_kept(
    make_bank: MakeBank, fake_checks: "FakeChecks"
) -> None:
    room = room_of(make_bank({"scaling/a": 1}), "predict:scaling/a#variance-0", "ada")
    room.vote("ada", 64.0)
    revealed = room.reveal(fake_checks, PatternMatcher(), Lang.EN)
    review = review_of(revealed, "ada", at=NOON, random=Random(1).randbytes)
    assert review is not None
    assert (str(review.card), review.rating, review.at) == (
        "predict:scaling/a#variance-0",
        Rating.GOOD,
        NOON,
    )
    assert (review.detail["guess"], review.content != "") == (64.0, True)
    assert review_of(revealed, "bo", at=NOON, random=Random(1).randbytes) is None


def test_a_session_has_one_card_a_question_the_suggested_ones_first(make_bank: MakeBank) -> None:
    bank = make_bank({"scaling/a": 1, "scaling/b": 1, "masking/c": 0})
    cards = list(cards_for(bank, bank.ids, ["scaling/b", "no/such"]))
    assert cards[0].question == "scaling/b"
    assert sorted(card.question for card in cards) == list(bank.ids)
    assert {card.kind for card in cards} <= {"choice", "myth", "predict"}
