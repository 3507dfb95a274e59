"""A session asks what is due, then what is new, and keeps each answer before the next card."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quizkit.bank import Bank
from quizkit.errors import QuizkitError
from quizkit.model import CardId, Rating
from quizkit.practice import KINDS, Limit, Limits, Rest, Selection, Session, Turn
from quizkit.practice.matching import PatternMatcher
from quizkit.schedule import Fsrs
from quizkit.store import FILE_NAME, Store

MakeBank = Callable[[Mapping[str, int]], Bank]
NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
THREE = {"masking/causal": 0, "scaling/why": 1, "scaling/when": 0}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / FILE_NAME, Fsrs()) as store:
        yield store


def session(
    bank: Bank,
    store: Store,
    clock: datetime = NINE,
    words: Sequence[str] = (),
    limits: Limits | None = None,
    kinds: Sequence[str] = ("recall", "predict"),
) -> Session:
    return Session(
        bank,
        store,
        Fsrs(),
        PatternMatcher(),
        clock=clock,
        seed=b"seed",
        zone=UTC,
        selection=Selection(words, [KINDS[kind] for kind in kinds]),
        limits=limits or Limits(),
    )


def turn(this: Session, clock: datetime = NINE) -> Turn:
    drawn = this.draw(clock)
    assert isinstance(drawn, Turn)
    return drawn


def rest(this: Session, clock: datetime = NINE) -> Rest:
    drawn = this.draw(clock)
    assert isinstance(drawn, Rest)
    return drawn


def answer(
    this: Session, drawn: Turn, rating: Rating = Rating.EASY, clock: datetime = NINE
) -> None:
    _ = this.answer(drawn, rating, clock=clock, random=os.urandom)


def go_through(this: Session, clock: datetime = NINE) -> list[str]:
    """Answer Easy until nothing is left; return the cards in order."""
    cards: list[str] = []
    while isinstance(drawn := this.draw(clock), Turn):
        cards.append(str(drawn.card))
        answer(this, drawn, clock=clock)
    return cards


def test_new_cards_come_one_of_each_question_before_any_sibling(
    make_bank: MakeBank, store: Store
) -> None:
    assert go_through(session(make_bank(THREE), store)) == [
        "recall:masking/causal",
        "recall:scaling/when",
        "recall:scaling/why",
    ]


def test_a_first_session_shows_more_than_one_kind(make_bank: MakeBank, store: Store) -> None:
    bank = make_bank({f"scaling/q{n}": 1 for n in range(6)})
    first = go_through(session(bank, store, limits=Limits(answers=6)))
    assert {card.partition(":")[0] for card in first} == {"recall", "predict"}
    assert len({CardId.parse(card).question for card in first}) == 6


def test_of_each_question_one_card_a_day_is_asked(make_bank: MakeBank, store: Store) -> None:
    bank = make_bank({"scaling/a": 3, "scaling/b": 3})
    limits, asked = Limits(new=99), list[str]()
    for day in range(4):
        clock = NINE + day * DAY
        cards = go_through(session(bank, store, clock, limits=limits, kinds=tuple(KINDS)), clock)
        assert len({CardId.parse(card).question for card in cards}) == len(cards) == 2
        asked += cards
    assert len(set(asked)) == 8, "and every day another one"


def test_a_sibling_that_is_all_that_is_left_waits_for_tomorrow(
    make_bank: MakeBank, store: Store
) -> None:
    bank = make_bank({"scaling/why": 1})
    this = session(bank, store)
    answer(this, turn(this))
    assert rest(this).siblings == 1
    assert rest(session(bank, store)).siblings == 1, "another session on the same day"
    assert isinstance(session(bank, store, clock=NINE + DAY).draw(NINE + DAY), Turn)


def test_a_card_in_its_short_steps_is_no_sibling_of_itself(
    make_bank: MakeBank, store: Store
) -> None:
    this = session(make_bank({"scaling/why": 0}), store)
    first = turn(this)
    answer(this, first, Rating.AGAIN)
    assert rest(this).next_due == NINE + MINUTE
    assert turn(this, NINE + MINUTE).card == first.card


def test_what_is_due_comes_before_what_is_new(make_bank: MakeBank, store: Store) -> None:
    due = CardId("recall", "scaling/why")
    _ = store.append(due, Rating.GOOD, clock=NINE - 5 * DAY, random=os.urandom)
    _ = store.append(due, Rating.GOOD, clock=NINE - 5 * DAY + 10 * MINUTE, random=os.urandom)
    this = session(make_bank(THREE), store)
    drawn = turn(this)
    assert (drawn.card, drawn.is_new) == (due, False)
    answer(this, drawn)
    assert turn(this).is_new


def test_short_steps_come_before_the_long_run(make_bank: MakeBank, store: Store) -> None:
    long, short = CardId("recall", "scaling/why"), CardId("recall", "scaling/when")
    _ = store.append(long, Rating.EASY, clock=NINE - 20 * DAY, random=os.urandom)
    _ = store.append(short, Rating.AGAIN, clock=NINE - 5 * MINUTE, random=os.urandom)
    assert turn(session(make_bank(THREE), store)).card == short


def test_new_cards_are_counted_by_the_day_not_by_the_session(
    make_bank: MakeBank, store: Store
) -> None:
    bank = make_bank({f"scaling/q{n}": 0 for n in range(5)})
    limits = Limits(new=2)
    assert len(go_through(session(bank, store, limits=limits))) == 2
    again = session(bank, store, limits=limits)
    assert rest(again).new_waiting == 3
    tomorrow = NINE + DAY
    assert len(go_through(session(bank, store, clock=tomorrow, limits=limits), tomorrow)) == 2


def test_a_limit_ends_the_session(make_bank: MakeBank, store: Store) -> None:
    this = session(make_bank(THREE), store, limits=Limits(answers=2))
    assert this.left(NINE) == 2
    assert len(go_through(this)) == 2
    assert rest(this).limit is Limit.ANSWERS
    assert this.left(NINE) == 0


def test_a_session_over_midnight_begins_the_new_day_at_four(
    make_bank: MakeBank, store: Store
) -> None:
    bank = make_bank({f"scaling/q{n}": 0 for n in range(4)})
    late = NINE.replace(hour=23)
    this = session(bank, store, clock=late, limits=Limits(new=1))
    assert len(go_through(this, late)) == 1
    assert rest(this, late + timedelta(hours=4)).new_waiting == 3
    assert turn(this, late + timedelta(hours=5)).is_new


def test_only_the_chosen_topics_and_kinds_are_asked(make_bank: MakeBank, store: Store) -> None:
    bank = make_bank(THREE)
    assert go_through(session(bank, store, words=("scaling",), kinds=("predict",))) == [
        "predict:scaling/why#variance-0"
    ]
    assert go_through(session(bank, store, words=("masking",))) == ["recall:masking/causal"]


def test_an_unknown_topic_is_told_with_the_nearest(make_bank: MakeBank, store: Store) -> None:
    with pytest.raises(QuizkitError, match="did you mean scaling"):
        _ = session(make_bank(THREE), store, words=("scalin",))


def test_an_answer_is_in_the_log_before_the_next_card_is_drawn(
    make_bank: MakeBank, store: Store
) -> None:
    this = session(make_bank(THREE), store)
    drawn = turn(this)
    review = this.answer(
        drawn, Rating.GOOD, clock=NINE, random=os.urandom, seconds=4.5, detail={"guess": 8.0}
    )
    with Store(store.path, Fsrs()) as other:
        assert list(other.reviews()) == [review]
    assert (review.seconds, dict(review.detail)) == (4.5, {"guess": 8.0})
    assert this.answered == 1


def test_the_previews_are_what_the_grades_then_do(make_bank: MakeBank, store: Store) -> None:
    this = session(make_bank(THREE), store)
    drawn = turn(this)
    spans = this.previews(drawn, NINE)
    assert spans[Rating.GOOD] == 10 * MINUTE
    answer(this, drawn, Rating.EASY)
    memory = store.memory(drawn.card)
    assert memory is not None
    assert memory.due - NINE == spans[Rating.EASY]


def test_a_card_answered_elsewhere_meanwhile_is_not_asked_again(
    make_bank: MakeBank, store: Store
) -> None:
    bank = make_bank(THREE)
    this = session(bank, store)
    with Store(store.path, Fsrs()) as elsewhere:
        assert len(go_through(session(bank, elsewhere))) == 3
    assert isinstance(this.draw(NINE), Rest)


def test_a_skipped_card_keeps_its_schedule_and_stays_away(
    make_bank: MakeBank, store: Store
) -> None:
    this = session(make_bank({"scaling/why": 0}), store)
    drawn = turn(this)
    this.skip(drawn)
    assert isinstance(this.draw(NINE), Rest)
    assert store.memory(drawn.card) is None
    assert turn(session(make_bank({"scaling/why": 0}), store)).card == drawn.card


def test_one_broken_question_stops_no_other_and_is_told(make_bank: MakeBank, store: Store) -> None:
    bank = make_bank(THREE)
    _ = (bank.pack.questions / "scaling" / "when.yaml").write_text("question: [")
    this = session(make_bank({"masking/causal": 0, "scaling/why": 1}), store)
    assert "1 question is broken" in this.notices[0].en
    assert len(go_through(this)) == 2


def test_a_question_broken_during_the_session_is_left_out_and_told(
    make_bank: MakeBank, store: Store
) -> None:
    bank = make_bank(THREE)
    this = session(bank, store)
    _ = (bank.pack.questions / "scaling" / "when.yaml").write_text("question: [")
    cards = go_through(this)
    assert "recall:scaling/when" not in cards
    assert len(cards) >= 2
    assert any("when.yaml" in notice.en for notice in this.notices)


def test_an_edited_or_removed_question_keeps_its_schedule(
    make_bank: MakeBank, store: Store
) -> None:
    bank = make_bank(THREE)
    _ = go_through(session(bank, store))
    before = store.schedule()
    path = bank.pack.questions / "scaling" / "when.yaml"
    text = path.read_text(encoding="utf-8")
    path.unlink()
    later = NINE + 40 * DAY
    without = session(make_bank({"masking/causal": 0, "scaling/why": 1}), store, clock=later)
    asked = go_through(without, later)
    assert "recall:scaling/when" not in asked
    assert (
        store.memory(CardId("recall", "scaling/when")) == before[CardId("recall", "scaling/when")]
    )
    _ = path.write_text(text.replace("a sum of", "a *sum* of"), encoding="utf-8")
    back = session(make_bank({}), store, clock=later)
    drawn = turn(back, later)
    assert str(drawn.card) == "recall:scaling/when"
    assert not drawn.is_new


def test_a_clock_behind_the_log_is_told_once_and_nothing_is_lost(
    make_bank: MakeBank, store: Store
) -> None:
    bank = make_bank(THREE)
    _ = go_through(session(bank, store, words=("masking",)))
    behind = NINE - 3 * DAY
    this = session(bank, store, clock=behind)
    cards = go_through(this, behind + MINUTE)
    assert len(cards) == 2
    told = [notice for notice in this.notices if "clock" in notice.en]
    assert len(told) == 1
    assert "3 d behind" in told[0].en
    times = [review.at for review in store.reviews()]
    assert times == sorted(times)


def test_nothing_due_says_when_the_next_card_comes(make_bank: MakeBank, store: Store) -> None:
    this = session(make_bank({"scaling/why": 0}), store)
    answer(this, turn(this), Rating.EASY)  # 8 days
    assert rest(this).next_due == datetime(2026, 3, 10, 4, tzinfo=UTC)


def test_an_empty_selection_has_nothing_to_wait_for(make_bank: MakeBank, store: Store) -> None:
    this = session(make_bank({}), store)
    assert rest(this) == Rest(0, None, 0, 0)


def test_checks_are_got_ready_only_for_cards_that_run_one(
    make_bank: MakeBank, store: Store
) -> None:
    bank = make_bank({"masking/causal": 0, "scaling/why": 1})
    assert session(bank, store).checks_ahead(NINE) == ["scaling/unit_variance"]
    assert session(bank, store, words=("masking",)).checks_ahead(NINE) == []
    assert session(bank, store, limits=Limits(new=0)).checks_ahead(NINE) == []
