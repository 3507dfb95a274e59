"""How often a typed answer is said to name a point that it names, and one that it does not.

    python benchmarks/matching.py [MODEL]

The points of each question of the built-in bank are looked for in its own answer, in the answers to
all other questions and in its wrong choices, by the patterns, in both languages. With MODEL (a
folder or a hub name; needs torch and transformers), the cosines of an embedding model are told
instead, in English: the thresholds of `[explain]` were set by sentence-transformers'
all-MiniLM-L6-v2, an English model.
"""

import sys
from collections.abc import Callable, Sequence

from quizkit.bank import find_pack, load
from quizkit.model.question import Question
from quizkit.model.text import Lang, Text
from quizkit.practice.matching.patterns import PatternMatcher
from quizkit.practice.matching.segments import segments
from quizkit.practice.ticks import Found

THRESHOLDS = tuple(percent / 100 for percent in range(40, 85, 5))


def texts(questions: Sequence[Question], of: Question) -> dict[str, list[Text]]:
    """What is read: the own answer, those to other questions, the wrong choices."""
    wrong = of.choices.wrong if of.choices else ()
    return {
        "own answer": [of.answer],
        "other answers": [other.answer for other in questions if other is not of],
        "wrong choices": [choice.text for choice in wrong],
    }


def by_patterns(questions: Sequence[Question], lang: Lang) -> None:
    """Print how many points were found, and perhaps found."""
    counts: dict[str, list[int]] = {}
    matcher = PatternMatcher()
    for question in questions:
        for name, them in texts(questions, question).items():
            for text in them:
                found = matcher.match(text.read(lang), question.points, lang)
                sums = counts.setdefault(name, [0, 0, 0])
                sums[0] += len(found)
                sums[1] += found.count(Found.FOUND)
                sums[2] += found.count(Found.PERHAPS)
    for name, (total, found, perhaps) in counts.items():
        print(f"{lang} {name:13} {found:5} of {total:5} ({found / total:6.2%}) found", end="")
        print(f", {perhaps / total:6.2%} perhaps")


def by_model(questions: Sequence[Question], model: str) -> None:
    """Print which share of the points lies beyond each threshold, by its nearest sentence."""
    import numpy as np

    from quizkit.practice.matching import vectors

    embed: Callable[[Sequence[str]], list[list[float]]] = vectors.load(model)
    known: dict[str, list[float]] = {}

    def of(parts: Sequence[str]) -> "np.ndarray":
        fresh = [part for part in dict.fromkeys(parts) if part not in known]
        for i in range(0, len(fresh), 64):
            known.update(zip(fresh[i : i + 64], embed(fresh[i : i + 64]), strict=True))
        return np.array([known[part] for part in parts])

    cosines: dict[str, list[float]] = {}
    for question in questions:
        points = [of([point.text.en, point.text.zh]) for point in question.points]
        for name, them in texts(questions, question).items():
            for text in them:
                said = of(segments(text.en))
                cosines.setdefault(name, []).extend(float((p @ said.T).max()) for p in points)
    for threshold in THRESHOLDS:
        beyond = {name: np.mean(np.array(c) >= threshold) for name, c in cosines.items()}
        told = ", ".join(f"{name} {share:6.2%}" for name, share in beyond.items())
        print(f"cosine ≥ {threshold:.2f}: {told}")


def main() -> None:
    """Measure one of the two."""
    bank = load(find_pack(None))
    questions = [bank.question(key) for key in bank.ids]
    if len(sys.argv) > 1:
        by_model(questions, sys.argv[1])
        return
    for lang in Lang:
        by_patterns(questions, lang)


if __name__ == "__main__":
    main()
