"""The way from a session to the home screen and back, which every session has."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.tui.conftest import MakeTable

Wait = Callable[..., Awaitable[None]]


async def test_home_is_a_key_away_from_the_session_that_the_app_was_opened_with(
    table: "MakeTable", wait: Wait
) -> None:
    this = table({"scaling/a": 0, "scaling/b": 0}, kind="recall")
    async with this.app.run_test() as pilot:
        await pilot.press("h")
        await wait(pilot, lambda: this.lines()[1].startswith("  Today"))
        await pilot.press("space")
        await wait(pilot, lambda: "What does a say" in this.text())
        await pilot.press("h")
        await wait(pilot, lambda: this.lines()[1].startswith("  Today"))
        await pilot.press("q")
    assert this.app.return_code == 0
