"""Learners whose memory is known: it follows FSRS with weights that nobody told the schedule."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from quizkit.model.memory import Memory
from quizkit.model.review import CardId, Rating, Review
from quizkit.schedule import Fsrs

START = datetime(2026, 1, 1, 9, tzinfo=UTC)
Practised = Callable[[Fsrs, int], list[Review]]


@pytest.fixture
def practised() -> Practised:
    """So many answers of a learner whose memory is `truth`, asked by the library's schedule."""

    def practise(truth: Fsrs, answers: int) -> list[Review]:
        random, asks = Random(1), Fsrs()
        log: list[Review] = []
        plans: dict[CardId, Memory] = {}
        real: dict[CardId, Memory] = {}
        day = 0
        while len(log) < answers:
            now = START + timedelta(days=day)
            new = [CardId("recall", f"made/{day}-{i}") for i in range(6)]
            due = [card for card, memory in plans.items() if memory.due <= now]
            for card in due + new:
                recalled = card not in real or random.random() < truth.recall(real[card], now)
                grade = random.choice((Rating.GOOD, Rating.EASY)) if recalled else Rating.AGAIN
                plans[card] = asks.after(plans.get(card), grade, now)
                real[card] = truth.after(real.get(card), grade, now)
                log.append(Review(f"r{len(log)}", card, now, grade))
            day += 1
        return log[:answers]

    return practise
