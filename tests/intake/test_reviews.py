"""What was answered in Anki becomes reviews, as far as it can have happened."""

from datetime import UTC, datetime, timedelta

from quizkit.intake import Answered, Draft
from quizkit.intake.reviews import in_future, reviews
from quizkit.model.review import Rating

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def test_an_answer_dated_in_the_future_is_left_out_and_counted() -> None:
    moments = [NOW - timedelta(days=1), NOW, NOW + timedelta(seconds=1), NOW + timedelta(days=900)]
    answers = tuple(Answered(n, at, Rating.GOOD, 1.0, True) for n, at in enumerate(moments))
    draft = Draft("guid", "front", "back", answers=answers)
    assert [r.at for r in reviews([draft], ["a/b"], NOW)] == moments[:2]
    assert in_future([draft], NOW) == 2
