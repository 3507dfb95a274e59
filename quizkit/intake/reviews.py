"""The answers that were given in Anki as reviews of the log."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime

from quizkit.intake.draft import Draft
from quizkit.model.review import CardId, Review
from quizkit.store.rows import event_id

KIND = "recall"
"""A note of Anki is asked as a recall card is: the whole, graded by oneself."""


def reviews(drafts: Sequence[Draft], questions: Sequence[str], now: datetime) -> Iterator[Review]:
    """A review for each answer given by `now`; `questions` are the ids that the drafts came to.

    An answer with a later date was given under a clock that was wrong: it would keep its card from
    being asked until then. The id of a review follows from the note and Anki's own number of the
    answer, so that the same answer, imported again or on another machine, is the same event.
    """
    for draft, question in zip(drafts, questions, strict=True):
        for answer in draft.answers:
            if answer.at > now:
                continue
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


def in_future(drafts: Sequence[Draft], now: datetime) -> int:
    """How many answers have a date after `now`."""
    return sum(answer.at > now for draft in drafts for answer in draft.answers)
