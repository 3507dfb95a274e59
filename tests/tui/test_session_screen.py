"""What keys and clicks do, and that an answer is kept before the next card is shown."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest

from quizkit.errors import QuizkitError
from quizkit.model import CardId, Lang, Rating
from quizkit.practice import Limits
from quizkit.store import StoreError

MakeTable = Callable[..., Any]
Wait = Callable[..., Any]
TWO = {"scaling/a": 0, "scaling/b": 0}


@pytest.mark.parametrize("key", ["space", "enter"])
@pytest.mark.parametrize("rating", list(Rating))
async def test_a_grade_is_in_the_log_before_the_next_card(
    table: MakeTable, wait: Wait, key: str, rating: Rating
) -> None:
    this = table(TWO)
    async with this.app.run_test() as pilot:
        await pilot.press(key)
        await wait(pilot, lambda: "1 Again" in this.text())
        await pilot.press(str(int(rating)))
        await wait(pilot, lambda: "What does b say" in this.text())
        (review,) = this.store.reviews()
    assert (str(review.card), review.rating) == ("recall:scaling/a", rating)
    assert review.at == this.now[0]
    assert 0 < review.seconds < 60


async def test_grades_do_nothing_before_the_answer_is_shown(table: MakeTable) -> None:
    this = table(TWO)
    async with this.app.run_test() as pilot:
        await pilot.press("1", "2", "3", "4", "k", "escape")
        assert "What does a say" in this.text()
        assert list(this.store.reviews()) == []


async def test_the_mouse_reveals_grades_and_quits(table: MakeTable, wait: Wait) -> None:
    this = table(TWO)
    async with this.app.run_test() as pilot:
        assert await pilot.click("#reveal", offset=(8, 0))
        await wait(pilot, lambda: "1 Again" in this.text())
        assert await pilot.click("#grade-3")
        await wait(pilot, lambda: "What does b say" in this.text())
        last = this.lines()[-1]
        assert await pilot.click(offset=(last.index("quit"), 23))
        await pilot.pause()
        assert not this.app.is_running
    (review,) = this.store.reviews()
    assert review.rating is Rating.GOOD


async def test_the_language_changes_on_the_spot_in_every_state(
    table: MakeTable, wait: Wait
) -> None:
    this = table({"scaling/why": 1}, kind="predict")
    async with this.app.run_test() as pilot:
        await pilot.press("l")
        await wait(pilot, lambda: "时方差是多少" in this.text())
        await pilot.press("8", "enter")
        await wait(pilot, lambda: "实测为 64.1" in this.text())
        await pilot.press("l")
        await wait(pilot, lambda: "Measured: 64.1" in this.text())
        assert "时方差是多少" in this.text(), "both"
        await pilot.press("l", "1")
        await wait(pilot, lambda: "Done for now" in this.text())
        await pilot.press("l")
        await wait(pilot, lambda: "暂时都答完了" in this.text())
    assert len(list(this.store.reviews())) == 1


async def test_keys_in_help_do_not_reach_the_session(table: MakeTable, wait: Wait) -> None:
    this = table(TWO)
    async with this.app.run_test() as pilot:
        await pilot.press("space", "question_mark")
        for key in ("3", "l", "q"):
            await wait(pilot, lambda: "run a control" in this.text())
            await pilot.press(key)
            await wait(pilot, lambda: "run a control" not in this.text())
            await pilot.press("question_mark")
        assert this.app.is_running
        assert this.desk.lang is Lang.EN
        assert list(this.store.reviews()) == []


async def test_the_screens_keys_are_letters_once_something_is_typed(
    table: MakeTable, wait: Wait
) -> None:
    this = table({"scaling/why": 1}, kind="predict")
    async with this.app.run_test() as pilot:
        await pilot.press(*"sqrt?l", "enter")
        await wait(pilot, lambda: "“sqrt?l” is no number" in this.text())
        await pilot.press("escape", "q")
        await pilot.pause()
        assert not this.app.is_running


async def test_a_guess_is_kept_with_what_was_measured(table: MakeTable, wait: Wait) -> None:
    this = table({"scaling/why": 1}, kind="predict")
    async with this.app.run_test() as pilot:
        await pilot.press(*"62", "enter")
        await wait(pilot, lambda: "suggested · 10 min" in this.text())
        await pilot.press("4")
        await wait(pilot, lambda: "Done for now" in this.text())
    (review,) = this.store.reviews()
    assert review.card == CardId("predict", "scaling/why", "variance-0")
    assert review.rating is Rating.EASY, "the learner has the last word"
    measured = {"guess": 62.0, "value": 64.1, "low": 61.2, "high": 67.1}
    assert dict(review.detail) == {**measured, "suggested": Rating.GOOD}, "overruled, so kept"


async def test_a_measurement_can_be_stopped_and_the_number_changed(
    table: MakeTable, wait: Wait
) -> None:
    this = table({"scaling/why": 1}, kind="predict")
    this.checks.go.clear()
    async with this.app.run_test() as pilot:
        await pilot.press("8", "enter")
        await wait(pilot, lambda: "esc stop" in this.text())
        await pilot.press("1", "space", "k")
        await pilot.press("escape")
        await wait(pilot, lambda: "enter measure it" in this.text())
        this.checks.go.set()
        await pilot.press("0", "enter")
        await wait(pilot, lambda: "You said 80." in this.text())
        assert list(this.store.reviews()) == []


async def test_quitting_while_a_check_runs_stops_it(table: MakeTable, wait: Wait) -> None:
    this = table({"scaling/why": 1}, kind="predict")
    this.checks.go.clear()
    async with this.app.run_test() as pilot:
        await pilot.press("8", "enter")
        await wait(pilot, lambda: "esc stop" in this.text())
        await pilot.press("q")
        await pilot.pause()
        assert not this.app.is_running
        assert this.checks.cancelled.is_set()


async def test_a_card_whose_check_broke_can_be_graded(table: MakeTable, wait: Wait) -> None:
    this = table({"scaling/why": 1}, kind="predict")
    this.checks.breaks = "the check breaks"
    async with this.app.run_test() as pilot:
        await pilot.press("8", "enter")
        await wait(pilot, lambda: "k skip" in this.text())
        await pilot.press("2")
        await wait(pilot, lambda: "Done for now" in this.text())
    (review,) = this.store.reviews()
    assert review.rating is Rating.HARD
    assert dict(review.detail) == {"response": 8.0, "error": "the check breaks"}


async def test_a_card_whose_check_broke_can_be_skipped(table: MakeTable, wait: Wait) -> None:
    this = table({"scaling/why": 1}, kind="predict")
    this.checks.breaks = "the check breaks"
    async with this.app.run_test() as pilot:
        await pilot.press("8", "enter")
        await wait(pilot, lambda: "k skip" in this.text())
        await pilot.press("k")
        await wait(pilot, lambda: "no card in this selection" in this.text())
    assert list(this.store.reviews()) == []


async def test_an_answer_that_cannot_be_kept_is_told_and_can_be_given_again(
    table: MakeTable, wait: Wait
) -> None:
    this = table(TWO)
    async with this.app.run_test() as pilot:
        await pilot.press("space")
        await wait(pilot, lambda: "1 Again" in this.text())
        with closing(sqlite3.connect(this.store.path)) as other:
            _ = other.execute(
                "CREATE TRIGGER full BEFORE INSERT ON review BEGIN SELECT RAISE(ABORT, 'no'); END"
            )
            await pilot.press("3")
            await wait(pilot, lambda: "the review log refused" in this.text())
            assert "What does a say" in this.text()
            _ = other.execute("DROP TRIGGER full")
        await pilot.press("3")
        await wait(pilot, lambda: "What does b say" in this.text())
        assert "refused" not in this.text()
    assert len(list(this.store.reviews())) == 1


@pytest.mark.parametrize("key", ["space", "l"])
async def test_a_log_that_can_no_longer_be_read_ends_the_session_with_the_reason(
    table: MakeTable, key: str
) -> None:
    this = table(TWO)
    async with this.app.run_test() as pilot:
        with closing(sqlite3.connect(this.store.path)) as other:
            _ = other.execute("PRAGMA foreign_keys = OFF")
            _ = other.execute("DROP TABLE review")
        await pilot.press(key)
        await pilot.pause()
        assert not this.app.is_running
    assert isinstance(this.app.return_value, StoreError)


async def test_a_notice_is_told_once(table: MakeTable, wait: Wait, make_bank: MakeTable) -> None:
    bank = make_bank(TWO)
    _ = (bank.pack.questions / "scaling" / "c.yaml").write_text("question: [")
    this = table(TWO)
    async with this.app.run_test() as pilot:
        assert "1 question is broken and left out" in this.text()
        await pilot.press("space", "3")
        await wait(pilot, lambda: "What does b say" in this.text())
        assert "broken" not in this.text()


async def test_a_card_that_becomes_due_ends_the_rest(table: MakeTable, wait: Wait) -> None:
    this = table({"scaling/a": 0})
    async with this.app.run_test() as pilot:
        await pilot.press("space", "1")
        await wait(pilot, lambda: "due in 1 min" in this.text())
        this.now[0] += timedelta(minutes=1)
        await pilot.press("space")
        await wait(pilot, lambda: "What does a say" in this.text())


async def test_a_limit_ends_the_session(table: MakeTable, wait: Wait) -> None:
    this = table(TWO, limits=Limits(answers=1))
    async with this.app.run_test() as pilot:
        assert "0 answered · 1 left" in this.text()
        await pilot.press("space", "3")
        await wait(pilot, lambda: "the number of answers you asked for" in this.text())


async def test_checks_are_got_ready_while_the_learner_thinks(table: MakeTable, wait: Wait) -> None:
    this = table({"scaling/why": 1}, kind="predict")
    async with this.app.run_test() as pilot:
        await wait(pilot, lambda: this.checks.ready == ["scaling/unit_variance"])


async def test_what_a_card_showed_is_gone_with_the_next(table: MakeTable, wait: Wait) -> None:
    this = table({"scaling/a": 0, "scaling/b": 1}, kind="recall predict")
    async with this.app.run_test() as pilot:
        seen: list[str] = []
        while "Done for now" not in this.text():
            predicts = "your number" in this.text()
            seen.append("predict" if predicts else "recall")
            await pilot.press(*(["8", "enter"] if predicts else ["space"]))
            await wait(pilot, lambda: "4 Easy" in this.text())
            await pilot.press("4")
            await wait(pilot, lambda: "4 Easy" not in this.text())
            assert "64.1" not in this.text()
            assert "A score" not in this.text()
    assert sorted(seen) == ["predict", "recall"]


async def test_an_answer_that_is_not_kept_is_told_in_the_language_read(
    table: MakeTable, wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    this = table(TWO, lang=Lang.ZH)

    def full(*_: object, **__: object) -> None:
        raise QuizkitError("the disk is full", zh="磁盘已满")

    async with this.app.run_test() as pilot:
        await pilot.press("space")
        await wait(pilot, lambda: "1 重来" in this.text())
        monkeypatch.setattr(this.store, "append", full)
        await pilot.press("3")
        await wait(pilot, lambda: "磁盘已满" in this.text())
        assert "the disk is full" not in this.text()
        await pilot.press("l", "l")
        await wait(pilot, lambda: "the disk is full" in this.text())
        assert "磁盘已满" not in this.text()


async def test_a_clock_that_is_behind_does_not_put_off_the_next_card(
    table: MakeTable, wait: Wait
) -> None:
    this = table({"scaling/a": 0}, kind="recall")
    this.now[0] += timedelta(days=3)
    async with this.app.run_test() as pilot:
        await pilot.press("space", "3")
        await wait(pilot, lambda: "due in 10 min" in this.text())
        this.now[0] -= timedelta(days=3)
        await pilot.press("space")
        await wait(pilot, lambda: "behind your last review" in this.text())
        assert "due in 10 min" in this.text()
