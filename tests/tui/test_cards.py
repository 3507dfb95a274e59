"""What can be done with a card on the screen: each form of answer, and all the keys beside it."""

import os
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

import pytest
from rich.cells import cell_len

from quizkit.errors import QuizkitError
from quizkit.model import CardId, Lang, Rating

MakeTable = Callable[..., Any]
Wait = Callable[..., Any]
TWO = {"scaling/a": 0, "scaling/b": 0}


def at(this: Any, text: str) -> tuple[int, int]:
    """Where a text stands on the screen, in cells of one column each before it."""
    for y, line in enumerate(this.lines()):
        if text in line:
            return line.index(text), y
    raise AssertionError(f"{text!r} is not on the screen:\n{this.text()}")


# ---- forms of answer ----------------------------------------------------------------------------


async def test_ticks_change_what_is_suggested_and_are_kept(table: MakeTable, wait: Wait) -> None:
    this = table(TWO, kind="recall")
    async with this.app.run_test() as pilot:
        await pilot.press("space")
        await wait(pilot, lambda: "a ☐ the variance grows" in this.text())
        assert "suggested" not in this.text()
        await pilot.press("a", "b", "f")
        await wait(pilot, lambda: "suggested · 6 min" in this.text())
        assert await pilot.click(offset=at(this, "the entries are independent"))
        await wait(pilot, lambda: "c ☑" in this.text())
        await wait(pilot, lambda: "suggested · 10 min" in this.text())
        await pilot.press("enter")
        await wait(pilot, lambda: "What does b say" in this.text())
    (review,) = this.store.reviews()
    assert (review.rating, dict(review.detail)) == (Rating.GOOD, {"points": [True] * 3})


async def test_enter_gives_no_grade_where_none_is_suggested(table: MakeTable, wait: Wait) -> None:
    this = table(TWO, kind="recall")
    async with this.app.run_test() as pilot:
        await pilot.press("space", "enter", "enter")
        await pilot.pause()
        assert "4 Easy" in this.text()
        assert list(this.store.reviews()) == []


@pytest.mark.parametrize("by", ["key", "click"])
async def test_an_option_is_picked_by_its_number_or_a_click(
    table: MakeTable, wait: Wait, by: str
) -> None:
    this = table(TWO, kind="choice")
    async with this.app.run_test() as pilot:
        place = at(this, "The variance grows.")
        number = this.lines()[place[1]].split()[0]
        await pilot.press("9", "6", "enter")
        await wait(pilot, lambda: "Pick an option" in this.text())
        _ = await pilot.press(number) if by == "key" else await pilot.click(offset=place)
        await wait(pilot, lambda: "Right: The variance grows." in this.text())
        assert "It is 0." in this.text(), "why a wrong one is wrong"
        await pilot.press("enter")
        await wait(pilot, lambda: "What does b say" in this.text())
    (review,) = this.store.reviews()
    assert (review.rating, dict(review.detail)) == (Rating.GOOD, {"option": 0, "right": 0})


async def test_words_may_hold_every_letter_and_are_kept(table: MakeTable, wait: Wait) -> None:
    this = table(TWO, kind="explain")
    typed = "quiz: 方差 grows, i.e. the variance?"
    async with this.app.run_test() as pilot:
        await pilot.press("enter")
        await wait(pilot, lambda: "Write an answer first" in this.text())
        for letter in typed:
            await pilot.press("space" if letter == " " else letter)
        await pilot.press("enter")
        await wait(pilot, lambda: "a ☑ the variance grows" in this.text())
        assert "b ☐" in this.text()
        await pilot.press("enter")
        await wait(pilot, lambda: "What does b say" in this.text())
        assert typed not in this.text()
    (review,) = this.store.reviews()
    assert review.detail["typed"] == typed


async def test_escape_leaves_the_field_so_that_the_keys_work(table: MakeTable, wait: Wait) -> None:
    this = table(TWO, kind="explain")
    async with this.app.run_test() as pilot:
        await pilot.press("l", "escape", "l")
        await wait(pilot, lambda: "a 对 dₖ 说了什么" in this.text())


async def test_a_number_may_begin_with_none_of_the_screens_keys_in_the_way(
    table: MakeTable, wait: Wait
) -> None:
    this = table({"scaling/why": 1}, kind="predict")
    async with this.app.run_test() as pilot:
        await pilot.press(*"1e-3", "enter")
        await wait(pilot, lambda: "You said 0.001." in this.text())


# ---- flips --------------------------------------------------------------------------------------


async def test_flips_go_round_every_other_arm_and_back(table: MakeTable, wait: Wait) -> None:
    this = table({"scaling/why": 1}, kind="predict")
    async with this.app.run_test(size=(80, 40)) as pilot:
        await pilot.press("8", "enter")
        await wait(pilot, lambda: "You said 8." in this.text())
        await pilot.press("v")
        await wait(pilot, lambda: "Without the mistake, the claim is supported" in this.text())
        await pilot.press("v")
        await wait(pilot, lambda: "“divided by d_k”, the claim is refuted" in this.text())
        await pilot.press("v")
        await wait(pilot, lambda: "You said 8." in this.text())
        assert list(this.store.reviews()) == []


async def test_a_flip_that_is_stopped_can_be_run_again(table: MakeTable, wait: Wait) -> None:
    this = table({"scaling/why": 1}, kind="predict")
    async with this.app.run_test(size=(80, 40)) as pilot:
        await pilot.press("8", "enter")
        await wait(pilot, lambda: "You said 8." in this.text())
        this.checks.go.clear()
        await pilot.press("v")
        await wait(pilot, lambda: "esc stop" in this.text())
        await pilot.press("escape")
        await wait(pilot, lambda: "You said 8." in this.text())
        this.checks.go.set()
        await pilot.press("v")
        await wait(pilot, lambda: "Without the mistake" in this.text())


async def test_a_control_that_breaks_is_told_and_the_next_one_runs(
    table: MakeTable, wait: Wait
) -> None:
    this = table({"scaling/why": 1}, kind="predict")
    async with this.app.run_test(size=(80, 40)) as pilot:
        await pilot.press("8", "enter")
        await wait(pilot, lambda: "You said 8." in this.text())
        this.checks.breaks = "shapes do not match"
        await pilot.press("v")
        await wait(pilot, lambda: "shapes do not match" in this.text())
        assert "You said 8." in this.text()
        this.checks.breaks = ""
        await pilot.press("v")
        await wait(pilot, lambda: "“divided by d_k”" in this.text())


# ---- keys beside answering ----------------------------------------------------------------------


async def test_undo_by_key_and_by_click_asks_each_card_again(table: MakeTable, wait: Wait) -> None:
    this = table(TWO, kind="recall")
    async with this.app.run_test() as pilot:
        assert "u undo" not in this.text()
        await pilot.press("u")
        await wait(pilot, lambda: "Nothing has been done" in this.text())
        await pilot.press("space", "4")
        await wait(pilot, lambda: "What does b say" in this.text())
        await pilot.press("space", "4")
        await wait(pilot, lambda: "Done for now" in this.text())
        await pilot.press("u")
        await wait(pilot, lambda: "What does b say" in this.text())
        assert await pilot.click(offset=at(this, "undo"))
        await wait(pilot, lambda: "What does a say" in this.text())
        assert "Taken back." in this.text()
        assert "0 answered · 2 left" in this.text()
    assert list(this.store.reviews()) == []


@pytest.mark.parametrize(("key", "told"), [("z", "Put off until tomorrow"), ("x", "Suspended")])
@pytest.mark.parametrize("answered", [True, False])
async def test_a_card_is_put_away_before_or_after_its_answer_and_taken_back(
    table: MakeTable, wait: Wait, key: str, told: str, answered: bool
) -> None:
    this = table(TWO, kind="recall")
    async with this.app.run_test() as pilot:
        if answered:
            await pilot.press("space")
            await wait(pilot, lambda: "4 Easy" in this.text())
        await pilot.press(key)
        await wait(pilot, lambda: "What does b say" in this.text())
        assert told in this.text()
        await pilot.press("u")
        await wait(pilot, lambda: "What does a say" in this.text())
        assert list(this.store.reviews()) == []


async def test_a_flag_keeps_the_note_and_the_card(table: MakeTable, wait: Wait) -> None:
    this = table(TWO, kind="recall")
    async with this.app.run_test() as pilot:
        await pilot.press("m")
        await wait(pilot, lambda: "What is wrong with this card?" in this.text())
        await pilot.press(*"quite", "enter")
        await wait(pilot, lambda: "Flagged" in this.text())
        assert "What does a say" in this.text()
        await pilot.press("m", "n", "o", "escape")
        await wait(pilot, lambda: "What is wrong" not in this.text())
    assert [(str(flag.card), flag.note) for flag in this.store.flags()] == [
        ("recall:scaling/a", "quite")
    ]


async def test_an_edited_question_is_shown_as_it_is_now(table: MakeTable, wait: Wait) -> None:
    this = table(TWO, kind="recall")
    before = this.desk.session.bank
    path = before.pack.questions / "scaling" / "a.yaml"
    async with this.app.run_test() as pilot:
        text = path.read_text(encoding="utf-8").replace("does a say", "does a really say")
        _ = path.write_text(text, encoding="utf-8")
        pilot.app.suspend = nullcontext
        await pilot.press("o")
        await wait(pilot, lambda: "What does a really say" in this.text())
    assert this.edits == ["scaling/a"]
    assert this.desk.session.bank is not before, "the whole pack may have changed"


async def test_an_editor_that_fails_is_told_and_the_card_stays(
    table: MakeTable, wait: Wait
) -> None:
    this = table(TWO, kind="recall")

    def fail(question: str) -> Any:
        raise QuizkitError(f"the editor cannot open {question}")

    this.desk.edit = fail
    async with this.app.run_test() as pilot:
        pilot.app.suspend = nullcontext
        await pilot.press("o")
        await wait(pilot, lambda: "the editor cannot open scaling/a" in this.text())
        assert "What does a say" in this.text()


async def test_a_leech_is_asked_in_another_form(table: MakeTable, wait: Wait) -> None:
    this = table({"scaling/a": 0})
    card = CardId("recall", "scaling/a")
    for rating in (Rating.EASY, Rating.EASY, Rating.AGAIN) * 5:
        memory = this.store.memory(card)
        this.now[0] = memory.due if memory else this.now[0]
        _ = this.store.append(card, rating, clock=this.now[0], random=os.urandom)
    this.now[0] = this.store.memory(card).due
    this.desk.session.reload(this.desk.session.bank, this.now[0])
    async with this.app.run_test() as pilot:
        await pilot.press("w")
        assert "recall" in this.text(), "nothing is offered before the answer"
        await pilot.press("space")
        await wait(pilot, lambda: "Forgotten 5 times" in this.text())
        await pilot.press("w")
        await wait(pilot, lambda: "pick an option" in this.text())
    assert this.store.suspended() == {card}


@pytest.mark.parametrize(("key", "kept"), [("k", True), ("n", False)])
async def test_a_changed_claim_is_kept_or_reset_by_key(
    table: MakeTable, wait: Wait, key: str, kept: bool
) -> None:
    this = table({"scaling/why": 1}, kind="predict")
    card = CardId("predict", "scaling/why", "variance-0")
    _ = this.store.append(
        card, Rating.AGAIN, clock=this.now[0], random=os.urandom, content="another"
    )
    this.now[0] = this.now[0].replace(hour=10)
    this.desk.session.reload(this.desk.session.bank, this.now[0])
    async with this.app.run_test() as pilot:
        await wait(pilot, lambda: "has changed since" in this.text())
        await pilot.press("space", "enter", "3")
        assert "has changed since" in this.text(), "nothing else decides"
        await pilot.press(key)
        await wait(pilot, lambda: "your number" in this.text())
    assert (this.store.memory(card) is not None) is kept


# ---- looks --------------------------------------------------------------------------------------

PAGES = {
    "recall": ("space", "a"),
    "choice": ("1",),
    "explain": ("v", "enter"),
    "myth": ("1",),
    "predict": ("8", "enter", "v"),
}


@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize("without", [True, False])
async def test_every_page_keeps_to_the_terminals_colours_or_to_none(
    table: MakeTable, wait: Wait, monkeypatch: pytest.MonkeyPatch, kind: str, without: bool
) -> None:
    if without:
        monkeypatch.setenv("NO_COLOR", "1")
    this = table({"scaling/why": 1}, kind=kind)
    allowed: set[str] = set() if without else {f"color({n})" for n in range(16)}
    async with this.app.run_test(size=(80, 24)) as pilot:
        for key in PAGES[kind]:
            assert this.colours() <= allowed
            await pilot.press(key)
        await wait(pilot, lambda: "4 Easy" in this.text())
        await wait(pilot, lambda: not this.app.workers)
        assert this.colours() <= allowed


@pytest.mark.parametrize("lang", list(Lang))
async def test_a_narrow_window_keeps_the_keys_that_matter_most(
    table: MakeTable, wait: Wait, lang: Lang
) -> None:
    this = table(TWO, kind="recall", lang=lang)
    helps, quits = ("? 帮助", "q 退出") if lang is Lang.ZH else ("? help", "q quit")
    async with this.app.run_test(size=(40, 12)) as pilot:
        await pilot.press("space", "4", "space")
        await wait(pilot, lambda: helps in this.lines()[-1])
        assert quits in this.lines()[-1]
        await pilot.resize_terminal(120, 40)
        undo = "u 撤销" if lang is Lang.ZH else "u undo"
        await wait(pilot, lambda: undo in this.lines()[-1])


async def test_chinese_fills_its_lines_and_none_begins_with_a_comma(
    table: MakeTable, wait: Wait, make_bank: MakeTable
) -> None:
    bank = make_bank({"scaling/why": 0})
    path = bank.pack.questions / "scaling" / "why.yaml"
    long = "注意力得分是乘积之和，所以它的方差随维度增长 softmax 随之饱和，" * 4
    text = path.read_text(encoding="utf-8")
    _ = path.write_text(text.replace("得分 $q\\cdot k$ 是", long + "是"), encoding="utf-8")
    this = table({}, kind="recall", bank=make_bank({}), lang=Lang.ZH)
    async with this.app.run_test(size=(60, 40)) as pilot:
        await pilot.press("space")
        await wait(pilot, lambda: "注意力得分" in this.text())
        lines = [line.strip() for line in this.lines()]
        first = next(n for n, line in enumerate(lines) if line.startswith("注意力得分"))
        whole = lines[first : first + 4]
        assert all(cell_len(line.rstrip("▁▂▃▄▅▆▇█ ")) >= 46 for line in whole), whole
        assert not [line for line in lines if line.startswith(("，", "。"))]
