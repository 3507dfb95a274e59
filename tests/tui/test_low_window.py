"""A window of a few lines: the question is read first, and its field stands on the same page."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.app import App
from textual.css.query import NoMatches

from quizkit.model import Lang
from quizkit.tui.terminal_app import LOW

MakeTable = Callable[..., Any]
Wait = Callable[..., Any]
SIZE = (40, 10)
FIELDS = {"recall": "#reveal", "explain": "Answer", "predict": "NumberInput", "myth": ".option"}


def whole(app: App[Any], selector: str) -> bool:
    """Whether all of a part is on the screen."""
    try:
        shown = app.screen.find_widget(app.screen.query(selector).first())
    except NoMatches:
        return False
    return shown.region.area > 0 and shown.visible_region == shown.region


@pytest.mark.parametrize("lang", [Lang.EN, Lang.ZH])
@pytest.mark.parametrize("kind", FIELDS)
async def test_a_question_and_where_it_is_answered_are_on_one_page(
    table: MakeTable, wait: Wait, kind: str, lang: Lang
) -> None:
    this = table({"scaling/why": 1}, kind=kind, lang=lang)
    async with this.app.run_test(size=SIZE) as pilot:
        await wait(pilot, lambda: whole(this.app, "#question"))
        await wait(pilot, lambda: kind == "myth" or whole(this.app, FIELDS[kind]))
        await wait(pilot, lambda: whole(this.app, "#keys"))


@pytest.mark.parametrize(("kind", "typed"), [("explain", "a"), ("predict", "8")])
async def test_where_only_one_has_room_the_question_is_read_until_something_is_typed(
    table: MakeTable, wait: Wait, kind: str, typed: str
) -> None:
    this = table({"scaling/why": 1}, kind=kind)
    async with this.app.run_test(size=(40, 6)) as pilot:
        await wait(pilot, lambda: whole(this.app, "#question"))
        await this.app.workers.wait_for_complete()
        assert not whole(this.app, FIELDS[kind])
        await pilot.press(typed)
        await wait(pilot, lambda: whole(this.app, FIELDS[kind]))


async def test_a_window_that_grows_gets_its_air_back(table: MakeTable, wait: Wait) -> None:
    this = table({"scaling/why": 1}, kind="recall")
    async with this.app.run_test(size=(80, LOW - 1)) as pilot:
        await wait(pilot, lambda: whole(this.app, "#question"))
        top = this.app.screen.query_one("#question").region.y
        await pilot.resize_terminal(80, LOW)
        await wait(pilot, lambda: this.app.screen.query_one("#question").region.y > top)
