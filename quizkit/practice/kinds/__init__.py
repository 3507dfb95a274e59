"""The kinds of cards, one file each. A new one is a new file and one line in `KINDS`."""

from quizkit.practice.kinds.choice import ChoiceKind
from quizkit.practice.kinds.explain import ExplainKind
from quizkit.practice.kinds.kind import (
    Arrange,
    Ask,
    Back,
    Choose,
    Flipped,
    Front,
    Given,
    Kind,
    Number,
    Response,
    Reveal,
    Shuffle,
    Write,
)
from quizkit.practice.kinds.myth import MythKind
from quizkit.practice.kinds.predict import PredictKind
from quizkit.practice.kinds.recall import RecallKind

_ALL: tuple[Kind, ...] = (RecallKind(), PredictKind(), MythKind(), ChoiceKind(), ExplainKind())
KINDS = {kind.name: kind for kind in _ALL}

__all__ = [
    "KINDS",
    "Arrange",
    "Ask",
    "Back",
    "Choose",
    "Flipped",
    "Front",
    "Given",
    "Kind",
    "Number",
    "Response",
    "Reveal",
    "Shuffle",
    "Write",
]
