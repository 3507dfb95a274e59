"""The kinds of cards, one file each. A new one is a new file and one line in `KINDS`."""

from quizkit.practice.kinds.kind import (
    Ask,
    Back,
    Cancelled,
    Front,
    Kind,
    Measure,
    Number,
    Response,
    Reveal,
)
from quizkit.practice.kinds.predict import PredictKind
from quizkit.practice.kinds.recall import RecallKind

_ALL: tuple[Kind, ...] = (RecallKind(), PredictKind())
KINDS = {kind.name: kind for kind in _ALL}

__all__ = [
    "KINDS",
    "Ask",
    "Back",
    "Cancelled",
    "Front",
    "Kind",
    "Measure",
    "Number",
    "Response",
    "Reveal",
]
