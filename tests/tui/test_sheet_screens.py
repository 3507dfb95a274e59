"""Statistics and plan on a screen: small and large, two languages, by keys alone."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from quizkit.model import Lang
from quizkit.model.review import CardId, Rating
from quizkit.practice.habits import Habits
from quizkit.practice.plan import Scope, make_plan
from quizkit.practice.plan_sheet import new_plan_sheet
from quizkit.practice.simulation import Today
from quizkit.practice.stats import Stats, stats_of
from quizkit.schedule import Fsrs
from quizkit.store import FILE_NAME, Store
from quizkit.tui.plan_screen import PlanScreen
from quizkit.tui.sheet_app import SheetApp
from quizkit.tui.stats_screen import StatsScreen

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
CARDS = tuple(CardId("recall", f"{topic}/{i}") for topic in ("scaling", "masking") for i in "abc")
SIZES = [(80, 24), (120, 40), (200, 60)]
each_size = pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
each_lang = pytest.mark.parametrize("lang", [Lang.EN, Lang.ZH])
FIRST = {Lang.EN: ["Statistics", "Overall", "q back"], Lang.ZH: ["学习统计", "概览", "q 返回"]}
PLAN = {
    Lang.EN: ["Plan", "Aim", "Until 2026-03-15", "? help", "l 中文"],
    Lang.ZH: ["备考计划", "目标", "到 2026-03-15", "? 帮助", "l English"],
}
LAST = {Lang.EN: "Slowest cards", Lang.ZH: "最慢的卡片"}
HELP = {Lang.EN: "the section before, the next section", Lang.ZH: "上一节、下一节"}
Wait = Callable[..., Any]


def lines(app: SheetApp) -> list[str]:
    compositor = app.screen._compositor  # pyright: ignore[reportPrivateUsage]  has the page
    return ["".join(s.text for s in strip) for strip in compositor.render_strips(app.size)]


def shows(app: SheetApp, *words: str) -> bool:
    rows = lines(app)
    if not all(word in "\n".join(rows) for word in words):
        return False
    assert {cell_len(row) for row in rows} == {app.size.width}, "double-width characters line up"
    return True


@pytest.fixture
def stats(tmp_path: Path) -> Stats:
    with Store(tmp_path / FILE_NAME, Fsrs()) as store:
        for day in range(12):
            for card in CARDS[:4]:
                at = NOON + timedelta(days=2 * day)
                _ = store.append(card, Rating.GOOD, clock=at, random=os.urandom, seconds=20.0)
        now = NOON + timedelta(days=25)
        return stats_of(store.answers(), store.schedule(), CARDS, Fsrs(), now=now, zone=UTC)


def plan_screen(lang: Lang) -> PlanScreen:
    scope = Scope(CARDS, {}, Habits(), NOON, Today(), UTC)
    plan, found = make_plan(scope, Fsrs(), (NOON + timedelta(days=14)).date(), 5, [])
    return PlanScreen(lambda lang: new_plan_sheet(plan, found, Habits(), None, lang), lang)


@each_lang
@each_size
async def test_the_statistics_begin_with_an_overview(
    stats: Stats, wait: Wait, lang: Lang, size: tuple[int, int]
) -> None:
    app = SheetApp(StatsScreen(stats, lang))
    async with app.run_test(size=size) as pilot:
        await wait(pilot, lambda: shows(app, *FIRST[lang]))


@each_lang
@each_size
async def test_the_plan_begins_with_its_aim(wait: Wait, lang: Lang, size: tuple[int, int]) -> None:
    app = SheetApp(plan_screen(lang))
    async with app.run_test(size=size) as pilot:
        await wait(pilot, lambda: shows(app, *PLAN[lang]))


@each_lang
async def test_arrows_lead_from_section_to_section_and_back(
    stats: Stats, wait: Wait, lang: Lang
) -> None:
    app = SheetApp(StatsScreen(stats, lang))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait(pilot, lambda: shows(app, FIRST[lang][1]))
        assert not shows(app, LAST[lang])
        await pilot.press(*["right"] * 6)
        await wait(pilot, lambda: shows(app, LAST[lang]))
        await pilot.press(*["left"] * 6)
        await wait(pilot, lambda: shows(app, FIRST[lang][1]))


async def test_a_step_brings_the_next_heading_to_the_top(stats: Stats, wait: Wait) -> None:
    app = SheetApp(StatsScreen(stats, Lang.EN))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait(pilot, lambda: shows(app, "Overall"))
        await pilot.press("right")
        await wait(pilot, lambda: any("Calendar" in line for line in lines(app)[2:5]))


async def test_space_and_arrows_scroll(stats: Stats, wait: Wait) -> None:
    app = SheetApp(StatsScreen(stats, Lang.EN))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait(pilot, lambda: shows(app, "Overall"))
        await pilot.press("space")
        await wait(pilot, lambda: not shows(app, "Overall"))
        await pilot.press("home")
        await wait(pilot, lambda: shows(app, "Overall"))
        await pilot.press(*["down"] * 4)
        await wait(pilot, lambda: not shows(app, "Overall"))


async def test_the_language_changes_where_one_stands(stats: Stats, wait: Wait) -> None:
    app = SheetApp(StatsScreen(stats, Lang.EN))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait(pilot, lambda: shows(app, *FIRST[Lang.EN]))
        await pilot.press("l")
        await wait(pilot, lambda: shows(app, *FIRST[Lang.ZH]))
        await pilot.press("l")
        await wait(pilot, lambda: shows(app, *FIRST[Lang.EN]))


@each_lang
async def test_help_lies_over_the_sheet_and_goes_away(wait: Wait, lang: Lang) -> None:
    app = SheetApp(plan_screen(lang))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait(pilot, lambda: shows(app, *PLAN[lang]))
        await pilot.press("question_mark")
        await wait(pilot, lambda: shows(app, HELP[lang]))
        await pilot.press("escape")
        await wait(pilot, lambda: not shows(app, HELP[lang]))
        assert shows(app, *PLAN[lang])


@pytest.mark.parametrize("key", ["q", "escape"])
async def test_closing_the_only_screen_ends_the_app(wait: Wait, key: str) -> None:
    app = SheetApp(plan_screen(Lang.EN))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait(pilot, lambda: shows(app, *PLAN[Lang.EN]))
        await pilot.press(key)
        await wait(pilot, lambda: not app.is_running)


async def test_a_screen_on_another_goes_back_with_its_language(stats: Stats, wait: Wait) -> None:
    app = SheetApp(plan_screen(Lang.EN))
    chosen: list[Lang | None] = []
    async with app.run_test(size=(80, 24)) as pilot:
        await wait(pilot, lambda: shows(app, *PLAN[Lang.EN]))
        _ = app.push_screen(StatsScreen(stats, Lang.EN), chosen.append)
        await wait(pilot, lambda: shows(app, *FIRST[Lang.EN]))
        await pilot.press("l", "q")
        await wait(pilot, lambda: shows(app, *PLAN[Lang.EN]))
        assert chosen == [Lang.ZH]


async def test_sections_stand_side_by_side_where_there_is_room(stats: Stats, wait: Wait) -> None:
    app = SheetApp(StatsScreen(stats, Lang.EN))
    async with app.run_test(size=(200, 60)) as pilot:
        await wait(
            pilot, lambda: any("Overall" in line and "Calendar" in line for line in lines(app))
        )


@each_lang
@pytest.mark.parametrize("size", SIZES[:2], ids=lambda s: f"{s[0]}x{s[1]}")
@pytest.mark.parametrize("name", ["plan", "stats"])
async def test_a_sheet_looks_as_it_did(
    name: str, stats: Stats, hold: Wait, lang: Lang, size: tuple[int, int]
) -> None:
    app = SheetApp(plan_screen(lang) if name == "plan" else StatsScreen(stats, lang))
    async with app.run_test(size=size) as pilot:
        await hold(app, pilot, f"{name} {size[0]}x{size[1]} {lang}")
        if name == "plan":
            await pilot.press("question_mark")
            await hold(app, pilot, f"sheet help {size[0]}x{size[1]} {lang}")
