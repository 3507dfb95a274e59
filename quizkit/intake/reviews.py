"""The answers that were given in Anki as reviews of the log."""

import hashlib
from collections.abc import Iterator, Sequence

from quizkit.intake.draft import Draft
from quizkit.model.review import CardId, Review
from quizkit.store.rows import event_id

KIND = "recall"
"""A note of Anki is asked as a recall card is: the whole, graded by oneself."""


def reviews(drafts: Sequence[Draft], questions: Sequence[str]) -> Iterator[Review]:
    """A review for each answer to a draft; `questions` are the ids that the drafts came to.

    The id of a review follows from the note and Anki's own number of the answer, so that the same
    answer, imported again or on another machine, is the same event.
    """
    for draft, question in zip(drafts, questions, strict=True):
        for answer in draft.answers:
            random = hashlib.sha256(f"{draft.source} {answer.id}".encode()).digest()
            yield Review(
                id=event_id(answer.at, random),
                card=CardId(KIND, question),
                at=answer.at,
                rating=answer.rating,
                seconds=answer.seconds,
                detail={"from": "anki"},
                counts=answer.counts,
            )
