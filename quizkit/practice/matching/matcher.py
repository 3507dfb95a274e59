"""What an explain card needs of whatever reads a typed answer."""

from collections.abc import Sequence
from typing import Protocol

from quizkit.model.question import Point
from quizkit.model.text import Lang
from quizkit.practice.ticks import Found


class Matcher(Protocol):
    """Says of each point whether a typed answer names it; the learner has the last word."""

    def match(self, typed: str, points: Sequence[Point], lang: Lang) -> tuple[Found, ...]:
        """One finding for each point, in their order.

        `lang` is the language that the learner reads; the answer may be in either.

        Raises:
            QuizkitError: the way chosen cannot be used; its hint says how to do without it.
        """
        ...

    def close(self) -> None:
        """Let go of what it holds; it matches no more."""
        ...
