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
ENOUGH_HAN = 6
"""Chinese characters of a clause that are worth comparing; as much as four English words."""
_HAN_SIGNS = "\u3400-\u4dbf\u4e00-\u9fff"
_WORD = re.compile(rf"[^\W_{_HAN_SIGNS}]+(?:[-'][^\W_{_HAN_SIGNS}]+)*")
_BEGINS = rf"(?<![^\W_{_HAN_SIGNS}])"
"""No letter and no digit before; a Chinese character may stand there without a space."""
_CLAUSE = re.compile(r"[.;:!?。；：！？\n]|(?<=[^\d]),|，|\b(?:but|yet|whereas)\b|而是|但是")
_HAN = re.compile(f"[{_HAN_SIGNS}]")
_NOT = re.compile(
    r"\b(?:not(?! only| just| merely)|no|never|without|neither|nor|cannot|hardly)\b|n't\b"
)
_NOT_ZH = re.compile("没|无须|无需|并非|未(?!来|必)|(?<!差)不(?![仅但只同断管论])")
_MARKS = str.maketrans({"’": "'", "_": None, "*": None, "`": None})
"""An apostrophe as keyboards write it; emphasis and the sign before an index are left out."""


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
    """Text as it is compared: formulas as signs, half-width, lower case, single spaces.

    d_k, $d_k$ and dₖ become the same.
    """
    plain = unicodedata.normalize("NFKC", unicode_math(text)).translate(_MARKS)
    return " ".join(plain.casefold().split())


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
    start = _BEGINS if re.match(r"[^\W_]", stem) and not _HAN.match(stem) else ""
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
    clauses = [part.strip() for part in _CLAUSE.split(answer) if _is_long(part)]
    return any(fuzz.token_sort_ratio(clause, text) >= ALIKE for clause in clauses for text in told)


def _is_long(clause: str) -> bool:
    """Whether a clause says enough to be like another by more than chance."""
    return len(_WORD.findall(clause)) > NEGATES or len(_HAN.findall(clause)) >= ENOUGH_HAN
