"""Holding a typed answer against the points of a question: one interface, several ways."""

from quizkit.practice.matching.choice import Explain, matcher_of, read_explain, with_way
from quizkit.practice.matching.fallback import Fallback
from quizkit.practice.matching.matcher import Matcher
from quizkit.practice.matching.patterns import PatternMatcher

__all__ = [
    "Explain",
    "Fallback",
    "Matcher",
    "PatternMatcher",
    "matcher_of",
    "read_explain",
    "with_way",
]
