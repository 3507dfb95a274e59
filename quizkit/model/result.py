"""What verifying a claim came to."""

from dataclasses import dataclass
from datetime import datetime

from quizkit.model.evidence import Report, Verdict
from quizkit.model.text import Text


@dataclass(frozen=True, slots=True)
class ClaimResult:
    """The verdict of one claim, and the measurements behind it.

    For a myth the check demonstrates the truth that corrects it, so `supported` means that the
    myth is refuted. `names` are the observations that decide this claim (none named: all of the
    check's). `reports` has one report per seed and is empty for a claim that was skipped, whose
    `reasons` then say what it needs. `measured_at` is in UTC.
    """

    id: str
    question: str
    check: str
    myth: bool
    says: Text
    verdict: Verdict
    reasons: tuple[str, ...]
    names: tuple[str, ...]
    reports: tuple[Report, ...]
    seconds: float
    cached: bool
    measured_at: datetime | None
