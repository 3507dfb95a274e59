"""The interviewer follows up what went well, leaves what went badly, and keeps to the time."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.bank import Summary
from quizkit.practice.interview.interviewer import level, next_question
from quizkit.practice.interview.pace import depth, pace, questions_left
from quizkit.practice.interview.record import Answer, Exchange, Move, Record, Setup, Went, went
from quizkit.practice.ticks import Found

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
EACH = 120.0


def summary(key: str, difficulty: int, *follow_ups: str) -> Summary:
    return Summary(key, key.partition("/")[0], difficulty, (), follow_ups)


BANK = {
    s.id: s
    for s in (
        summary("scaling/why", 2, "scaling/deep", "scaling/aside", "masking/causal"),
        summary("scaling/deep", 3, "scaling/deeper"),
        summary("scaling/deeper", 4, "scaling/deepest"),
        summary("scaling/deepest", 5),
        summary("scaling/aside", 2, "scaling/deep"),
        summary("masking/causal", 2, "masking/padding"),
        summary("masking/padding", 3),
        summary("norm/eps", 1),
        summary("norm/pre", 5),
    )
}


def record(*path: tuple[str, Move, Went], minutes: float = 30) -> Record:
    exchanges = tuple(Exchange(q, move, Answer(EACH, felt=how)) for q, move, how in path)
    setup = Setup("id", NINE, minutes, spoken=True, seed="seed")
    return Record(setup, exchanges, EACH * len(path))


def following(taken: Record, elapsed: float | None = None) -> Exchange | None:
    return next_question(BANK, BANK, taken, taken.elapsed if elapsed is None else elapsed)


def run(answers: Sequence[Went], minutes: float, seconds: float = EACH) -> list[Exchange]:
    """An interview in which every answer takes so many seconds and goes as told."""
    taken: list[Exchange] = []
    for how in answers:
        setup = Setup("id", NINE, minutes, spoken=True, seed="seed")
        elapsed = seconds * len(taken)
        asked = next_question(BANK, BANK, Record(setup, tuple(taken), elapsed), elapsed)
        if asked is None:
            break
        taken.append(Exchange(asked.question, asked.move, Answer(seconds, felt=how)))
    return taken


def test_the_opening_is_of_a_middle_level_and_can_be_followed_up() -> None:
    assert following(record()) in [
        Exchange(q, Move.OPENS) for q in ("scaling/why", "scaling/aside", "masking/causal")
    ]


def test_a_draft_is_never_asked_not_even_as_a_follow_up() -> None:
    bank = {i: replace(s, draft=s.difficulty > 2) for i, s in BANK.items()}
    asked = next_question(bank, bank, record(("scaling/why", Move.OPENS, Went.WELL)), EACH)
    assert asked is not None
    assert not bank[asked.question].draft
    drafts = {i: replace(s, draft=True) for i, s in BANK.items()}
    assert next_question(drafts, drafts, record(), 0) is None


def test_a_good_answer_leads_to_the_harder_follow_up() -> None:
    asked = following(record(("scaling/why", Move.OPENS, Went.WELL)))
    assert asked == Exchange("scaling/deep", Move.DEEPER)


def test_a_middling_answer_leads_to_a_follow_up_that_is_no_harder() -> None:
    asked = following(record(("scaling/why", Move.OPENS, Went.PARTLY)))
    assert asked is not None
    assert asked.move is Move.ASIDE
    assert asked.question in ("scaling/aside", "masking/causal")


def test_a_bad_answer_leads_to_another_area_and_an_easier_question() -> None:
    asked = following(record(("scaling/why", Move.OPENS, Went.NOT)))
    assert asked == Exchange("norm/eps", Move.MISSED), "no follow-up of it, and of level 1"


def test_an_area_is_left_after_as_many_questions_as_the_time_allows() -> None:
    path = [
        ("scaling/why", Move.OPENS, Went.WELL),
        ("scaling/deep", Move.DEEPER, Went.WELL),
        ("scaling/deeper", Move.DEEPER, Went.WELL),
    ]
    asked = following(record(*path, minutes=20))
    assert asked is not None
    assert asked.move is Move.ENOUGH
    assert BANK[asked.question].topic != "scaling"
    longer = following(record(*path, minutes=60))
    assert longer == Exchange("scaling/deepest", Move.DEEPER), "a long interview goes deeper"


def test_nothing_left_to_follow_up_leads_to_another_area() -> None:
    asked = following(record(("norm/pre", Move.OPENS, Went.WELL)))
    assert asked is not None
    assert (asked.move, BANK[asked.question].topic == "norm") == (Move.EXHAUSTED, False)


def test_with_time_for_one_more_an_area_not_touched_yet_closes() -> None:
    asked = following(record(("scaling/why", Move.OPENS, Went.WELL)), elapsed=28 * 60)
    assert asked is not None
    assert asked.move is Move.CLOSES
    assert BANK[asked.question].topic != "scaling"


def test_no_question_is_begun_when_less_than_half_an_answer_is_left() -> None:
    taken = record(("scaling/why", Move.OPENS, Went.WELL))
    assert following(taken, elapsed=30 * 60 - EACH / 2 - 1) is not None
    assert following(taken, elapsed=30 * 60 - EACH / 2 + 1) is None


def test_the_first_question_is_asked_however_short_the_time() -> None:
    assert following(record(minutes=0.1)) is not None


def test_it_ends_when_every_question_was_asked() -> None:
    assert len(run([Went.WELL] * 20, minutes=240)) == len(BANK)


def test_the_level_goes_up_and_down_with_the_answers_and_stays_in_range() -> None:
    def after(*hows: Went) -> int:
        return level(record(*(("scaling/why", Move.OPENS, how) for how in hows)))

    assert after() == 2
    assert after(Went.WELL, Went.WELL) == 4
    assert after(*[Went.WELL] * 9) == 5
    assert after(*[Went.NOT] * 9) == 1
    assert after(Went.PARTLY) == 2


def test_a_strong_learner_meets_harder_questions_than_a_weak_one() -> None:
    def mean(how: Went) -> float:
        asked = run([how] * 4, minutes=30)
        return sum(BANK[e.question].difficulty for e in asked) / len(asked)

    assert mean(Went.WELL) > mean(Went.NOT) + 0.5


@given(
    answers=st.lists(st.sampled_from(list(Went)), min_size=12, max_size=12),
    minutes=st.floats(0.1, 60),
    seconds=st.floats(5, 600),
)
def test_no_question_comes_twice_and_no_interview_runs_far_over(
    answers: list[Went], minutes: float, seconds: float
) -> None:
    asked = run(answers, minutes, seconds)
    assert len({e.question for e in asked}) == len(asked)
    assert [e.move for e in asked].count(Move.OPENS) == 1
    begun = seconds * (len(asked) - 1)
    assert begun < 60 * minutes or len(asked) == 1, "no question begins after the time is up"


@pytest.mark.parametrize(
    ("found", "how"),
    [
        ("FFF", Went.WELL),
        ("FFM", Went.WELL),
        ("FPM", Went.PARTLY),
        ("FMM", Went.PARTLY),
        ("PPM", Went.PARTLY),
        ("PMM", Went.NOT),
        ("MMM", Went.NOT),
        ("", Went.NOT),
    ],
)
def test_a_typed_answer_goes_by_its_points_and_a_perhaps_counts_half(found: str, how: Went) -> None:
    letters = {"F": Found.FOUND, "P": Found.PERHAPS, "M": Found.MISSING}
    assert went([letters[letter] for letter in found]) is how


def test_the_pace_moves_from_a_guess_to_the_learners_own() -> None:
    assert pace([], spoken=True) == 120.0
    assert pace([60.0], spoken=True) == pytest.approx(100.0)
    assert pace([60.0] * 98, spoken=True) == pytest.approx(61.2)


@pytest.mark.parametrize(("remaining", "left"), [(0, 0), (-90, 0), (59, 0), (61, 1), (600, 5)])
def test_what_is_left_counts_a_question_that_lies_half_in_the_time(
    remaining: float, left: int
) -> None:
    assert questions_left(remaining, EACH) == left


def test_a_longer_interview_goes_deeper() -> None:
    assert [depth(n) for n in (1, 4, 5, 11, 12, 40)] == [2, 2, 3, 3, 4, 4]


def test_the_same_seed_asks_the_same_and_another_one_may_not() -> None:
    def opening(seed: str) -> str:
        asked = next_question(BANK, BANK, Record(Setup("id", NINE, 30, seed=seed)), 0.0)
        assert asked is not None
        return asked.question

    assert opening("a") == opening("a")
    assert len({opening(str(n)) for n in range(30)}) == 3
