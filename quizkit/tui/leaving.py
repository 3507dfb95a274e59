"""What ends behind a screen when the screen may be gone already."""

from collections.abc import Awaitable, Generator
from contextlib import contextmanager
from typing import Any

from textual.css.query import NoMatches
from textual.screen import Screen


@contextmanager
def unless_left(screen: Screen[Any]) -> Generator[None]:
    """Within it a part that is missing was taken away by leaving, if the screen was left.

    A check that ends in the very moment in which one quits or goes home is painted on a page whose
    parts are no more. On a screen that is still there a missing part is a mistake, and raised.
    """
    try:
        yield
    except NoMatches:
        if screen.is_attached and screen in screen.app.screen_stack:
            raise


async def behind(screen: Screen[Any], work: Awaitable[None]) -> None:
    """Do what a worker has to, to its end or until the screen was left."""
    with unless_left(screen):
        await work
