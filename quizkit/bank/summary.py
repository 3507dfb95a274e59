"""What is known of a question without reading its texts."""

from dataclasses import dataclass

from quizkit.model.question import Measured, Question


@dataclass(frozen=True, slots=True)
class ClaimSummary:
    """A claim without its texts; `check` is None for one that no check decides."""

    id: str
    check: str | None
    observations: tuple[str, ...]
    myth: bool
    has_predict: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """A question without its texts."""

    id: str
    topic: str
    difficulty: int
    claims: tuple[ClaimSummary, ...]
    follow_ups: tuple[str, ...]
    drill: str | None = None
    was: tuple[str, ...] = ()
    draft: bool = False


def summarise(question: Question) -> Summary:
    """The summary of a question."""
    return Summary(
        id=question.id,
        topic=question.topic,
        difficulty=question.difficulty,
        claims=tuple(
            ClaimSummary(
                id=claim.id,
                check=evidence.check if isinstance(evidence, Measured) else None,
                observations=evidence.observations if isinstance(evidence, Measured) else (),
                myth=claim.myth,
                has_predict=isinstance(evidence, Measured) and evidence.predict is not None,
            )
            for claim in question.claims
            for evidence in (claim.evidence,)
        ),
        follow_ups=question.follow_ups,
        drill=question.drill,
        was=question.was,
        draft=question.draft,
    )
