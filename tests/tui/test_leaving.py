"""Work that ends when the screen that it was for is gone."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.css.query import NoMatches
from textual.screen import Screen

from quizkit.tui.leaving import behind

MakeTable = Callable[..., Any]


async def test_a_part_is_missed_in_silence_only_on_a_screen_that_was_left(table: MakeTable) -> None:
    this = table({"scaling/why": 0})

    async def work(screen: Screen[Any]) -> None:
        _ = screen.query_one("#a-part-that-is-not-there")

    async with this.app.run_test():
        above: Screen[Any] = Screen()
        _ = await this.app.push_screen(above)
        with pytest.raises(NoMatches):
            await behind(above, work(above))
        _ = await this.app.pop_screen()
        await behind(above, work(above))
