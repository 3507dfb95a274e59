"""A plan against what it was made from: its own simulation, and real sessions."""

import json
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizkit.bank import Bank
from quizkit.errors import QuizkitError
from quizkit.model.memory import Memory
from quizkit.model.review import Action, CardId, Rating
from quizkit.practice import KINDS, Limits, Rest, Selection, Session
from quizkit.practice.deck import Deck
from quizkit.practice.habits import Habits
from quizkit.practice.matching import PatternMatcher
from quizkit.practice.plan import (
    LUCK,
    SEED,
    Forecast,
    Plan,
    Scope,
    Steering,
    best_of,
    forecast,
    introduction,
    make_plan,
    minutes_needed,
    overall,
    steering,
)
from quizkit.practice.plan_file import drop_plan, read_plan, write_plan
from quizkit.practice.planning import scope_of as scope_in
from quizkit.practice.planning import steer
from quizkit.practice.simulation import Course, Load, Today, allowance, simulate
from quizkit.practice.stats import Mastery
from quizkit.schedule import Day, Fsrs
from quizkit.store import FILE_NAME, Store

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
TODAY = date(2026, 3, 2)
RECALL = KINDS["recall"]
MakeBank = Callable[[Mapping[str, int]], Bank]


def made_up(topics: int, questions: int, forms: int = 1) -> tuple[CardId, ...]:
    kinds = ("recall", "choice", "predict", "explain")[:forms]
    return tuple(
        CardId(kind, f"topic-{t}/q{q:02}")
        for kind in kinds
        for t in range(topics)
        for q in range(questions)
    )


def scope_of(cards: tuple[CardId, ...], known: int = 0, habits: Habits | None = None) -> Scope:
    """The first `known` cards were learnt some days ago."""
    memories: dict[CardId, Memory] = {}
    for i, card in enumerate(cards[:known]):
        at = NINE - timedelta(days=1 + i % 9)
        grade = Rating.AGAIN if i % 5 == 0 else Rating.GOOD
        memories[card] = Fsrs().after(Fsrs().after(None, Rating.EASY, at), grade, at)
    return Scope(cards, memories, habits or Habits(), NINE, Today(), UTC)


def practised(bank: Bank, path: Path, plan: Plan, schedule: Fsrs, days: int) -> list[object]:
    """Answers and new cards of each day, in real sessions that the plan steers."""
    found: list[object] = []
    times: dict[CardId, int] = {}
    habits = Habits()
    cards = tuple(Deck(bank, bank.ids, [RECALL]).all())
    with Store(path, schedule) as store:
        for i in range(days):
            now = NINE + timedelta(days=i)
            end, used, answers = Day.of(now, UTC).end, 0.0, 0
            asks = steer(plan, store, cards, schedule, now=now, zone=UTC)
            assert asks is not None
            limits = Limits(new=asks.new_today)
            session = Session(
                bank,
                store,
                schedule,
                PatternMatcher(),
                clock=now,
                seed=b"seed",
                zone=UTC,
                selection=Selection(kinds=[RECALL]),
                limits=limits,
                order=asks.order,
            )
            before = len(store.answered())
            while used < 60 * plan.minutes:
                drawn = session.draw(now)
                if isinstance(drawn, Rest):
                    if drawn.next_due is None or drawn.next_due >= end:
                        break
                    now = max(now, drawn.next_due)
                    continue
                if answers and used + habits.seconds_of(drawn.card) > 60 * plan.minutes:
                    break
                memory = store.memory(drawn.card)
                recall = None if memory is None else schedule.recall(memory, now)
                grade = habits.grade(SEED, drawn.card, times.get(drawn.card, 0), recall)
                times[drawn.card] = times.get(drawn.card, 0) + 1
                _ = session.answer(drawn, grade, clock=now, random=Random(answers).randbytes)
                took = habits.seconds_of(drawn.card)
                now, used, answers = now + timedelta(seconds=took), used + took, answers + 1
            found.append((answers, len(store.answered()) - before, used))
    return found


@pytest.fixture
def bank(make_bank: MakeBank) -> Bank:
    return make_bank({f"{topic}/q{i:02}": 0 for topic in ("scaling", "masking") for i in range(9)})


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(days=st.integers(1, 12), minutes=st.integers(1, 25))
def test_real_sessions_steered_by_a_plan_come_to_what_it_predicts(
    bank: Bank, days: int, minutes: int
) -> None:
    cards = tuple(Deck(bank, bank.ids, [RECALL]).all())
    by = TODAY + timedelta(days=days)
    plan, _ = make_plan(scope_of(cards), Fsrs(), by, minutes, [])
    schedule = Fsrs(retention=plan.retention)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / FILE_NAME
        found = practised(bank, path, plan, schedule, days)
        assert found == [(load.answers, load.new, load.seconds) for load in plan.loads]
        with Store(path, schedule) as store:
            at = Day.of(NINE + timedelta(days=days), UTC).start + timedelta(hours=5)
            recall = sum(schedule.recall(m, at) for m in store.schedule().values()) / len(cards)
    # Times are kept in milliseconds, recall is reckoned in whole days.
    assert recall == pytest.approx(overall(plan.after), abs=1e-9)


@settings(max_examples=25, deadline=None)
@given(
    known=st.integers(0, 40),
    days=st.integers(1, 40),
    minutes=st.integers(1, 40),
    more=st.integers(1, 40),
    forms=st.integers(1, 4),
)
def test_more_minutes_never_lead_to_less_recall(
    known: int, days: int, minutes: int, more: int, forms: int
) -> None:
    """Within 4 points: with more time, cards are begun earlier and rest longer before the day.

    Where in its interval a card is caught by the day, between just answered (1) and due (the
    target), is chance, which the mean over few cards does not even out. Over 194 pairs drawn like
    these, 42 came out lower, by 1.8 points at most.
    """
    scope = scope_of(made_up(3, 8, forms), known)
    by = TODAY + timedelta(days=days)
    less = overall(make_plan(scope, Fsrs(), by, minutes, [])[0].after)
    assert overall(make_plan(scope, Fsrs(), by, minutes + more, [])[0].after) >= less - 0.04


@settings(max_examples=25, deadline=None)
@given(known=st.integers(0, 60), days=st.integers(1, 30), minutes=st.integers(1, 60))
def test_no_day_is_longer_than_asked_unless_a_single_answer_is(
    known: int, days: int, minutes: int
) -> None:
    scope = scope_of(made_up(3, 8, 4), known)
    plan, _ = make_plan(scope, Fsrs(), TODAY + timedelta(days=days), minutes, [])
    assert len(plan.loads) == days
    assert all(load.seconds <= 60 * minutes or load.answers == 1 for load in plan.loads)
    assert all(0 <= load.new_seconds <= load.seconds for load in plan.loads)


@settings(max_examples=20, deadline=None)
@given(known=st.integers(0, 30), days=st.integers(1, 30), minutes=st.integers(1, 60))
def test_every_new_card_is_either_begun_or_told_to_be_left_out(
    known: int, days: int, minutes: int
) -> None:
    scope = scope_of(made_up(3, 8, 3), known)
    plan, found = make_plan(scope, Fsrs(), TODAY + timedelta(days=days), minutes, [])
    begun = sum(load.new for load in plan.loads)
    assert begun + len(found.left_out) + known == len(scope.cards)
    assert begun + known == sum(topic.begun for topic in plan.after)


def test_the_best_of_the_targets_is_chosen_up_to_luck() -> None:
    scope = scope_of(made_up(3, 8), 10)
    by = TODAY + timedelta(days=14)
    plan, best = make_plan(scope, Fsrs(), by, 10, [])
    for target in (0.8, 0.9, 0.95):
        other = forecast(scope, Fsrs(retention=target), by, 10)
        assert overall(other.after) <= overall(best.after) + LUCK
    assert forecast(scope, Fsrs(retention=plan.retention), by, 10) == best


@pytest.mark.parametrize(
    ("recalls", "left", "best"),
    [
        pytest.param((0.90, 0.95, 0.94), (0, 9, 0), 1, id="higher by more than luck"),
        pytest.param((0.90, 0.947, 0.95), (0, 2, 9), 1, id="next to nothing for much undone"),
        pytest.param((0.949, 0.948, 0.95), (3, 3, 3), 0, id="the first of equals"),
    ],
)
def test_the_highest_recall_counts_unless_it_is_luck(
    recalls: tuple[float, ...], left: tuple[int, ...], best: int
) -> None:
    found = [
        (
            Forecast(
                (Mastery("scaling", 4, 4, recall),), (Load(TODAY, 9, 0, 60.0, 0.0, undone),), (), ()
            ),
            0.8 + i / 20,
        )
        for i, (recall, undone) in enumerate(zip(recalls, left, strict=True))
    ]
    assert best_of(found) == found[best]


def test_a_day_asks_a_question_in_one_form_only() -> None:
    scope = scope_of(made_up(1, 1, 4))
    plan, _ = make_plan(scope, Fsrs(), TODAY + timedelta(days=2), 60, [])
    assert [load.new for load in plan.loads] == [1, 1]


def test_of_two_due_forms_of_a_question_one_waits_for_tomorrow() -> None:
    cards = made_up(1, 1, 2)
    learnt = NINE - timedelta(days=30)
    memories = {card: Fsrs().after(None, Rating.EASY, learnt) for card in cards}
    scope = replace(scope_of(cards), memories=memories, habits=Habits(recalled=(0.0, 1.0, 0.0)))
    days = simulate_days(scope, 2)
    assert [len(asked) for asked in days] == [1, 1]
    assert days[0] | days[1] == set(cards)


def simulate_days(scope: Scope, days: int) -> list[set[CardId]]:
    """The cards that are asked on each day, by when their memories change."""
    found: list[set[CardId]] = []
    before = dict(scope.memories)
    for count in range(1, days + 1):
        course = Course(
            tuple(
                (TODAY + timedelta(days=i), Day.of(NINE + timedelta(days=i), UTC))
                for i in range(count)
            ),
            timedelta(hours=5),
            3600.0,
        )
        after = simulate(scope.memories, [], Fsrs(), scope.habits, course, seed=SEED).memories
        found.append({card for card, memory in after.items() if before[card] != memory})
        before = dict(after)
    return found


def test_what_today_has_used_is_not_planned_again() -> None:
    scope = scope_of(made_up(2, 10))
    by = TODAY + timedelta(days=3)
    whole = forecast(scope, Fsrs(), by, 10).loads[0].seconds
    rest = forecast(replace(scope, today=Today({}, 400.0)), Fsrs(), by, 10).loads[0].seconds
    assert 0 < rest < 240 < whole


def test_a_question_asked_today_is_not_asked_in_another_form() -> None:
    cards = made_up(1, 1, 2)
    scope = replace(scope_of(cards), today=Today({cards[0].question: cards[0]}, 0.0))
    scope = replace(scope, cards=cards[1:])
    assert forecast(scope, Fsrs(), TODAY + timedelta(days=1), 30).loads[0].answers == 0


def test_a_new_question_is_worth_more_than_another_form_of_a_known_one() -> None:
    known, other_form, new = (
        CardId(kind, f"a/{slug}")
        for kind, slug in (("recall", "one"), ("choice", "one"), ("recall", "two"))
    )
    habits = Habits({"recall": 40.0, "choice": 40.0})
    order = introduction([known, other_form, new], [known].__contains__, habits)
    assert order == (new, other_form)


def test_time_is_kept_for_asking_again_what_may_be_forgotten() -> None:
    due, new = made_up(1, 2)
    memory = Fsrs().after(None, Rating.GOOD, NINE)
    habits = Habits()
    room = habits.seconds_of(due) + habits.seconds_of(new) * habits.first_answers + 1.0

    def fits(days: int) -> int:
        at = NINE + timedelta(days=days)
        return allowance([(due, memory)], [new], Fsrs(), habits, at, room)

    assert (fits(0), fits(30)) == (1, 0)


def test_what_takes_less_time_for_as_much_comes_first() -> None:
    slow, quick = CardId("explain", "a/one"), CardId("choice", "b/two")
    assert introduction([slow, quick], [].__contains__, Habits()) == (quick, slow)


def test_steering_counts_what_today_has_used_already() -> None:
    scope = scope_of(made_up(2, 10))
    plan, _ = make_plan(scope, Fsrs(), TODAY + timedelta(days=5), 10, [])

    def new_today(seconds: float, introduced: int) -> int:
        used = Today({}, seconds)
        return steering(
            plan, scope.cards, [], Fsrs(), now=NINE, today=used, introduced=introduced
        ).new_today

    assert new_today(0.0, 0) == plan.loads[0].new
    assert 3 < new_today(300.0, 3) < plan.loads[0].new + 3
    assert new_today(600.0, 3) == 3, "no more than were begun"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / FILE_NAME, Fsrs()) as store:
        yield store


def test_a_plan_steers_until_its_day_and_no_longer(store: Store) -> None:
    cards = made_up(2, 4)
    plan, _ = make_plan(scope_of(cards), Fsrs(), TODAY + timedelta(days=2), 10, [])

    def asks(days: int) -> Steering | None:
        return steer(plan, store, cards, Fsrs(), now=NINE + timedelta(days=days), zone=UTC)

    assert asks(1) is not None
    assert asks(2) is None


def test_steering_leaves_out_what_is_suspended_or_begun(store: Store) -> None:
    cards = made_up(1, 5)
    plan, _ = make_plan(scope_of(cards), Fsrs(), TODAY + timedelta(days=9), 30, [])
    _ = store.mark(cards[0], Action.SUSPEND, clock=NINE, random=Random(1).randbytes)
    _ = store.append(cards[1], Rating.EASY, clock=NINE, random=Random(2).randbytes, seconds=60.0)
    asks = steer(plan, store, cards, Fsrs(), now=NINE + timedelta(hours=1), zone=UTC)
    assert asks is not None
    assert asks.order == cards[2:]
    assert asks.new_today == 1 + 3, "one begun, and there is time for the rest"


def test_a_plan_made_from_the_log_knows_habits_and_today(store: Store) -> None:
    cards = made_up(1, 5)
    for i, card in enumerate(cards[:3]):
        clock = NINE - timedelta(hours=i == 0 and 24)
        _ = store.append(card, Rating.EASY, clock=clock, random=Random(i).randbytes, seconds=100.0)
    scope = scope_in(store, cards, now=NINE + timedelta(minutes=5), zone=UTC)
    assert scope.habits.seconds["recall"] == pytest.approx((20 * 40 + 3 * 100) / 23)
    assert scope.habits.measured == {"recall"}
    assert scope.today == Today({c.question: c for c in cards[1:3]}, 200.0)
    assert set(scope.memories) == set(cards[:3])


def test_a_plan_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "data" / "plan.json"
    scope, by = scope_of(made_up(2, 4), 3), TODAY + timedelta(days=9)
    plan, _ = make_plan(scope, Fsrs(), by, 10, ["a"], ["b", "c"])
    write_plan(path, plan)
    assert read_plan(path) == plan
    said = json.loads(path.read_text())
    assert said.pop("without") == ["b", "c"]
    _ = path.write_text(json.dumps(said))
    assert read_plan(path) == replace(plan, without=()), "as an earlier version wrote it"
    assert [drop_plan(path), drop_plan(path), read_plan(path)] == [True, False, None]


@pytest.mark.parametrize("known", [0, 12])
def test_another_target_moves_due_dates_as_a_rebuilt_log_has_them(
    tmp_path: Path, known: int
) -> None:
    cards = made_up(2, 6)
    with Store(tmp_path / FILE_NAME, Fsrs()) as store:
        for days in (0, 1, 6):
            for i, card in enumerate(cards[:known]):
                grade = Rating(1 + (i + days) % 4)
                clock = NINE + timedelta(days=days, minutes=i)
                _ = store.append(card, grade, clock=clock, random=Random(days * 99 + i).randbytes)
        before = store.schedule()
    other = Fsrs(retention=0.8)
    with Store(tmp_path / FILE_NAME, other) as store:
        assert {c: other.rescheduled(m) for c, m in before.items()} == store.schedule()


def test_too_few_minutes_leave_questions_out_and_enough_minutes_none() -> None:
    scope = scope_of(made_up(3, 20))
    by = TODAY + timedelta(days=4)
    plan, found = make_plan(scope, Fsrs(), by, 5, [])
    assert found.questions_left_out
    needed = minutes_needed(scope, Fsrs(retention=plan.retention), by, 5)
    assert needed is not None
    assert needed > 5
    assert make_plan(scope, Fsrs(), by, needed, [])[1].questions_left_out == ()


def test_reviews_that_do_not_fit_are_counted_as_left() -> None:
    scope = scope_of(made_up(3, 20), known=60)
    by = TODAY + timedelta(days=1)
    undone = {
        minutes: forecast(scope, Fsrs(retention=0.97), by, minutes).loads[0].left
        for minutes in (1, 10, 120)
    }
    assert undone[1] > undone[10] > undone[120] == 0


@pytest.mark.parametrize(
    ("days", "told"), [(0, "is today"), (-1, "is past"), (731, "731 days away")]
)
def test_a_date_that_cannot_be_planned_for_is_refused(days: int, told: str) -> None:
    with pytest.raises(QuizkitError, match=told):
        _ = make_plan(scope_of(made_up(1, 1)), Fsrs(), TODAY + timedelta(days=days), 10, [])


def test_without_cards_there_is_no_plan() -> None:
    with pytest.raises(QuizkitError, match="no card"):
        _ = make_plan(scope_of(()), Fsrs(), TODAY + timedelta(days=3), 10, [])
