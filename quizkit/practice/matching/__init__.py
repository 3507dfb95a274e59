"""Holding a typed answer against the points of a question: one interface, several ways."""

from quizkit.practice.matching.matcher import Matcher
from quizkit.practice.matching.patterns import PatternMatcher

__all__ = ["Matcher", "PatternMatcher"]
