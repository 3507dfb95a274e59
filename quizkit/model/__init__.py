"""The words of quizkit as plain, frozen data; see docs/architecture.md."""

from quizkit.model.evidence import Arm, Observation, Record, Report, Target, Verdict
from quizkit.model.memory import Memory, Phase
from quizkit.model.question import (
    Address,
    Because,
    Choices,
    Claim,
    Item,
    Measured,
    Point,
    Predict,
    PredictCurve,
    PredictNumber,
    PredictOrder,
    Question,
    Scalar,
    Unmeasured,
    WrongChoice,
)
from quizkit.model.review import Action, CardId, Event, Mark, Rating, Review, Undo
from quizkit.model.text import Lang, Text
from quizkit.model.verdict import Judgement, combine, judge_arm, judge_report, uncovered

__all__ = [
    "Action",
    "Address",
    "Arm",
    "Because",
    "CardId",
    "Choices",
    "Claim",
    "Event",
    "Item",
    "Judgement",
    "Lang",
    "Mark",
    "Measured",
    "Memory",
    "Observation",
    "Phase",
    "Point",
    "Predict",
    "PredictCurve",
    "PredictNumber",
    "PredictOrder",
    "Question",
    "Rating",
    "Record",
    "Report",
    "Review",
    "Scalar",
    "Target",
    "Text",
    "Undo",
    "Unmeasured",
    "Verdict",
    "WrongChoice",
    "combine",
    "judge_arm",
    "judge_report",
    "uncovered",
]
