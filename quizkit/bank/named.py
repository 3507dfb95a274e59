"""Ids when several packs are used at once: those of an added pack begin with its name.

`scaling/why-scale` of the pack added as `team` is `team:scaling/why-scale`, and its topic is
`team:scaling`. The ids of the main pack stay as they are, and so does what is written in a file: a
pack does not know the name under which it was added.
"""

from dataclasses import replace

from quizkit.bank.summary import ClaimSummary, Summary
from quizkit.model.question import Claim, Measured, Question

COLON = ":"


def split(given: str) -> tuple[str, str]:
    """The name of the pack ("" for the main one), and the id inside it."""
    name, colon, rest = given.partition(COLON)
    return (name, rest) if colon else ("", given)


def under(name: str, inside: str) -> str:
    """The id of what has the id `inside` in the pack of that name ("" for the main one)."""
    return f"{name}{COLON}{inside}" if name else inside


def question_under(name: str, question: Question) -> Question:
    """A question with every id in it as it is called from outside its pack."""
    return replace(
        question,
        id=under(name, question.id),
        claims=tuple(_claim_under(name, claim) for claim in question.claims),
        follow_ups=_all_under(name, question.follow_ups),
        drill=question.drill and under(name, question.drill),
        was=_all_under(name, question.was),
    )


def summary_under(name: str, summary: Summary) -> Summary:
    """A summary, as `question_under`."""
    return replace(
        summary,
        id=under(name, summary.id),
        topic=under(name, summary.topic),
        claims=tuple(_brief_under(name, claim) for claim in summary.claims),
        follow_ups=_all_under(name, summary.follow_ups),
        drill=summary.drill and under(name, summary.drill),
        was=_all_under(name, summary.was),
    )


def _all_under(name: str, ids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(under(name, i) for i in ids)


def _claim_under(name: str, claim: Claim) -> Claim:
    evidence = claim.evidence
    if not isinstance(evidence, Measured):
        return claim
    return replace(claim, evidence=replace(evidence, check=under(name, evidence.check)))


def _brief_under(name: str, claim: ClaimSummary) -> ClaimSummary:
    return replace(claim, check=claim.check and under(name, claim.check))
