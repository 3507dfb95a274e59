"""Home as it was last looked at, beside the pictures of the other screens."""

import os
from collections.abc import Callable
from datetime import UTC
from typing import Any

import pytest

from quizkit.bank import Bank
from quizkit.model import Lang
from quizkit.model.review import CardId, Rating
from quizkit.practice.overview import overview, standings
from quizkit.schedule import Day, Fsrs
from quizkit.tui import PracticeApp
from quizkit.tui.home_words import ROOMS
from quizkit.tui.house import House
from quizkit.tui.sheet_screen import SheetScreen
from quizkit.verify.health import Health

SIZES = ((80, 24), (120, 40))
each_size = pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
each_lang = pytest.mark.parametrize("lang", [Lang.EN, Lang.ZH])


@each_size
@each_lang
async def test_home_looks_as_it_did(
    lang: Lang,
    size: tuple[int, int],
    make_bank: Callable[..., Bank],
    table: Callable[..., Any],
    hold: Callable[..., Any],
) -> None:
    bank = make_bank({"scaling/why": 1, "masking/future": 1, "optimization/warmup": 1})
    desk = table({}, bank=bank).desk
    store, now = desk.session.store, desk.clock()
    card = CardId("recall", "scaling/why")
    _ = store.append(card, Rating.GOOD, clock=now, random=os.urandom)
    found = standings(bank, store, Fsrs(), now)
    house = House(
        lang=lang,
        overview=lambda: overview(bank, store, Day.of(now, UTC), 10),
        standings=lambda: found,
        health=lambda: {
            "masking": Health(1, 1, 1),
            "optimization": Health(1, 1, 0),
            "scaling": Health(1, 0, 0),
        },
        desk=lambda selection, limits, lang: desk,
        cancel=desk.checks.cancel,
        rooms=dict.fromkeys(ROOMS, SheetScreen),
    )
    app = PracticeApp(house)
    async with app.run_test(size=size) as pilot:
        await hold(app, pilot, f"home {size[0]}x{size[1]} {lang}")
        await pilot.press("question_mark")
        await hold(app, pilot, f"home help {size[0]}x{size[1]} {lang}")
