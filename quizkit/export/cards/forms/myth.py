"""myth: a sentence that was measured. Is it true, false, or true only under a condition?"""

from collections.abc import Iterator

from quizkit.export.cards.card import ExportCard, Option
from quizkit.export.cards.forms.form import Given
from quizkit.model.question import Claim
from quizkit.model.review import CardId
from quizkit.model.text import Text

PROMPT = Text(
    "True, false, or only under a condition?", "这句话对吗：正确、错误，还是只在某个条件下成立？"
)
TRUE = Text("True", "正确")
FALSE = Text("False", "错误")
ONLY_WHEN = Text("Only under a condition", "只在某个条件下成立")


def myth(given: Given) -> Iterator[ExportCard]:
    """One card for each claim with a check, true or not: else the form would be the answer."""
    question = given.question
    for claim, _ in given.measured():
        answer, back = _told(claim)
        yield ExportCard(
            id=CardId("myth", question.id, claim.id),
            topic=question.topic,
            difficulty=question.difficulty,
            front=claim.says,
            prompt=PROMPT,
            answer=answer,
            back=back,
            options=tuple(Option(text, text is answer) for text in (TRUE, FALSE, ONLY_WHEN)),
            evidence=given.evidence_of(claim),
            sources=given.sources,
        )


def _told(claim: Claim) -> tuple[Text, Text]:
    """The short answer, and what is to be known besides."""
    if not claim.myth:
        return TRUE, Text("", "")
    truth = claim.truth or Text("", "")
    told = Text(f"In truth: {truth.en}", f"事实是：{truth.zh}")
    if not claim.when:
        return FALSE, told
    when = Text(f"It holds when {claim.when.en}", f"成立的条件：{claim.when.zh}")
    return ONLY_WHEN, Text(f"{when.en}\n\n{told.en}", f"{when.zh}\n\n{told.zh}")
