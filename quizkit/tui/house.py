"""What the home screen needs of the room that opened it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizkit.model.text import Lang
from quizkit.practice import Limits, Selection
from quizkit.tui.desk import Desk, nothing

if TYPE_CHECKING:
    from textual.screen import Screen

    from quizkit.practice.overview import Overview, Standing
    from quizkit.verify.health import Health


@dataclass(slots=True)
class House:
    """`overview` is fast; `standings` and `health` look at everything, and run in a thread.

    `desk` begins a session, `cancel` stops the check that runs in one. `rooms` are the other
    screens by their key: what makes one in the learner's language. `when_painted` is called once
    the page is on the screen.
    """

    lang: Lang
    overview: "Callable[[], Overview]"
    standings: "Callable[[], Mapping[str, Standing]]"
    health: "Callable[[], Mapping[str, Health]]"
    desk: Callable[[Selection, Limits, Lang], Desk]
    cancel: Callable[[], None]
    rooms: "Mapping[str, Callable[[Lang], Screen[Lang]]]"
    when_painted: Callable[[], None] = nothing
