"""What the screens share: the session, what runs checks, the clock, the language."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from quizkit.model.text import Lang
from quizkit.practice import Session
from quizkit.practice.checks import Checks


@dataclass(slots=True)
class Desk:
    """`clock` tells the time in the learner's zone; `random` returns so many random bytes."""

    session: Session
    checks: Checks
    clock: Callable[[], datetime]
    random: Callable[[int], bytes]
    lang: Lang

    def next_lang(self) -> Lang:
        """The language that the language key leads to."""
        order = list(Lang)
        return order[(order.index(self.lang) + 1) % len(order)]
