"""The default way to read a typed answer: the stems of a point, and what is close to them."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from quizkit.model.formula import unicode_math
from quizkit.model.question import Point
from quizkit.model.text import Lang
from quizkit.practice.ticks import Found

CLOSE = 85
"""A word that is so similar to a stem (in percent) is most likely that word, mistyped: one letter
in seven."""
SHORTEST = 5
"""Letters of a stem below which a similar word is as likely another word."""
ALIKE = 80
"""A clause of which so much (in percent of its words) stands in the point most likely means it."""
NEGATES = 3
"""Words before a stem within which a "not" turns it around."""
_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_CLAUSE = re.compile(r"[.;:!?。；：！？\n]|(?<=[^\d]),|，")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_NOT = re.compile(r"\b(?:no|not|never|without|neither|nor|cannot|hardly)\b|n't\b")
_NOT_ZH = re.compile("不是|不会|不能|并不|并非|没有|无须|无需|不")


class PatternMatcher:
    """Finds the words of a point in an answer; it understands nothing.

    A stem in the answer finds its point, unless a "not" stands just before it and none in the
    point: then perhaps. A word or a clause that is similar finds it perhaps.
    """

    def match(self, typed: str, points: Sequence[Point], lang: Lang) -> tuple[Found, ...]:
        """One finding for each point."""
        answer = normal(typed)
        return tuple(_found(answer, point) for point in points)

    def close(self) -> None:
        """Nothing is held."""


def normal(text: str) -> str:
    """Text as it is compared: formulas as signs, half-width, lower case, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", unicode_math(text)).casefold().split())


def _found(answer: str, point: Point) -> Found:
    stems = [normal(stem) for stem in point.any]
    hits = [hit for stem in stems for hit in _hits(stem, answer)]
    if hits:
        said_not = _NOT.search(normal(point.text.en)) or _NOT_ZH.search(point.text.zh)
        straight = said_not or any(not _negated(answer, hit) for hit in hits)
        return Found.FOUND if straight else Found.PERHAPS
    if any(_mistyped(stem, answer) for stem in stems) or _reworded(answer, point):
        return Found.PERHAPS
    return Found.MISSING


def _hits(stem: str, answer: str) -> Iterator[int]:
    """Where a stem stands; one of letters only at the beginning of a word."""
    start = r"(?<![^\W_])" if re.match(r"[^\W_]", stem) and not _HAN.match(stem) else ""
    for hit in re.finditer(start + re.escape(stem), answer):
        yield hit.start()


def _negated(answer: str, position: int) -> bool:
    """Whether a "not" stands just before this place, in the same clause."""
    before = _CLAUSE.split(answer[:position])[-1]
    words = before.split()[-NEGATES:]
    return bool(_NOT.search(" ".join(words)) or _NOT_ZH.search(before[-NEGATES:]))


def _mistyped(stem: str, answer: str) -> bool:
    """Whether the answer holds words that differ from a stem by a slip of the fingers."""
    from rapidfuzz import fuzz

    wanted = _WORD.findall(stem)
    if len(stem) < SHORTEST or _HAN.search(stem) or not wanted:
        return False
    words, n, length = _WORD.findall(answer), len(wanted), len(stem)
    windows = (" ".join(words[i : i + n]) for i in range(len(words) - n + 1))
    return any(
        fuzz.ratio(stem, window[: length + end]) >= CLOSE for window in windows for end in (0, 1)
    )


def _reworded(answer: str, point: Point) -> bool:
    """Whether a clause of the answer has most of its words in common with the point."""
    from rapidfuzz import fuzz

    told = [normal(point.text.en), normal(point.text.zh)]
    clauses = [c.strip() for c in _CLAUSE.split(answer) if len(_WORD.findall(c)) > NEGATES]
    return any(fuzz.token_sort_ratio(clause, text) >= ALIKE for clause in clauses for text in told)
