"""What the screens share: the session, what runs checks, the clock, the language."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from quizkit.model.text import Lang
from quizkit.practice import Session
from quizkit.practice.checks import Checks

if TYPE_CHECKING:
    from quizkit.bank import Bank


def nothing() -> None:
    """Nothing is to be done."""


@dataclass(slots=True)
class Desk:
    """`clock` tells the time in the learner's zone; `random` returns so many random bytes.

    `edit` opens the file of a question in the learner's editor, waits until it is closed, and
    returns the bank as it is then; it raises QuizkitError where there is no editor. `when_painted`
    is called once, when the first card is on the screen.
    """

    session: Session
    checks: Checks
    clock: Callable[[], datetime]
    random: Callable[[int], bytes]
    lang: Lang
    edit: "Callable[[str], Bank]"
    when_painted: Callable[[], None] = nothing

    def next_lang(self) -> Lang:
        """The language that the language key leads to."""
        order = list(Lang)
        return order[(order.index(self.lang) + 1) % len(order)]
