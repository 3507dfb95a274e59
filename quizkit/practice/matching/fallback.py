"""A chosen way to read answers, with the patterns behind it: practice never stops for it."""

from collections.abc import Callable, Sequence

from quizkit.errors import QuizkitError
from quizkit.model.question import Point
from quizkit.model.text import Lang, Text
from quizkit.practice.matching.matcher import Matcher
from quizkit.practice.matching.patterns import PatternMatcher
from quizkit.practice.ticks import Found


def _nobody(text: Text) -> None:
    """Nobody listens yet."""


class Fallback:
    """Uses `first` until it fails; then says so, once, and goes on with the patterns.

    `tell` is called with what the learner has to know, in the thread of `match`.
    """

    def __init__(self, first: Matcher, tell: Callable[[Text], None] = _nobody) -> None:
        self.tell = tell
        self._first: Matcher | None = first
        self._patterns = PatternMatcher()

    def match(self, typed: str, points: Sequence[Point], lang: Lang) -> tuple[Found, ...]:
        """One finding for each point; never raises QuizkitError."""
        if self._first is not None:
            try:
                return self._first.match(typed, points, lang)
            except QuizkitError as error:
                self.close()
                self.tell(_fell_back(error))
        return self._patterns.match(typed, points, lang)

    def close(self) -> None:
        """Let go of what the first one holds."""
        first, self._first = self._first, None
        if first is not None:
            first.close()


def _fell_back(error: QuizkitError) -> Text:
    return Text(
        f"Typed answers are read by patterns from here on, for {error}",
        f"以下改用关键词匹配来阅读回答：{error.chinese}",
    )
