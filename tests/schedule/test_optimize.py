"""Weights fitted to a learner's own reviews."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from fsrs.scheduler import DEFAULT_PARAMETERS

from quizkit.errors import QuizkitError
from quizkit.model.review import Action, CardId, Event, Mark, Rating, Review, Undo
from quizkit.schedule import Fsrs
from quizkit.schedule.optimize import FEWEST, Comparison, Fit, Loss, Scored, fit, scored

Practised = Callable[[Fsrs, int], list[Review]]
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
CARD = CardId("recall", "scaling/why")
AT_4 = ((3, 0), (3, 4))
AT_9 = (*AT_4, (3, 5))


def forgets_faster() -> Fsrs:
    """Memory that lasts a quarter as long after the first review as the library believes."""
    first = tuple(weight / 4 for weight in DEFAULT_PARAMETERS[:4])
    return Fsrs(first + tuple(DEFAULT_PARAMETERS[4:]))


def review(
    days: float, rating: Rating = Rating.GOOD, key: str = "", *, counts: bool = True
) -> Review:
    at = NOON + timedelta(days=days)
    return Review(key or f"{days}", CARD, at, rating, counts=counts)


def test_only_what_is_asked_again_after_a_day_is_scored() -> None:
    log = [review(0), review(0.01), review(2, Rating.AGAIN), review(2.01), review(7.5)]
    assert [sample.history for sample in scored(log)] == [
        ((3, 0), (3, 0), (1, 1)),
        ((3, 0), (3, 0), (1, 1), (3, 0), (3, 5)),
    ]


def test_days_are_whole_spans_of_24_hours_as_the_schedule_counts_them() -> None:
    assert scored([review(0), review(0.99)]) == []
    (sample,) = scored([review(0), review(1.99)])
    assert sample.history[-1] == (3, 1)


@pytest.mark.parametrize(
    ("events", "histories"),
    [
        pytest.param([], [AT_4, AT_9], id="nothing besides"),
        pytest.param([Undo("u", NOON, "b")], [((3, 0), (3, 9))], id="undone"),
        pytest.param([Mark("m", CARD, NOON + timedelta(days=5), Action.RESET)], [AT_4], id="reset"),
        pytest.param(
            [Mark("m", CARD, NOON + timedelta(days=5), Action.RESET), Undo("u", NOON, "m")],
            [AT_4, AT_9],
            id="reset undone",
        ),
        pytest.param(
            [Mark("m", CARD, NOON + timedelta(days=5), Action.FLAG)],
            [AT_4, AT_9],
            id="another mark",
        ),
    ],
)
def test_the_log_is_read_as_the_schedule_reads_it(
    events: list[Event], histories: list[tuple[tuple[int, int], ...]]
) -> None:
    log: list[Event] = [review(0, key="a"), review(4, key="b"), *events, review(9, key="c")]
    assert [sample.history for sample in scored(log)] == histories


def test_what_was_crammed_is_no_history() -> None:
    log = [review(0), review(3, counts=False), review(5)]
    assert [sample.history for sample in scored(log)] == [((3, 0), (3, 5))]


def test_samples_come_by_time_whatever_their_cards() -> None:
    other = replace(CARD, question="scaling/other")
    log = [review(0), replace(review(1), card=other), replace(review(4), card=other), review(9)]
    assert [sample.at for sample in scored(log)] == [log[2].at, log[3].at]


def test_a_learner_who_forgets_faster_is_found_out(practised: Practised) -> None:
    truth = forgets_faster()
    found = fit(scored(practised(truth, 3000)), ())
    assert not found.worse
    assert found.held_out.fitted.log_loss < found.held_out.library.log_loss - 0.01
    assert found.everything.fitted.log_loss < found.everything.present.log_loss
    assert found.weights[2] < DEFAULT_PARAMETERS[2] / 2, "stability after Good"
    assert 0.15 < found.later / found.reviews < 0.25


def test_fitted_weights_are_ones_that_the_schedule_takes(practised: Practised) -> None:
    found = fit(scored(practised(forgets_faster(), 3000)), ())
    memory = Fsrs(found.weights).after(None, Rating.GOOD, NOON)
    assert memory.stability == pytest.approx(found.weights[2])


def test_too_few_reviews_are_refused_with_the_count_that_is_missing() -> None:
    few = [Scored(NOON, ((3, 0), (3, 2)))] * (FEWEST - 5)
    with pytest.raises(QuizkitError, match=f"{FEWEST} are needed, 5 more"):
        _ = fit(few, ())


def test_reviews_that_are_too_much_alike_are_told_without_a_traceback() -> None:
    alike = [Scored(NOON, ((3, 0), (3, 2), (3, 9)))] * FEWEST
    with pytest.raises(QuizkitError, match="could fit no weights"):
        _ = fit(alike, ())


@pytest.mark.parametrize(
    ("everything", "held_out", "worse"),
    [
        pytest.param((0.30, 0.30, 0.25), (0.3, 0.3, 0.28), False, id="better on both"),
        pytest.param((0.30, 0.20, 0.25), (0.3, 0.3, 0.28), True, id="worse than those in use"),
        pytest.param((0.30, 0.30, 0.25), (0.3, 0.3, 0.31), True, id="a fit predicts worse"),
        pytest.param((0.30, 0.30, 0.25), (0.3, 0.2, 0.28), False, id="those in use saw it all"),
    ],
)
def test_new_weights_have_to_be_better_where_it_is_fair_to_compare(
    everything: tuple[float, ...], held_out: tuple[float, ...], worse: bool
) -> None:
    def compared(losses: tuple[float, ...]) -> Comparison:
        return Comparison(*(Loss(loss, 0.05) for loss in losses))

    assert Fit((), 0, 0, compared(everything), compared(held_out)).worse is worse
