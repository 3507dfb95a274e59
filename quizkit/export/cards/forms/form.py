"""What every form is given of a question."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from quizkit.export.cards.card import Evidence
from quizkit.export.cards.measured import Measurements
from quizkit.model.question import Claim, Measured, Question


@dataclass(frozen=True, slots=True)
class Given:
    """A question, the ids of those of its claims that were chosen, and what was measured."""

    question: Question
    chosen: Collection[str]
    measurements: Measurements
    sources: tuple[str, ...] = ()

    def measured(self) -> Iterator[tuple[Claim, Measured]]:
        """The chosen claims that a check decides."""
        for claim in self.question.claims:
            if claim.id in self.chosen and isinstance(claim.evidence, Measured):
                yield claim, claim.evidence

    def evidence(self) -> tuple[Evidence, ...]:
        """What was measured of all claims of the question."""
        found = (self.measurements.evidence(self.question, c) for c in self.question.claims)
        return tuple(evidence for evidence in found if evidence)

    def evidence_of(self, claim: Claim) -> tuple[Evidence, ...]:
        """What was measured of one claim: one, or none."""
        found = self.measurements.evidence(self.question, claim)
        return (found,) if found else ()
