"""An interview over a small bank whose questions lead to each other."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quizkit.bank import Bank, load
from quizkit.practice.interview import Interview, Setup
from quizkit.practice.matching import PatternMatcher

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
Linked = Mapping[str, tuple[int, Sequence[str]]]
"""Each question's difficulty and follow-ups."""
FIVE: Linked = {
    "scaling/why": (2, ("scaling/deep", "masking/causal")),
    "scaling/deep": (3, ("scaling/deeper",)),
    "scaling/deeper": (4, ()),
    "masking/causal": (2, ()),
    "masking/padding": (1, ()),
}


@pytest.fixture
def linked(make_bank: Callable[[Mapping[str, int]], Bank]) -> Callable[[Linked], Bank]:
    """Make a bank of questions with difficulties and follow-ups."""

    def make(questions: Linked) -> Bank:
        bank = make_bank(dict.fromkeys(questions, 0))
        for key, (difficulty, follow_ups) in questions.items():
            path = bank.pack.questions / f"{key}.yaml"
            text = path.read_text(encoding="utf-8")
            text = text.replace("difficulty: 2", f"difficulty: {difficulty}")
            text = text.replace("follow_ups: []", f"follow_ups: [{', '.join(follow_ups)}]")
            _ = path.write_text(text, encoding="utf-8")
        return load(bank.pack)

    return make


def setup(minutes: float = 30, *, spoken: bool = False, words: Sequence[str] = ()) -> Setup:
    return Setup("an-id", NINE, minutes, spoken, tuple(words), "seed")


@pytest.fixture
def begin(linked: Callable[[Linked], Bank], tmp_path: Path) -> Callable[..., Interview]:
    """Begin an interview over the five questions, or others."""

    def make(
        minutes: float = 30,
        *,
        spoken: bool = False,
        words: Sequence[str] = (),
        questions: Linked = FIVE,
    ) -> Interview:
        bank = linked(questions)
        made = setup(minutes, spoken=spoken, words=words)
        return Interview.begin(bank, PatternMatcher(), tmp_path / "interviews", made)

    return make
